package io.evenkeel.units;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.usdc;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.chain.Address;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static final BigInteger E30 = BigInteger.TEN.pow(30);

    @Test
    void tenWethAtTwoThousandAndAHalfCent() {
        Price price = price("2000.005");

        assertThat(price.valueDown(TokenAmount.of(WETH, "10"))).isEqualTo(TokenAmount.of(USDC, "20000.05"));
        assertThat(price).hasToString("2000.005 USDC/WETH");
    }

    @Property
    void valueIsTheContractsFormulaAndUpAndDownEncloseIt(
            @ForAll @BigRange(min = "0", max = "1000000000000000000000000") BigInteger wei,
            @ForAll @BigRange(min = "1", max = "1000000000000000000000000") BigInteger priceE18) {
        Price price = new Price(WETH, USDC, priceE18);
        TokenAmount amount = new TokenAmount(WETH, wei);

        BigInteger[] exact = wei.multiply(priceE18).divideAndRemainder(E30);
        assertThat(price.valueDown(amount).units()).isEqualTo(exact[0]);
        assertThat(price.valueUp(amount).units())
                .isEqualTo(exact[1].signum() == 0 ? exact[0] : exact[0].add(BigInteger.ONE));
    }

    @Property
    void aLossIsNeverUnderstatedAndAGainNeverOverstated(
            @ForAll @BigRange(min = "0", max = "1000000000000000000000000") BigInteger wei,
            @ForAll @BigRange(min = "1", max = "1000000000000000000000000") BigInteger priceE18) {
        Price price = new Price(WETH, USDC, priceE18);

        assertThat(price.valueDown(new TokenDelta(WETH, wei)).units())
                .isEqualTo(price.valueDown(new TokenAmount(WETH, wei)).units());
        assertThat(price.valueDown(new TokenDelta(WETH, wei.negate())).units())
                .isEqualTo(price.valueUp(new TokenAmount(WETH, wei)).units().negate());
    }

    @Property
    void whatTheAmountDownCostsIsAtMostTheValueAndWhatTheAmountUpCostsAtLeast(
            @ForAll @BigRange(min = "0", max = "1000000000000000000") BigInteger quoteUnits,
            @ForAll @BigRange(min = "1000000", max = "1000000000000000000000000") BigInteger priceE18) {
        Price price = new Price(WETH, USDC, priceE18);
        TokenAmount value = new TokenAmount(USDC, quoteUnits);

        assertThat(price.valueDown(price.amountDown(value))).isLessThanOrEqualTo(value);
        assertThat(price.valueUp(price.amountUp(value))).isGreaterThanOrEqualTo(value);
        BigInteger between =
                price.amountUp(value).units().subtract(price.amountDown(value).units());
        assertThat(between).isBetween(BigInteger.ZERO, BigInteger.ONE);
    }

    @Property
    void tokensOfAnyDecimalsAreCountedInWholeTokens(
            @ForAll @IntRange(max = 36) int baseDecimals, @ForAll @IntRange(max = 36) int quoteDecimals) {
        Token base = new Token(CHAIN, Address.ZERO, "BASE", baseDecimals);
        Token quote =
                new Token(CHAIN, Address.of("0x0000000000000000000000000000000000000001"), "QUOTE", quoteDecimals);

        TokenAmount value = Price.of(base, quote, "3").valueDown(TokenAmount.of(base, "7"));

        assertThat(value.whole()).isEqualByComparingTo("21");
    }

    @Property
    void partsOfAPriceAreRoundedAsNamed(
            @ForAll @BigRange(min = "100000", max = "1000000000000000000000000") BigInteger priceE18,
            @ForAll @IntRange(min = 1, max = 20_000) int bps) {
        Price price = new Price(WETH, USDC, priceE18);
        BigDecimal exact = new BigDecimal(priceE18).multiply(new Bps(bps).exactFraction());

        assertThat(new BigDecimal(price.timesDown(new Bps(bps)).e18())).isLessThanOrEqualTo(exact);
        assertThat(new BigDecimal(price.timesUp(new Bps(bps)).e18())).isGreaterThanOrEqualTo(exact);
        assertThat(price.timesUp(new Bps(bps))
                        .e18()
                        .subtract(price.timesDown(new Bps(bps)).e18()))
                .isLessThanOrEqualTo(BigInteger.ONE);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Price(WETH, USDC, BigInteger.ZERO)).hasMessageContaining("positive");
        assertThatThrownBy(() -> Price.ofModel(WETH, USDC, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Price.ofModel(WETH, USDC, -1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> price("2000").valueDown(usdc("1"))).hasMessageContaining("not of USDC");
        assertThatThrownBy(() -> price("2000").amountDown(TokenAmount.of(WETH, "1")))
                .hasMessageContaining("not in WETH");
        Price other = Price.of(USDC, WETH, "0.0005");
        assertThatThrownBy(() -> price("2000").compareTo(other)).hasMessageContaining("different pairs");
    }

    @Test
    void aModelsPriceIsTheNearestAndNeverZero() {
        assertThat(Price.ofModel(WETH, USDC, 2000.5)).isEqualTo(price("2000.5"));
        assertThat(Price.ofModel(WETH, USDC, 1e-30).e18()).isEqualTo(BigInteger.ONE);
        assertThat(price("2000").valueDown(weth("-0.000000000000000001"))).isEqualTo(usdc("-0.000001"));
    }
}
