package io.evenkeel.market.uniswapv3;

import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.units.Price;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SqrtPricesTest {
    private static final MathContext DIGITS = new MathContext(80);
    private static final BigDecimal ONE_TICK = new BigDecimal("1.0001");

    @Test
    void theEndsAreThePoolsOwnConstants() {
        assertThat(SqrtPrices.atTick(-SqrtPrices.MAX_TICK)).isEqualTo("4295128739");
        assertThat(SqrtPrices.atTick(SqrtPrices.MAX_TICK))
                .isEqualTo("1461446703485210103287273052203988822378723970342");
        assertThat(SqrtPrices.atTick(0)).isEqualTo(BigInteger.ONE.shiftLeft(96));
        assertThatThrownBy(() -> SqrtPrices.atTick(SqrtPrices.MAX_TICK + 1)).hasMessageContaining("887273");
    }

    /** The pool cuts after each product, so it is a hair under the true root, and then rounds up once. */
    @Property
    void everyTickIsTheTrueRootToFifteenDigitsOrTheLastTwoUnits(
            @ForAll @IntRange(min = -887_272, max = 887_272) int tick) {
        BigDecimal truth = ONE_TICK.pow(Math.abs(tick), DIGITS);
        BigDecimal ratio = tick < 0 ? BigDecimal.ONE.divide(truth, DIGITS) : truth;
        BigDecimal root = ratio.sqrt(DIGITS).multiply(new BigDecimal(SqrtPrices.Q96));

        BigDecimal error =
                new BigDecimal(SqrtPrices.atTick(tick)).subtract(root).abs();

        assertThat(error).isLessThanOrEqualTo(root.movePointLeft(15).add(BigDecimal.TWO));
    }

    @Property
    void ticksRiseStrictly(@ForAll @IntRange(min = -887_272, max = 887_271) int tick) {
        assertThat(SqrtPrices.atTick(tick + 1)).isGreaterThan(SqrtPrices.atTick(tick));
    }

    @Property
    void theRootOfAPriceIsTheLargestOneNotAboveIt(
            @ForAll @BigRange(min = "1000000000000", max = "1000000000000000000000000") BigInteger priceE18) {
        Price price = new Price(WETH, USDC, priceE18);

        BigInteger root = SqrtPrices.of(price, true);

        BigInteger exact = priceE18.shiftLeft(192).divide(BigInteger.TEN.pow(30));
        assertThat(root.multiply(root)).isLessThanOrEqualTo(exact);
        assertThat(root.add(BigInteger.ONE).pow(2)).isGreaterThan(exact);
    }

    @Test
    void theTwoSidesOfAPoolAreInverse() {
        BigInteger straight = SqrtPrices.of(price("2000"), true);
        BigInteger inverse = SqrtPrices.of(price("2000"), false);

        BigDecimal product = new BigDecimal(straight.multiply(inverse));
        BigDecimal whole = new BigDecimal(BigInteger.ONE.shiftLeft(192));
        assertThat(product.divide(whole, DIGITS).subtract(BigDecimal.ONE).abs()).isLessThan(new BigDecimal("1e-20"));
    }
}
