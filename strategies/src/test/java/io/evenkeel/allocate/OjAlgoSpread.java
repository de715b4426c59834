package io.evenkeel.allocate;

import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.convex.ConvexSolver;

/**
 * The same problem for ojAlgo's convex solver, as matrices in parts of the size to fill. Its model layer rounds what it
 * is given and is right to seven digits or so; posed like this its active-set method ends at a vertex of the active
 * rows, which is exact to the last few digits whatever its tolerances.
 */
final class OjAlgoSpread {
    private static final int MOST_ITERATIONS = 10_000;

    private final ConvexSolver.Builder builder;
    private final double size;

    private OjAlgoSpread(ConvexSolver.Builder builder, double size) {
        this.builder = builder;
        this.size = size;
    }

    static OjAlgoSpread of(SpreadExample problem) {
        int n = problem.venues();
        int groups = problem.caps().length;
        R064Store curvature = R064Store.FACTORY.make(n, n);
        R064Store slope = R064Store.FACTORY.make(n, 1);
        R064Store ones = R064Store.FACTORY.make(1, n);
        R064Store left = R064Store.FACTORY.make(2 * n + groups, n);
        R064Store right = R064Store.FACTORY.make(2 * n + groups, 1);
        double size = problem.size();
        for (int i = 0; i < n; i++) {
            curvature.set(i, i, problem.quadratic()[i] * size);
            slope.set(i, 0, -problem.linear()[i]);
            ones.set(0, i, 1);
            left.set(i, i, 1);
            right.set(i, 0, problem.high()[i] / size);
            left.set(n + i, i, -1);
            right.set(n + i, 0, -problem.low()[i] / size);
            for (int g = 0; g < groups; g++) {
                left.set(2 * n + g, i, problem.weights()[g][i]);
            }
        }
        for (int g = 0; g < groups; g++) {
            right.set(2 * n + g, 0, problem.caps()[g] / size);
        }
        R064Store one = R064Store.FACTORY.make(1, 1);
        one.set(0, 0, 1);
        return new OjAlgoSpread(
                ConvexSolver.newBuilder()
                        .objective(curvature, slope)
                        .equalities(ones, one)
                        .inequalities(left, right),
                size);
    }

    Optimisation.Result solve() {
        Optimisation.Options options = new Optimisation.Options();
        options.iterations_abort = MOST_ITERATIONS;
        return builder.build(options).solve();
    }

    double[] sizes(Optimisation.Result result) {
        double[] sizes = new double[(int) result.count()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = result.doubleValue(i) * size;
        }
        return sizes;
    }
}
