package io.evenkeel.backtest;

import com.sun.management.ThreadMXBean;
import io.evenkeel.backtest.HeldBook.HeldRange;
import io.evenkeel.hedge.ByBook;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.risk.BandLimits;
import io.evenkeel.risk.CostLimits;
import io.evenkeel.risk.MarginLimits;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.SpreadLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.TestTokens;
import io.evenkeel.units.TokenAmount;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A year of minute bars: a vault of two million with a range of Uniswap v3 and spot, hedged over two perpetuals and a
 * loan, decided at every bar. Volatility 80 %, funding and gas that change, highs and lows.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(2)
public class BacktestBenchmark {
    private static final int BARS = 525_600;
    private static final double STEP = 0.8 / Math.sqrt(BARS);
    /** So wide a band that nothing is traded after the opening: what the bars alone take. */
    private static final double INDIFFERENT = 1e-12;

    private final BacktestInput year;
    private final BacktestPlan ordinary;
    private final BacktestPlan idle;

    public BacktestBenchmark() {
        year = year(new SplittableRandom(11));
        ordinary = plan(1e-3, 0.05);
        idle = plan(INDIFFERENT, 1);
    }

    @Benchmark
    public BacktestResult yearOfMinutes() {
        return Backtest.run(year, ordinary, BacktestProgress.NONE);
    }

    @Benchmark
    public BacktestResult yearOfMinutesWithoutTrades() {
        return Backtest.run(year, idle, BacktestProgress.NONE);
    }

    private static BacktestInput year(SplittableRandom random) {
        long[] times = new long[BARS];
        double[] spot = new double[BARS];
        double[] high = new double[BARS];
        double[] low = new double[BARS];
        double[] perp = new double[BARS];
        double[] funding = new double[BARS];
        double[] gas = new double[BARS];
        double price = 2000;
        double basis = 0;
        for (int i = 0; i < BARS; i++) {
            price *= Math.exp(STEP * random.nextGaussian() - STEP * STEP / 2);
            basis = 0.99 * basis + 0.00002 * random.nextGaussian();
            times[i] = 1_600_000_000L + 60L * i;
            spot[i] = price;
            high[i] = price * (1 + STEP * random.nextDouble());
            low[i] = price * (1 - STEP * random.nextDouble());
            perp[i] = price * (1 + basis);
            funding[i] = 0.1 + 20 * basis;
            gas[i] = 10 + 20 * random.nextDouble();
        }
        return BacktestInput.of(times, spot, 60)
                .withExtremes(high, low)
                .withPerp(perp)
                .withFunding(funding)
                .withGasPrice(gas);
    }

    private static BacktestPlan plan(double riskAversion, double policyBand) {
        VenueCaps caps = new VenueCaps(new Bps(6000), new Bps(6000));
        List<VenueTerms> venues = List.of(
                new VenueTerms.Perp(
                        "perp-one",
                        caps,
                        0.0005,
                        new ImpactCurve(0.002, 2000, 1),
                        10,
                        0.05,
                        0.01,
                        1,
                        0,
                        28_800,
                        900_000,
                        200_000),
                new VenueTerms.Perp(
                        "perp-two",
                        caps,
                        0.0007,
                        new ImpactCurve(0.001, 2000, 0.5),
                        20,
                        0.03,
                        0.01,
                        1.1,
                        0.01,
                        28_800,
                        700_000,
                        200_000),
                new VenueTerms.Loan(
                        "loan",
                        caps,
                        0.0005,
                        new ImpactCurve(0.002, 4000, 1),
                        0.80,
                        0.825,
                        0.05,
                        0.03,
                        0.02,
                        420_000,
                        280_000));
        RiskLimits limits = new RiskLimits(
                new MarginLimits(new Bps(2000), new Bps(4000), new Bps(3500), new Bps(6000)),
                new CostLimits(
                        TokenAmount.of(TestTokens.USDC, "20000"),
                        new Bps(100),
                        FeePerGas.ofGwei("1"),
                        new Gas(400_000)),
                new BandLimits(ByBook.standard(riskAversion, 1 / 365.0), 0.8, Duration.ofMinutes(1), new Bps(9000)),
                new SpreadLimits(Duration.ofDays(2), new Bps(500), new Bps(500), new Bps(10_000)),
                TokenAmount.of(TestTokens.USDC, "0"),
                TokenAmount.of(TestTokens.WETH, "0.05"),
                Duration.ofMinutes(2));
        HeldBook book = new HeldBook(
                250, 1_000_000, List.of(HeldRange.worth(500_000, 2000, 2000 / 1.5, 3000, 0.1)), List.of(), List.of());
        return new BacktestPlan(
                "ordinary", book, venues, List.of(), limits, 0, policyBand, 5 * 86_400, 1, 0, 20, 2_000);
    }

    /** What the runs do and the processor time they take, which other guests of the machine do not change. */
    public static void main(String[] arguments) {
        BacktestBenchmark benchmark = new BacktestBenchmark();
        for (int i = 0; i < 6; i++) {
            report(benchmark::yearOfMinutesWithoutTrades);
            report(benchmark::yearOfMinutes);
        }
    }

    private static void report(Supplier<BacktestResult> run) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = thread.getCurrentThreadAllocatedBytes();
        long nanos = thread.getCurrentThreadCpuTime();
        BacktestSummary summary = run.get().summary();
        nanos = thread.getCurrentThreadCpuTime() - nanos;
        bytes = thread.getCurrentThreadAllocatedBytes() - bytes;
        System.out.printf(
                "%d bars, %d legs: %d ms, %d bytes a bar%n",
                summary.bars(), summary.trades(), nanos / 1_000_000, bytes / summary.bars());
    }
}
