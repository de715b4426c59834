package io.evenkeel.margin.perpv2;

import static io.evenkeel.margin.perpv2.PerpV2Example.at2000;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class PerpV2TradingTest {
    private static final Price AT_2000 = price("2000");

    /** What a trade loses against the oracle is what the account is worth less afterwards. */
    @Property(tries = 500)
    void navFallsByTheCostOfTheTrade(
            @ForAll @Scale(9) @DoubleRange(min = 0.001, max = 150) double size,
            @ForAll @Scale(9) @DoubleRange(min = 0.001, max = 150) double trade,
            @ForAll boolean isShort,
            @ForAll boolean selling,
            @ForAll @Scale(9) @DoubleRange(min = 1900, max = 2100) double poolPrice) {
        double held = isShort ? -size : size;
        double change = selling ? -trade : trade;
        PerpV2Position before = at2000().holding(
                        TokenDelta.ofModel(WETH, held).whole().toPlainString(),
                        TokenDelta.ofModel(WETH, -held * 1990).whole().toPlainString())
                .deposited("100000")
                .prices(2000, 2000, poolPrice)
                .position();
        TokenDelta delta = TokenDelta.ofModel(WETH, change);

        PerpV2Position after = before.after(delta, TokenDelta.zero(USDC), AT_2000);

        assertThat(after.delta()).isEqualTo(before.delta().plus(delta));
        double lost = before.oracleNav(AT_2000).minus(after.oracleNav(AT_2000)).wholeAsDouble();
        assertThat(lost).isCloseTo(before.tradeCostQuote(change, AT_2000), within(1e-5));
    }

    @Test
    void aReductionRealisesItsShareOfTheProfit() {
        PerpV2Position before =
                at2000().holding("-10", "22000").deposited("10000").position();

        PerpV2Account after =
                before.after(weth("4"), TokenDelta.zero(USDC), AT_2000).account();

        // bought back 4 of 10: openNotional falls by 4/10, the difference to what was paid is profit
        assertThat(after.positionSize()).isEqualTo(weth("-6").units());
        assertThat(after.openNotional()).isEqualTo(weth("13200").units());
        double paid = -PerpV2Trade.quoteFor(4, before.market());
        assertThat(after.owedRealizedPnl().doubleValue() / 1e18).isCloseTo(8800 - paid, within(1e-9));
    }

    @Test
    void everyTradeSettlesFundingFirst() {
        PerpV2Position shape =
                at2000().holding("-10", "20000").deposited("10000").position();
        PerpV2Account owing = new PerpV2Account(
                shape.account().positionSize(),
                shape.account().openNotional(),
                shape.account().vaultBalance(),
                BigInteger.ZERO,
                BigInteger.ZERO,
                weth("7").units());
        PerpV2Position before = new PerpV2Position(
                shape.id(), shape.pair(), shape.caps(), shape.policyCondition(), owing, shape.market());

        PerpV2Position after = before.after(weth("-1"), TokenDelta.zero(USDC), AT_2000);

        assertThat(after.account().pendingFunding()).isZero();
        assertThat(after.account().owedRealizedPnl()).isEqualTo(weth("-7").units());
        double lost = before.oracleNav(AT_2000).minus(after.oracleNav(AT_2000)).wholeAsDouble();
        assertThat(lost).isCloseTo(before.tradeCostQuote(-1, AT_2000), within(1e-5));
    }

    @Test
    void closingAllLeavesNoNotional() {
        PerpV2Position before =
                at2000().holding("-10", "22000").deposited("10000").position();

        PerpV2Account after =
                before.after(weth("10"), TokenDelta.zero(USDC), AT_2000).account();

        assertThat(after.positionSize()).isZero();
        assertThat(after.openNotional()).isZero();
    }

    @Test
    void turningRealisesAllOfItAndOpensTheRest() {
        PerpV2Position before =
                at2000().holding("-10", "22000").deposited("10000").position();

        PerpV2Account after =
                before.after(weth("15"), TokenDelta.zero(USDC), AT_2000).account();

        double paid = -PerpV2Trade.quoteFor(15, before.market());
        assertThat(after.positionSize()).isEqualTo(weth("5").units());
        assertThat(after.openNotional().doubleValue() / 1e18).isCloseTo(-paid / 3, within(1e-6));
        assertThat(after.owedRealizedPnl().doubleValue() / 1e18).isCloseTo(22000 - paid * 2 / 3, within(1e-6));
    }

    @Test
    void costIsFeeAndImpactAndBasis() {
        PerpV2Position flat = at2000().deposited("10000").position();
        PerpV2Position dear =
                at2000().deposited("10000").prices(2000, 2000, 2020).position();

        // 0.1 % of 2000, and a little impact
        assertThat(flat.tradeCostQuote(-1, AT_2000)).isBetween(2.0, 2.2);
        assertThat(flat.tradeCostQuote(1, AT_2000)).isBetween(2.0, 2.2);
        assertThat(flat.tradeCostQuote(0, AT_2000)).isZero();
        // selling where it is 20 dearer earns the basis
        assertThat(dear.tradeCostQuote(-1, AT_2000)).isBetween(-18.0, -17.7);
        assertThat(dear.tradeCostQuote(1, AT_2000)).isBetween(22.0, 22.3);
    }

    @Property
    void costIsConvex(
            @ForAll @Scale(9) @DoubleRange(min = -400, max = 400) double one,
            @ForAll @Scale(9) @DoubleRange(min = -400, max = 400) double other) {
        PerpV2Position position = at2000().deposited("10000").position();

        double middle = position.tradeCostQuote((one + other) / 2, AT_2000);
        double chord = (position.tradeCostQuote(one, AT_2000) + position.tradeCostQuote(other, AT_2000)) / 2;

        assertThat(middle).isLessThanOrEqualTo(chord + 1e-6);
    }

    @Test
    void aMarketAboveTheIndexPaysTheShort() {
        // 1 USD premium on 10 ETH is 10 USD a day
        PerpV2Position position = at2000().averages(2001, 2000).position();

        assertThat(position.carryQuotePerYear(-10, AT_2000)).isCloseTo(-3650, within(1e-6));
        assertThat(position.carryQuotePerYear(10, AT_2000)).isCloseTo(3650, within(1e-6));
    }

    @Test
    void fundingIsCappedAtATenthOfTheIndex() {
        PerpV2Position position = at2000().averages(2600, 2000).position();

        assertThat(position.carryQuotePerYear(-1, AT_2000)).isCloseTo(-200 * 365, within(1e-6));
    }
}
