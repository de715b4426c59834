package io.evenkeel.margin.perpsv2;

import static io.evenkeel.margin.perpsv2.PerpsV2Example.at2000;
import static io.evenkeel.margin.perpsv2.PerpsV2Example.e18;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.market.PendingChange;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PerpsV2PositionTest {
    private static final Price AT_2000 = price("2000");
    private static final TokenDelta NO_COLLATERAL = TokenDelta.zero(USDC);

    @Test
    void whatIsPromisedCountsAsFilledAndNothingMoreIsAsked() {
        PerpsV2Position pending =
                at2000().holding("-5", "5000").ordered("-3", true).position();

        assertThat(pending.delta()).isEqualTo(weth("-8"));
        assertThat(pending.condition()).isEqualTo(VenueCondition.FROZEN);
        assertThat(pending.largestChange(-1, AT_2000).isZero()).isTrue();
        assertThat(pending.removableCollateral().isZero()).isTrue();
    }

    @Test
    void tooOldToBeFilledItCountsNoMore() {
        PerpsV2Position expired =
                at2000().holding("-5", "5000").ordered("-3", false).position();

        assertThat(expired.delta()).isEqualTo(weth("-5"));
        assertThat(expired.condition()).isEqualTo(VenueCondition.OPEN);
        assertThat(expired.maintenance())
                .isEqualTo(at2000().holding("-5", "5000").position().maintenance());
    }

    @Test
    void itSaysWhatWaitsHereAndWhatItIsWithoutIt() {
        PerpsV2Position quiet = at2000().holding("-5", "5000").position();
        PerpsV2Position pending =
                at2000().holding("-5", "5000").ordered("-3", true).position();

        assertThat(quiet.fillsLater()).isTrue();
        assertThat(quiet.pending()).isEmpty();
        PendingChange order = pending.pending().orElseThrow();
        assertThat(order.promised()).isEqualTo(weth("-3"));
        assertThat(order.worstPrice()).isEqualTo(price("1990"));
        assertThat(order.committedAt()).isEqualTo(at(0));
        assertThat(order.fillableFrom()).isEqualTo(at(2));
        assertThat(order.fillableUntil()).contains(at(30));
        assertThat(order.cancellableFrom()).isEqualTo(at(31));
        assertThat(pending.withoutPending()).isEqualTo(quiet);
        assertThat(quiet.withoutPending()).isSameAs(quiet);
    }

    @Test
    void anOrderThatOnlyWaitsToBeClearedAwayPromisesNothing() {
        PendingChange expired = at2000().holding("-5", "5000")
                .ordered("-3", false)
                .position()
                .pending()
                .orElseThrow();

        assertThat(expired.size()).isEqualTo(weth("-3"));
        assertThat(expired.promised().isZero()).isTrue();
        assertThat(expired.isCancellable(at(30))).isFalse();
        assertThat(expired.isCancellable(at(31))).isTrue();
    }

    @Test
    void aSaleIsPassedByALowerPriceAndAPurchaseByAHigherOne() {
        PendingChange sale = at2000().ordered("-3", true).position().pending().orElseThrow();
        PendingChange purchase =
                at2000().ordered("3", true).position().pending().orElseThrow();

        assertThat(sale.isPassedBy(price("1989.99"))).isTrue();
        assertThat(sale.isPassedBy(price("1990"))).isFalse();
        assertThat(purchase.isPassedBy(price("1990.01"))).isTrue();
        assertThat(purchase.isPassedBy(price("1990"))).isFalse();
    }

    @Test
    void aPromiseToGrowAsksForMoreAndOneToShrinkForNoLess() {
        PerpsV2Position quiet = at2000().holding("-5", "5000").position();
        PerpsV2Position growing =
                at2000().holding("-5", "5000").ordered("-3", true).position();
        PerpsV2Position shrinking =
                at2000().holding("-5", "5000").ordered("3", true).position();

        assertThat(growing.maintenance()).isGreaterThan(quiet.maintenance());
        assertThat(growing.liquidationPriceAbove().orElseThrow())
                .isLessThan(quiet.liquidationPriceAbove().orElseThrow());
        assertThat(shrinking.maintenance()).isEqualTo(quiet.maintenance());
        assertThat(shrinking.liquidationPriceAbove()).isEqualTo(quiet.liquidationPriceAbove());
    }

    @Property(tries = 300)
    void atTheLiquidationPriceItStandsAndOneUnitFurtherItDoesNot(
            @ForAll @LongRange(min = 1_000, max = 20_000_000) long milliEther,
            @ForAll @IntRange(min = 30, max = 3_000) int marginThousandths,
            @ForAll @IntRange(min = -500, max = 500) int rateThousandths,
            @ForAll boolean isShort) {
        String size = (isShort ? "-" : "") + milliEther + "e-3";
        String margin = milliEther * 2 * marginThousandths + "e-3";
        PerpsV2Position position = at2000().holding(size, margin)
                .funding(rateThousandths + "e-3", 3_600)
                .position();

        BigInteger level = (isShort ? position.liquidationPriceAbove() : position.liquidationPriceBelow())
                .map(Price::e18)
                .orElse(BigInteger.ONE);

        BigInteger beyond = isShort ? level.add(BigInteger.ONE) : level.subtract(BigInteger.ONE);
        if (level.compareTo(BigInteger.ONE) > 0) {
            assertThat(liquidatable(position, level)).isFalse();
            assertThat(liquidatable(position, beyond)).isTrue();
        } else {
            assertThat(liquidatable(position, level)).isEqualTo(isShort);
        }
    }

    @Property(tries = 300)
    void whatIsAskedForSurvivesTheShockAndOneUnitLessDoesNot(
            @ForAll @LongRange(min = 100, max = 5_000_000) long milliEther,
            @ForAll @IntRange(min = 1, max = 900) int shockThousandths,
            @ForAll boolean isShort) {
        TokenDelta change = weth((isShort ? "-" : "") + milliEther + "e-3");
        PerpsV2Position empty = at2000().position();
        double shock = shockThousandths / 1000.0;

        TokenDelta needed = empty.collateralNeededFor(change, AT_2000, shock);

        BigInteger shocked = e18("2000")
                .multiply(BigInteger.valueOf(isShort ? 1000 + shockThousandths : 1000 - shockThousandths))
                .divide(BigInteger.valueOf(1000));
        PerpsV2Position enough = empty.after(change, needed, AT_2000);
        assertThat(liquidatable(enough, shocked)).isFalse();
        assertThat(PerpsV2Totals.of(enough.account(), enough.market()).isLiquidatable())
                .isFalse();
        TokenDelta unit = new TokenDelta(USDC, BigInteger.ONE);
        PerpsV2Position less = empty.after(change, needed.minus(unit), AT_2000);
        assertThat(liquidatable(less, shocked) || atItsOpeningLimit(less)).isTrue();
    }

    @Property(tries = 200)
    void theLargestOrderPassesAndAHundredthMoreDoesNot(
            @ForAll @LongRange(min = 50, max = 3_000_000) long susd, @ForAll boolean selling) {
        PerpsV2Position position = at2000().holding("0", Long.toString(susd)).position();
        int direction = selling ? -1 : 1;

        BigInteger largest = position.largestChange(direction, AT_2000).units();

        assertThat(largest).isPositive();
        BigInteger signed = selling ? largest.negate() : largest;
        assertThat(PerpsV2Commitment.refusal(signed, position.account(), position.market()))
                .isEmpty();
        BigInteger more = signed.multiply(BigInteger.valueOf(101)).divide(BigInteger.valueOf(100));
        assertThat(PerpsV2Commitment.refusal(more, position.account(), position.market()))
                .isPresent();
    }

    @Test
    void nothingComesOutTogetherWithAnOrder() {
        PerpsV2Position rich = at2000().holding("-5", "50000").position();

        assertThat(rich.collateralNeededFor(TokenDelta.zero(WETH), AT_2000, 0.3).signum())
                .isNegative();
        assertThat(rich.collateralNeededFor(weth("2"), AT_2000, 0.3).isZero()).isTrue();
    }

    @Test
    void aReductionEndsAtZeroAndAQuarantinedVenueOnlyShrinks() {
        PerpsV2Example holding = at2000().holding("-5", "5000");

        assertThat(holding.position().largestChange(1, AT_2000).units()).isEqualTo(e18("5"));
        PerpsV2Position quarantined = holding.position(VenueCondition.REDUCE_ONLY);
        assertThat(quarantined.largestChange(-1, AT_2000).isZero()).isTrue();
        assertThat(quarantined.largestChange(1, AT_2000).units()).isEqualTo(e18("5"));
    }

    @Test
    void whoBringsTheSkewBackIsPaidForIt() {
        PerpsV2Position longsLead = at2000().skewed("10000").position();

        // half of the way of 100 ETH: (10000 + 9900) / 2 / 1000000 over the price, and the maker's fee
        double gain = 100 * 2000 * 0.00995 - 100 * 2019.9 * 0.000001;
        assertThat(longsLead.tradeCostQuote(-100, AT_2000)).isCloseTo(-gain, within(1e-6));
        assertThat(longsLead.tradeCostQuote(100, AT_2000)).isPositive();
        assertThat(at2000().position().tradeCostQuote(0, AT_2000)).isZero();
    }

    @Test
    void anOrderOverZeroPaysBothFees() {
        PerpsV2Market market = at2000().skewed("40").position().market();

        PerpsV2Trade over = PerpsV2Trade.of(e18("-100"), market);

        // 60 of 100 take, 40 make
        BigInteger notional = over.fillPrice().multiply(BigInteger.valueOf(100));
        BigInteger expected =
                notional.multiply(BigInteger.valueOf(600 * 60 + 40)).divide(BigInteger.valueOf(100_000_000));
        assertThat(over.fee().subtract(expected).abs()).isLessThan(BigInteger.TEN);
    }

    @Test
    void theSideThatTheSkewLeansToPays() {
        PerpsV2Position shortsLead =
                at2000().skewed("-10000").funding("-0.01", 0).position();

        assertThat(shortsLead.carryQuotePerYear(-10, AT_2000)).isCloseTo(10 * 2000 * 0.01 * 365, within(1e-6));
        assertThat(shortsLead.market().fundingVelocity()).isEqualTo(e18("-0.09"));
    }

    @Test
    void tradingPaysFillerAndFeeOutOfTheMargin() {
        PerpsV2Position after = at2000().holding("0", "5000").position().after(weth("-5"), NO_COLLATERAL, AT_2000);

        // 2 for whoever fills it, 0.06 % of 5 × 1999.995
        assertThat(after.account().margin()).isEqualTo(e18("4992.000015"));
        assertThat(after.account().lastPrice()).isEqualTo(e18("1999.995"));
        assertThat(after.market().marketSkew()).isEqualTo(e18("-5"));
    }

    private static boolean liquidatable(PerpsV2Position position, BigInteger price) {
        return PerpsV2VectorAnswers.isLiquidatableAt(position, price);
    }

    /** Less than this and the protocol would not have let it be opened. */
    private static boolean atItsOpeningLimit(PerpsV2Position position) {
        PerpsV2Terms terms = position.market().terms();
        BigInteger margin = PerpsV2Totals.unbounded(position.account(), position.market());
        BigInteger notional = Decimals.multiply(
                position.account().size().abs(), position.market().price());
        return margin.compareTo(terms.minInitialMargin()) < 0
                || Decimals.divide(notional, margin).compareTo(terms.maxLeverage()) >= 0
                || PerpsV2Totals.of(position.account(), position.market()).isLiquidatable();
    }

    private static Instant at(long secondsAfterCommitment) {
        return Instant.ofEpochSecond(1_000_000 + secondsAfterCommitment);
    }

    private static TokenDelta weth(String whole) {
        return new TokenDelta(WETH, e18(whole));
    }
}
