package io.evenkeel.units;

import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TokenAmountTest {
    @Property
    void addingAndTakingAwayAreInverseAndExact(
            @ForAll @BigRange(min = "0", max = "1000000000000000000000000000000") BigInteger one,
            @ForAll @BigRange(min = "0", max = "1000000000000000000000000000000") BigInteger other) {
        TokenAmount a = new TokenAmount(WETH, one);
        TokenAmount b = new TokenAmount(WETH, other);

        assertThat(a.plus(b).minus(b)).isEqualTo(a);
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.minusOrZero(b).units()).isEqualTo(one.subtract(other).max(BigInteger.ZERO));
        assertThat(a.asDelta().minus(b.asDelta()).units()).isEqualTo(one.subtract(other));
        assertThat(a.min(b).plus(a.max(b))).isEqualTo(a.plus(b));
    }

    @Property
    void aDeltaIsItsSizeWithItsSign(
            @ForAll @BigRange(min = "-1000000000000000000000000", max = "1000000000000000000000000") BigInteger units) {
        TokenDelta delta = new TokenDelta(WETH, units);

        assertThat(delta.plus(delta.negate()).isZero()).isTrue();
        assertThat(delta.abs().units()).isEqualTo(units.abs());
        assertThat(delta.signum()).isEqualTo(units.signum());
        assertThat(delta.min(delta.negate()).signum()).isNotPositive();
        assertThat(delta.max(delta.negate()).signum()).isNotNegative();
    }

    @Property
    void partsOfAnAmountAreRoundedAsNamed(
            @ForAll @BigRange(min = "0", max = "1000000000000000000000000") BigInteger units,
            @ForAll @IntRange(max = 1_000_000) int bps) {
        TokenAmount amount = new TokenAmount(USDC, units);
        BigDecimal exact = new BigDecimal(units).multiply(new Bps(bps).exactFraction());

        assertThat(new BigDecimal(amount.timesDown(new Bps(bps)).units())).isLessThanOrEqualTo(exact);
        assertThat(new BigDecimal(amount.timesUp(new Bps(bps)).units())).isGreaterThanOrEqualTo(exact);
        assertThat(amount.timesUp(new Bps(bps))
                        .minus(amount.timesDown(new Bps(bps)))
                        .units())
                .isLessThanOrEqualTo(BigInteger.ONE);
    }

    @Property
    void aModelsNumberIsCutTowardsZero(@ForAll @DoubleRange(min = -1e9, max = 1e9) double whole) {
        TokenDelta delta = TokenDelta.ofModel(WETH, whole);

        assertThat(delta.abs().whole()).isLessThanOrEqualTo(new BigDecimal(whole).abs());
        assertThat(delta.whole().subtract(new BigDecimal(whole)).abs()).isLessThan(BigDecimal.valueOf(1, 18));
    }

    @Test
    void textIsExactOrRefused() {
        assertThat(TokenAmount.of(USDC, "12.5")).hasToString("12.5 USDC");
        assertThatThrownBy(() -> TokenAmount.of(USDC, "0.0000001")).isInstanceOf(ArithmeticException.class);
        assertThat(weth("-1.5").wholeAsDouble()).isEqualTo(-1.5);
    }

    @Test
    void whatCannotBeIsABug() {
        TokenAmount one = TokenAmount.of(USDC, "1");
        assertThatThrownBy(() -> TokenAmount.zero(USDC).minus(one)).hasMessageContaining("must not be negative");
        assertThatThrownBy(() -> one.plus(TokenAmount.zero(WETH))).hasMessageContaining("cannot mix");
        assertThatThrownBy(() -> one.compareTo(TokenAmount.zero(WETH))).hasMessageContaining("cannot mix");
        assertThatThrownBy(() -> one.asDelta().plus(weth("1"))).hasMessageContaining("cannot mix");
        assertThatThrownBy(() -> TokenDelta.ofModel(WETH, Double.POSITIVE_INFINITY))
                .hasMessageContaining("Infinity");
    }
}
