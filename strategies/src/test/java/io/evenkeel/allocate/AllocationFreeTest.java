package io.evenkeel.allocate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AllocationFreeTest {
    private static final int PROBLEMS = 500;

    @Test
    void posingAndSolvingTakesNoMemoryHoweverManyProblems() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SplittableRandom random = new SplittableRandom(5);
        SpreadExample[] problems = new SpreadExample[PROBLEMS];
        for (int k = 0; k < PROBLEMS; k++) {
            problems[k] = SpreadExample.random(random, 20, (k % 3) / 2.0);
        }
        SeparableProgram program = new SeparableProgram(20, 15);
        solveAll(problems, program);

        long before = threads.getCurrentThreadAllocatedBytes();
        solveAll(problems, program);
        long taken = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(taken).isLessThan(PROBLEMS);
    }

    private static void solveAll(SpreadExample[] problems, SeparableProgram program) {
        for (SpreadExample problem : problems) {
            problem.pose(program);
            program.solve();
        }
    }
}
