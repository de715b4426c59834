package io.evenkeel.plan;

import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.risk.RiskCheck;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.RiskVerdict;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Milliseconds for one decision about a vault of a thousand positions, and for its parts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 6, time = 2)
@Fork(2)
public class DecisionBenchmark {
    /** What the thousand are. */
    public enum Vault {
        RANGES,
        EVERY_KIND
    }

    @Param({"RANGES", "EVERY_KIND"})
    public Vault vault = Vault.RANGES;

    private final RiskLimits limits = TestLimits.ordinary();
    private final MarketSnapshot ranges = BigVault.ofRanges();
    private final MarketSnapshot everyKind = BigVault.ofEveryKind();

    /** Exposure, risk check, plan: all of what a cycle decides. */
    @Benchmark
    public Decision decision() {
        return HedgePlanner.plan(snapshot(), limits, new PlannerMode.Normal());
    }

    @Benchmark
    public RiskVerdict riskCheck() {
        return RiskCheck.assess(snapshot(), limits);
    }

    @Benchmark
    public Exposure exposure() {
        return Exposures.of(snapshot(), snapshot().price().best());
    }

    private MarketSnapshot snapshot() {
        return vault == Vault.RANGES ? ranges : everyKind;
    }
}
