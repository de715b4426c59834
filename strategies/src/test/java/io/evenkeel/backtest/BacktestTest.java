package io.evenkeel.backtest;

import static io.evenkeel.backtest.ABacktest.START;
import static io.evenkeel.backtest.ABacktest.flat;
import static io.evenkeel.backtest.ABacktest.free;
import static io.evenkeel.backtest.ABacktest.loan;
import static io.evenkeel.backtest.ABacktest.perp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.hedge.FixedDeltaBand;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestTest {
    @Test
    void aFlatMarketCostsTheOpeningTradeAndFundingOnly() {
        ABacktest quiet = ABacktest.over(flat(25, 2000));
        BacktestResult result = quiet.at(perp("perp"))
                .with(quiet.input().withFunding(flat(25, -0.10)))
                .run();

        BacktestSummary summary = result.summary();
        Attribution pnl = summary.attribution();
        double hedge = result.series().hedge()[0];
        assertThat(summary.trades()).isEqualTo(1);
        assertThat(hedge).isCloseTo(-300, within(3.0));
        // shorts pay 10 % a year of what they carry, for a day
        assertThat(pnl.funding()).isCloseTo(hedge * 2000 * 0.10 / 365, within(1e-6));
        assertThat(summary.finalHedged()).isCloseTo(pnl.funding() - summary.cost(), within(1e-6));
        assertThat(pnl.delta() + pnl.gamma() + pnl.basis() + pnl.hedgeLag()).isZero();
        assertThat(summary.cost())
                .isCloseTo(
                        -hedge * 2000 * (0.0005 + 0.002 * -hedge / 2000)
                                // the trade, its collateral, and the execution itself
                                + (900_000 + 200_000 + 400_000) * 20e-9 * 2000,
                        within(1e-6));
    }

    @Test
    void aHedgedSpotVaultKeepsItsValueThroughACrash() {
        BacktestResult result = ABacktest.over(2000, 1900, 1500, 1000, 1200, 1600)
                .at(free("perp"))
                .run();

        assertThat(result.summary().finalUnhedged()).isCloseTo(-120_000, within(1e-6));
        assertThat(Math.abs(result.summary().finalHedged())).isLessThan(1_000);
        assertThat(result.summary().residualVarianceRatio()).isLessThan(0.001);
    }

    @Test
    void anOrderFilledOneBarLaterPaysForTheMoveBetween() {
        ABacktest story = ABacktest.over(2000, 1900, 1900).at(free("perp"));

        BacktestResult atOnce = story.run();
        BacktestResult later = story.fillingOneBarLater().run();

        double hedge = atOnce.series().hedge()[0];
        assertThat(later.series().hedge()[0]).isZero();
        assertThat(later.series().hedge()[1]).isCloseTo(hedge, within(1e-9));
        assertThat(later.summary().attribution().hedgeLag()).isCloseTo(hedge * 100, within(1e-6));
        assertThat(later.summary().attribution().delta())
                .isCloseTo(atOnce.summary().attribution().delta(), within(1e-6));
        assertThat(later.summary().finalHedged() - atOnce.summary().finalHedged())
                .isCloseTo(hedge * 100, within(1e-6));
    }

    @Test
    void aSpikeLiquidatesAnOverLeveredShortAtThePriceTheMarginMathsSays() {
        // opened at ten times leverage and never topped up: 10 % to open, 6.25 % to keep
        ABacktest story =
                ABacktest.over(2000, 2010, 2040, 2040).at(free("perp")).withMargins(1, 2, 2, 3);
        double[] high = {2000, 2015, 2400, 2040};
        double[] low = {2000, 2000, 2005, 2040};

        BacktestResult result =
                story.with(story.input().withExtremes(high, low)).run();

        double size = result.series().tradeBase()[0];
        double level = 2000 * 1.1 / 1.0625;
        assertThat(result.summary().liquidations()).isEqualTo(1);
        assertThat(result.summary().minLiquidationDistance()).isZero();
        assertThat(result.series().liquidationDistance()[1]).isCloseTo(level / 2015 - 1, within(1e-9));
        // the penalty, and the move back that the short is not there for any more
        assertThat(result.summary().attribution().forcedClosing())
                .isCloseTo(size * level * 0.01 - size * (2040 - level), within(1e-6));
        assertThat(result.summary().attributionGap()).isLessThan(1e-6);
    }

    @Test
    void aLoanIsLiquidatedByHalvesUntilItIsSoundAgain() {
        // opened at a loan to value of 80 %, kept to 82.5 %
        ABacktest story = ABacktest.over(2000, 2040).at(loan("loan")).withMargins(1, 2, 2, 3);
        double[] high = {2000, 2300};
        double[] low = {2000, 2000};

        BacktestResult result =
                story.with(story.input().withExtremes(high, low)).run();

        double debt = -result.series().tradeBase()[0];
        double level = 2000 / 0.8 * 0.825;
        assertThat(result.summary().liquidations()).isEqualTo(1);
        assertThat(result.summary().attribution().forcedClosing())
                .isCloseTo(debt / 2 * (2040 - level * 1.05), within(1.0));
        assertThat(result.summary().attributionGap()).isLessThan(1e-6);
    }

    @Test
    void aHedgeThatFindsNoCollateralTakesBackWhatAnotherVenueHoldsTooMuchOf() {
        // the fall leaves the perpetual rich and the vault poor in idle quote; the range's delta grows all the while
        double[] prices = new double[40];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = 2000 * Math.exp(-0.008 * i);
        }
        BacktestResult result = ABacktest.over(prices)
                .holding(HeldBook.range(HeldBook.HeldRange.worth(1_000_000, 2000, 1000, 3000, 0), 300_000))
                .at(perp("one"), loan("two"))
                .run();

        double last = result.series().delta()[prices.length - 1];
        assertThat(Math.abs(last)).isLessThan(25);
        assertThat(result.summary().liquidations()).isZero();
    }

    @Test
    void aHedgeThatPassesThroughNothingLeavesNoDustThatBlocksTheOtherSide() {
        // a sold straddle: short delta above the strike, long below it
        long expiry = START + 30 * 86_400;
        HeldBook straddle = new HeldBook(
                0,
                1_000_000,
                List.of(),
                List.of(
                        new HeldBook.HeldOption(true, 2000, expiry, -300, 0.8, 0),
                        new HeldBook.HeldOption(false, 2000, expiry, -300, 0.8, 0)),
                List.of());
        double[] prices = new double[60];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = 2000 * (1 + 0.15 * Math.sin(i / 4.0));
        }

        BacktestResult result = ABacktest.over(prices)
                .holding(straddle)
                .deciding(new FixedDeltaBand(20, 0))
                .at(perp("one"), perp("two"))
                .run();

        double[] hedge = result.series().hedge();
        assertThat(Arrays.stream(hedge).max().orElseThrow()).isGreaterThan(50);
        assertThat(Arrays.stream(hedge).min().orElseThrow()).isLessThan(-50);
        assertThat(result.summary().residualVarianceRatio()).isLessThan(0.2);
    }

    @Test
    void barsWithoutTradesAllocateNothingButTheirColumns() {
        ABacktest story = ABacktest.over(flat(20_000, 2000)).holding(HeldBook.spot(0, 1_000));
        ABacktest longer = ABacktest.over(flat(40_000, 2000)).holding(HeldBook.spot(0, 1_000));
        story.run();
        longer.run();

        long before = allocated();
        story.run();
        long between = allocated();
        longer.run();
        long after = allocated();

        // four columns of doubles are kept for every bar
        double bytesPerBar = (after - between - (between - before)) / 20_000.0;
        assertThat(bytesPerBar).isLessThan(4 * 8 + 16);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void aTopUpInTimeSavesWhatWouldHaveBeenLiquidated() {
        ABacktest story =
                ABacktest.over(2000, 2100, 2200, 2300, 2400, 2600, 2800).at(free("perp"));

        BacktestResult result = story.run();

        assertThat(result.summary().liquidations()).isZero();
        assertThat(result.summary().minLiquidationDistance()).isGreaterThan(0.1);
        assertThat(Math.abs(result.summary().finalHedged())).isLessThan(3_000);
    }

    @Test
    void needMovesElsewhereWhileAVenueIsPaused() {
        ABacktest story = ABacktest.over(flat(10, 2000))
                .at(perp("cheap"), loan("dear"))
                .disturbedBy(new Disruption.Pause("cheap", START, START + 5 * 3600));

        BacktestResult result = story.run();

        assertThat(result.series().tradeVenue()).containsOnly(1);
        assertThat(result.series().tradeEpochSeconds()[0]).isEqualTo(START);
        assertThat(result.series().hedge()[0]).isCloseTo(-300, within(10.0));
    }

    @Test
    void aPausedVenueLetsNothingOutAndIsUsedAgainAfterwards() {
        BacktestResult result = ABacktest.over(flat(10, 2000))
                .disturbedBy(new Disruption.Pause("perp", START, START + 3 * 3600))
                .run();

        assertThat(result.series().tradeEpochSeconds()).containsExactly(START + 3 * 3600);
    }

    @Test
    void whatIsDeleveragedIsOpenedAgainByTheStandBy() {
        // the fall makes the short win; the venue closes all of it and stays closed
        BacktestResult result = ABacktest.over(2000, 1800, 1400, 1300, 1200)
                .at(perp("first"), loan("second"))
                .disturbedBy(new Disruption.AutomaticDeleveraging("first", START + 2 * 3600, 1, 0.02))
                .disturbedBy(new Disruption.Pause("first", START + 2 * 3600, START + 100 * 3600))
                .run();

        double before = result.series().hedge()[1];
        double after = result.series().hedge()[2];
        assertThat(result.summary().attribution().forcedClosing()).isNegative();
        assertThat(after).isCloseTo(before, within(Math.abs(before) * 0.1));
        assertThat(result.series().tradeVenue()[result.series().tradeVenue().length - 1])
                .isEqualTo(1);
        assertThat(result.summary().attributionGap()).isLessThan(1e-6);
    }
}
