package io.evenkeel.allocate;

import io.evenkeel.allocate.SeparableProgram.Outcome;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Microseconds to spread one size over twenty venues with quadratic impact, bounds, and fourteen shared caps; and to
 * choose among twenty with fixed costs and smallest sizes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(2)
public class AllocationBenchmark {
    private static final int PROBLEMS = 50;
    private static final int VENUES = 20;

    private final SpreadExample[] problems = new SpreadExample[PROBLEMS];
    private final OjAlgoSpread[] theirs = new OjAlgoSpread[PROBLEMS];
    private final AllocationProblem[] choices = new AllocationProblem[PROBLEMS];
    private final SeparableProgram program = new SeparableProgram(VENUES, 15);

    public AllocationBenchmark() {
        SplittableRandom random = new SplittableRandom(7);
        for (int k = 0; k < PROBLEMS; k++) {
            do {
                problems[k] = SpreadExample.random(random, VENUES);
                problems[k].pose(program);
                theirs[k] = OjAlgoSpread.of(problems[k]);
            } while (program.solve() != Outcome.OPTIMAL
                    || !theirs[k].solve().getState().isOptimal());
            choices[k] = LegSearch.random(random, VENUES).problem();
        }
    }

    /** The problem is posed afresh each time. */
    @Benchmark
    @OperationsPerInvocation(PROBLEMS)
    public double convexCoreEvenkeel() {
        double sum = 0;
        for (SpreadExample problem : problems) {
            problem.pose(program);
            program.solve();
            sum += program.objective();
        }
        return sum;
    }

    /** Its matrices are made beforehand and do not count. */
    @Benchmark
    @OperationsPerInvocation(PROBLEMS)
    public double convexCoreOjAlgo() {
        double sum = 0;
        for (OjAlgoSpread problem : theirs) {
            sum += problem.solve().getValue();
        }
        return sum;
    }

    /** Fixed costs, smallest sizes, six shared caps and shared collateral: searched to the end. */
    @Benchmark
    @OperationsPerInvocation(PROBLEMS)
    public double choiceOfVenuesEvenkeel() {
        double sum = 0;
        for (AllocationProblem problem : choices) {
            sum += Allocator.solve(problem).costQuote();
        }
        return sum;
    }
}
