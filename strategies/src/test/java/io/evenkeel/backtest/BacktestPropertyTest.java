package io.evenkeel.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.backtest.HeldBook.HeldLoan;
import io.evenkeel.backtest.HeldBook.HeldOption;
import io.evenkeel.backtest.HeldBook.HeldRange;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Whatever the path, the book and the accidents: no money appears or vanishes without a name. */
class BacktestPropertyTest {
    private static final int BARS = 60;

    @Property(tries = 24)
    void theAttributionAddsUpToTheProfitAndLoss(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.1, max = 6) double volatility,
            @ForAll @IntRange(min = 0, max = 1) int delay,
            @ForAll @IntRange(min = 0, max = 3) int kind) {
        SplittableRandom random = new SplittableRandom(seed);
        ABacktest story = story(random, volatility, kind);

        BacktestResult result = (delay == 1 ? story.fillingOneBarLater() : story).run();

        BacktestSummary summary = result.summary();
        assertThat(summary.attributionGap())
                .as("%s", summary)
                .isLessThan(1e-9 * (1e6 + Math.abs(summary.finalUnhedged())) * BARS);
        assertThat(summary.attribution().total()).isCloseTo(summary.finalHedged(), within(1e-3));
    }

    @Property(tries = 8)
    void everyBarsProfitAddsUpToTheWhole(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 6) double volatility) {
        BacktestResult result = story(new SplittableRandom(seed), volatility, 0).run();

        double hedged = 0;
        double unhedged = 0;
        double costs = 0;
        for (int i = 0; i < BARS - 1; i++) {
            hedged += result.pnlHedged()[i];
            unhedged += result.pnlUnhedged()[i];
            costs += result.costs()[i];
        }
        assertThat(hedged).isCloseTo(result.summary().finalHedged(), within(1e-4));
        assertThat(unhedged).isCloseTo(result.summary().finalUnhedged(), within(1e-4));
        assertThat(costs).isCloseTo(result.summary().cost(), within(1e-4));
    }

    @Property(tries = 8)
    void whatComesLaterChangesNothingThatCameBefore(
            @ForAll long seed, @ForAll @IntRange(min = 10, max = BARS - 10) int known) {
        ABacktest story = story(new SplittableRandom(seed), 1.2, 1);
        BacktestInput whole = story.input();
        double[] other = whole.spot().clone();
        for (int i = known; i < BARS; i++) {
            other[i] *= 1.3;
        }
        BacktestInput changed = BacktestInput.of(whole.epochSeconds(), other, whole.barSeconds())
                .withFunding(whole.fundingPerYear())
                .withBorrow(whole.borrowPerYear());
        BacktestInput plain = BacktestInput.of(whole.epochSeconds(), whole.spot(), whole.barSeconds())
                .withFunding(whole.fundingPerYear())
                .withBorrow(whole.borrowPerYear());

        double[] one = story.with(plain).run().pnlHedged();
        double[] two = story.with(changed).run().pnlHedged();

        for (int i = 0; i < known - 1; i++) {
            assertThat(two[i]).isEqualTo(one[i]);
        }
    }

    private static ABacktest story(SplittableRandom random, double volatility, int kind) {
        double step = volatility * Math.sqrt(1 / 8760.0);
        double[] spot = new double[BARS];
        double[] high = new double[BARS];
        double[] low = new double[BARS];
        double[] perp = new double[BARS];
        double[] funding = new double[BARS];
        double[] borrow = new double[BARS];
        double[] implied = new double[BARS];
        double price = 2000;
        for (int i = 0; i < BARS; i++) {
            double jump = random.nextInt(40) == 0 ? 0.15 * (random.nextDouble() - 0.5) : 0;
            price *= Math.exp(step * random.nextGaussian() + jump);
            spot[i] = price;
            high[i] = price * (1 + 0.02 * random.nextDouble());
            low[i] = price * (1 - 0.02 * random.nextDouble());
            perp[i] = price * (1 + 0.01 * (random.nextDouble() - 0.5));
            funding[i] = random.nextDouble() - 0.5;
            borrow[i] = 0.2 * random.nextDouble();
            implied[i] = 0.4 + random.nextDouble();
        }
        BacktestInput input = ABacktest.bars(spot)
                .withExtremes(high, low)
                .withPerp(perp)
                .withFunding(funding)
                .withBorrow(borrow);
        long expiry = ABacktest.START + 3600L * (BARS / 2);
        HeldRange range = HeldRange.worth(800_000, 2000, 1800, 2300, 0.2);
        ABacktest story = ABacktest.over(spot)
                .with(kind == 2 ? input.withVolatility(implied) : input)
                .at(ABacktest.perp("one"), ABacktest.loan("two"), ABacktest.spot("three"))
                .disturbedBy(new Disruption.Pause("one", ABacktest.START + 18_000, ABacktest.START + 54_000))
                .disturbedBy(new Disruption.AutomaticDeleveraging("one", ABacktest.START + 90_000, 0.7, 0.03));
        return switch (kind) {
            case 0 -> story;
            case 1 -> story.holding(HeldBook.range(range, 400_000));
            case 2 ->
                story.holding(new HeldBook(
                        100,
                        600_000,
                        List.of(range),
                        List.of(
                                new HeldOption(true, 2100, expiry, -200, 0.8, 0.03),
                                new HeldOption(false, 1900, expiry + 86_400 * 30, 150, 0.9, 0)),
                        List.of(new HeldLoan(50, 40_000, 0.01, 0.05))));
            // hardly any margin: liquidations come
            default -> story.withMargins(1, 2, 2, 3);
        };
    }
}
