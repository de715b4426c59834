package io.evenkeel.evidence.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.evidence.BrownianPaths;
import io.evenkeel.evidence.EvidenceRow;
import io.evenkeel.evidence.Experiment;
import io.evenkeel.evidence.Sampling;
import io.evenkeel.hedge.Clock;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.market.uniswapv3.RangeCurve;
import org.junit.jupiter.api.Test;

/** With a decision an hour instead of a minute, so that it takes seconds. */
class LiquidityHedgingTest {
    private static final RangeSetup HOURLY = new RangeSetup(30 * 24);
    private static final TradeCost TEN_BASIS_POINTS = new TradeCost(0.001, 0);
    private static final HedgeRule NEVER = (in, out) -> out.set(-1e9, -1e9, 1e9, 1e9);
    private static final HedgeRule ALWAYS = (in, out) -> out.around(in.exactHoldingBase(), 0, 0);

    private final RangeCurve range = HOURLY.range();
    private final RangePath path = new RangePath(HOURLY.steps());
    private final RangeHedge hedge = new RangeHedge(range, HOURLY.yearsPerStep(), RangeSetup.VOLATILITY);

    @Test
    void whoKnowsGammaPaysLessThanWhoKnowsOnlyDeltaAndTheClockPaysMost() {
        Sampling few = new Sampling(7, Sampling.MIN_PATHS);
        double clock = ours("0.1 %, clock", few);
        double bandToEdge = ours("0.1 %, band to edge", few);
        double secant = ours("0.1 %, secant", few);

        assertThat(bandToEdge).isLessThan(0.9 * clock);
        assertThat(secant).isLessThan(0.97 * bandToEdge);
    }

    @Test
    void thePositionIsTheOneThatWasPublished() {
        assertThat(range.liquidity()).isCloseTo(57.39, within(0.005));
        assertThat(range.value(RangeSetup.PRICE)).isCloseTo(100, within(1e-12));
        // always at the middle, the loss would be σ²/4 L sqrt(P) T
        assertThat(-range.gamma(100) * 1e4 * HOURLY.variancePerStep() * HOURLY.steps() / 2)
                .isCloseTo(7.547, within(0.0005));
    }

    @Test
    void theExpectedLossIsWhatPathsLoseOnAverage() {
        int paths = 4_000;
        BrownianPaths prices = new BrownianPaths(3, 100, 0, RangeSetup.VOLATILITY, HOURLY.yearsPerStep());
        double sum = 0;
        for (int i = 0; i < paths; i++) {
            prices.next(path.priceQuote);
            path.hold(range, HOURLY.variancePerStep());
            sum += path.lossQuote();
        }
        // 1.9 is the deviation of one path
        assertThat(sum / paths).isCloseTo(ExpectedLoss.of(HOURLY), within(3 * 1.9 / Math.sqrt(paths)));
    }

    @Test
    void withoutAHedgeNothingIsPaidAndTheWholeRiskStays() {
        draw(11);

        hedge.run(path, NEVER, TEN_BASIS_POINTS);

        double squares = 0;
        for (double gain : path.gainQuote) {
            squares += gain * gain;
        }
        assertThat(hedge.trades()).isZero();
        assertThat(hedge.costQuote(TEN_BASIS_POINTS)).isZero();
        assertThat(hedge.squaredResidual()).isCloseTo(squares, within(1e-9));
    }

    @Test
    void hedgedAtEveryStepOnlyGammaBetweenTwoStepsRemains() {
        draw(11);
        hedge.run(path, NEVER, TEN_BASIS_POINTS);
        double unhedged = hedge.squaredResidual();

        hedge.run(path, ALWAYS, TEN_BASIS_POINTS);

        assertThat(hedge.squaredResidual()).isLessThan(0.01 * unhedged);
        double turnover = path.priceQuote[0] * path.deltaBase[0];
        for (int step = 1; step < HOURLY.steps(); step++) {
            turnover += path.priceQuote[step] * Math.abs(path.deltaBase[step] - path.deltaBase[step - 1]);
        }
        turnover += path.priceQuote[HOURLY.steps()] * path.deltaBase[HOURLY.steps() - 1];
        assertThat(hedge.costQuote(TEN_BASIS_POINTS)).isCloseTo(0.001 * turnover, within(1e-9));
    }

    @Test
    void aClockOfADayTradesOnceADayWhileTheDeltaMovesAndGasIsPaidForEach() {
        draw(12);

        hedge.run(path, new Clock(1 / 365.0), TEN_BASIS_POINTS);

        int changes = 1;
        for (int step = 24; step < HOURLY.steps(); step += 24) {
            changes += path.deltaBase[step] != path.deltaBase[step - 24] ? 1 : 0;
        }
        int unwinding = path.deltaBase[HOURLY.steps() - 24] == 0 ? 0 : 1;
        assertThat(hedge.trades()).isEqualTo(changes + unwinding).isBetween(10, 31);
        double fees = hedge.costQuote(TEN_BASIS_POINTS);
        assertThat(hedge.costQuote(new TradeCost(0.001, 0.02))).isCloseTo(fees + hedge.trades() * 0.02, within(1e-12));
    }

    private void draw(long seed) {
        new BrownianPaths(seed, 100, 0, RangeSetup.VOLATILITY, HOURLY.yearsPerStep()).next(path.priceQuote);
        path.hold(range, HOURLY.variancePerStep());
    }

    private static double ours(String part, Sampling sampling) {
        Experiment.Part wanted = new LiquidityHedging(HOURLY)
                .parts(sampling).stream()
                        .filter(each -> each.name().equals(part))
                        .findFirst()
                        .orElseThrow();
        return wanted.run().stream()
                .filter(row -> row.column().equals("cost + 0.5 variance"))
                .mapToDouble(EvidenceRow::ours)
                .findFirst()
                .orElseThrow();
    }
}
