package io.evenkeel.margin.aavev3;

import static io.evenkeel.margin.aavev3.AaveV3Example.at2000;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class AaveV3PositionTest {
    private static final Price AT_2000 = price("2000");
    private static final TokenDelta NO_WETH = weth("0");

    /** What goes into the loan comes out of the pool as idle quote: together they lose the cost. */
    @Property(tries = 300)
    void theLoanAndTheIdleQuoteTogetherLoseTheCost(
            @ForAll @Scale(9) @DoubleRange(min = 0.001, max = 100) double trade, @ForAll boolean selling) {
        double change = selling ? -trade : trade;
        AaveV3Position before =
                at2000().supplied("1000", "0").borrowed("100", "0").position();
        TokenDelta delta = TokenDelta.ofModel(WETH, change);

        AaveV3Position after = before.after(delta, NO_WETH, AT_2000);

        assertThat(after.delta()).isEqualTo(before.delta().plus(delta));
        assertThat(after.hedge()).isEqualTo(before.hedge().plus(delta));
        double lost = before.oracleNav(AT_2000)
                .minus(after.oracleNav(AT_2000))
                .minus(before.idleQuoteChange(delta, AT_2000))
                .wholeAsDouble();
        assertThat(lost).isCloseTo(before.tradeCostQuote(change, AT_2000), within(1e-5));
    }

    @Test
    void collateralInWethMovesTheDeltaAndNotTheHedge() {
        AaveV3Position before = at2000().borrowed("0", "0").position();

        AaveV3Position after = before.after(NO_WETH, weth("10"), AT_2000);

        assertThat(after.delta()).isEqualTo(weth("10"));
        assertThat(after.hedge().isZero()).isTrue();
        assertThat(after.totals().ltvBps()).isEqualTo(8000);
    }

    @Test
    void costIsFeeAndImpact() {
        AaveV3Position position = at2000().supplied("1000", "0").position();

        // 0.05 % of 20,000 and 10 / 50,000 of impact
        assertThat(position.tradeCostQuote(-10, AT_2000)).isCloseTo(10 + 4, within(0.1));
        assertThat(position.tradeCostQuote(10, AT_2000)).isCloseTo(10 + 4, within(0.1));
        assertThat(position.tradeCostQuote(1e6, AT_2000)).isInfinite();
    }

    @Test
    void carryIsTheBorrowRateLessWhatTheCollateralEarns() {
        AaveV3Position position =
                at2000().supplied("1000", "0").borrowed("100", "0").position();

        // 100 × 2000 × (2.425 % − 1.25 × 1 %)
        assertThat(position.carryQuotePerYear(-100, AT_2000)).isCloseTo(2350, within(1e-6));
        // another 100 on top of 10,000 lent raises the rate by a hundredth of itself
        assertThat(position.carryQuotePerYear(-200, AT_2000))
                .isCloseTo(400_000 * (0.02425 * 1.01 - 0.0125), within(1e-6));
        assertThat(position.carryQuotePerYear(5, AT_2000)).isZero();
    }

    @Test
    void theLargestLoanEndsAtTheOpeningRequirement() {
        AaveV3Position position = at2000().supplied("100", "0").position();

        TokenAmount largest = position.largestChange(-1, AT_2000);

        assertThat(largest.wholeAsDouble()).isCloseTo(80, within(1e-8));
        AaveV3Position after = position.after(largest.asDelta().negate(), NO_WETH, AT_2000);
        assertThat(after.totals().availableBorrowsUsd()).isPositive();
    }

    @Test
    void theLargestLoanEndsAtTheDepthOfThePool() {
        AaveV3Position position = at2000().supplied("100000", "0").position();

        double largest = position.largestChange(-1, AT_2000).wholeAsDouble();

        // two percent of price is about one percent of a full-range pool's base
        assertThat(largest).isCloseTo(50_000 * (1 / Math.sqrt(0.98) - 1), within(0.01));
    }

    @Test
    void theLargestReductionIsTheLoan() {
        AaveV3Position position =
                at2000().supplied("100", "0").borrowed("40", "0").position();

        assertThat(position.largestChange(1, AT_2000)).isEqualTo(TokenAmount.of(WETH, "40"));
        assertThat(at2000().supplied("100", "0")
                        .position()
                        .largestChange(1, AT_2000)
                        .isZero())
                .isTrue();
        assertThatThrownBy(() -> position.after(weth("41"), NO_WETH, AT_2000)).hasMessageContaining("negative");
    }

    @Test
    void aPausedMarketIsFrozenAndAFrozenAssetMayStillBeRepaid() {
        AaveV3Example held = at2000().supplied("100", "0").borrowed("40", "0");
        AaveV3Position paused = held.condition(VenueCondition.OPEN, true, false).position();
        AaveV3Position frozen = held.condition(VenueCondition.OPEN, false, true).position();
        AaveV3Position quarantined =
                held.condition(VenueCondition.REDUCE_ONLY, false, false).position();

        assertThat(paused.condition()).isEqualTo(VenueCondition.FROZEN);
        assertThat(paused.largestChange(1, AT_2000).isZero()).isTrue();
        assertThat(paused.removableCollateral().isZero()).isTrue();
        assertThat(paused.delta()).isEqualTo(weth("60"));
        assertThat(frozen.condition()).isEqualTo(VenueCondition.REDUCE_ONLY);
        assertThat(frozen.largestChange(-1, AT_2000).isZero()).isTrue();
        assertThat(frozen.largestChange(1, AT_2000)).isEqualTo(TokenAmount.of(WETH, "40"));
        assertThat(quarantined.largestChange(-1, AT_2000).isZero()).isTrue();
    }

    @Test
    void onePausedAssetFreezesBoth() {
        AaveV3Position open = at2000().supplied("100", "0").borrowed("40", "0").position();
        AaveAsset pausedQuote =
                at2000().condition(VenueCondition.OPEN, true, false).position().quote();

        AaveV3Position half = new AaveV3Position(
                open.id(),
                open.pair(),
                open.caps(),
                open.policyCondition(),
                open.generation(),
                open.base(),
                pausedQuote,
                open.swapPool(),
                WETH,
                false);

        assertThat(half.condition()).isEqualTo(VenueCondition.FROZEN);
        assertThat(half.largestChange(1, AT_2000).isZero()).isTrue();
    }

    @Test
    void whatMayBeTakenOutLeavesTheOpeningRequirement() {
        AaveV3Position position =
                at2000().supplied("100", "0").borrowed("40", "0").position();

        TokenAmount removable = position.removableCollateral();

        // 40 / 0.8 must stay
        assertThat(removable.wholeAsDouble()).isCloseTo(50, within(1e-6));
        AaveV3Position after = position.after(NO_WETH, removable.asDelta().negate(), AT_2000);
        assertThat(after.totals().totalCollateralUsd().multiply(after.totals().ltvBps()))
                .isGreaterThanOrEqualTo(after.totals().totalDebtUsd().multiply(AaveGeneration.BPS));
    }

    @Test
    void onlyTheTwoTokensOfThePairCanBackALoan() {
        assertThat(at2000().backedBy(USDC).position().collateralToken()).isEqualTo(USDC);
        assertThatThrownBy(() -> at2000().backedBy(new Token(WETH.chainId(), WETH.address(), "OTHER", 18))
                        .position())
                .hasMessageContaining("OTHER");
    }
}
