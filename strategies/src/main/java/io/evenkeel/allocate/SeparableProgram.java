package io.evenkeel.allocate;

import java.util.Arrays;

/**
 * Least Σ (c x + q x² / 2) over variables that each lie between two bounds, with weighted sums of them between bounds
 * of their own: a quadratic program whose curvature is diagonal. Sizes at venues are variables, the size to fill is a
 * row, and so is every cap that venues share.
 *
 * <p>Solved by the dual active-set method of Goldfarb and Idnani (Mathematical Programming 27, 1983), which starts from
 * the unconstrained optimum and adds what is violated, so that it ends at an exact optimum or with a proof that there
 * is none. The diagonal makes each step a system as small as the number of rows that bind. Variables without curvature
 * get it from a proximal term around the last answer (Rockafellar, SIAM J. Control 14, 1976), repeated until the term
 * no longer matters.
 *
 * <p>All memory is taken when it is made; posing and solving allocate nothing. Not for several threads.
 */
final class SeparableProgram {
    enum Outcome {
        OPTIMAL,
        /** No point meets every bound. */
        INFEASIBLE,
        /** Numerically beyond it: no answer is given rather than a doubtful one. */
        UNSOLVED
    }

    /** Curvature below this part of the typical one is lent some. */
    private static final double FLAT = 1e-7;
    /** Lent curvature, as a part of the slopes' range over that of the sizes; each round less of it. */
    private static final double FIRST_LOAN = 1e-3;

    private static final double LESS_EACH_ROUND = 0.03;
    private static final double LEAST_LOAN = 1e-10;
    private static final int ROUNDS = 40;
    /** Part of the objective's scale that the proximal term may still be worth at the end. */
    private static final double SETTLED = 1e-14;

    private final PosedProgram posed;
    private final DualActiveSet inner;
    private final double[] linear;
    private final double[] quadratic;
    private final double[] centre;
    private int variables;
    private int rows;

    SeparableProgram(int mostVariables, int mostRows) {
        this.posed = new PosedProgram(mostVariables, mostRows);
        this.inner = new DualActiveSet(posed, mostVariables, mostRows);
        this.linear = new double[mostVariables];
        this.quadratic = new double[mostVariables];
        this.centre = new double[mostVariables];
    }

    /** A new problem; every variable and row has to be given, weights are zero until set. */
    void reset(int variableCount, int rowCount) {
        posed.reset(variableCount, rowCount);
        variables = variableCount;
        rows = rowCount;
        Arrays.fill(centre, 0, variableCount, 0);
    }

    /** @param curvature at least 0; bounds may be infinite where the curvature or a row holds the variable */
    void variable(int j, double slope, double curvature, double low, double high) {
        linear[j] = slope;
        quadratic[j] = curvature;
        posed.low[j] = low;
        posed.high[j] = high;
    }

    /** Where the answer is expected: only speed depends on it. */
    void guess(int j, double value) {
        centre[j] = value;
    }

    void row(int r, double low, double high) {
        posed.rowLow[r] = low;
        posed.rowHigh[r] = high;
    }

    void weight(int r, int j, double weight) {
        posed.weigh(r, j, weight);
    }

    double value(int j) {
        return inner.x[j];
    }

    /** What one more unit of the row's lower bound would cost: positive where the lower bound binds, negative where the upper does. */
    double price(int r) {
        return inner.rowPrice[r];
    }

    /** The same for the variable's own bounds. */
    double boundPrice(int j) {
        return inner.boundPrice[j];
    }

    double objective() {
        double sum = 0;
        for (int j = 0; j < variables; j++) {
            double x = inner.x[j];
            sum += x * (linear[j] + quadratic[j] * x / 2);
        }
        return sum;
    }

    Outcome solve() {
        double sizes = sizeScale();
        double slopes = slopeScale(sizes);
        double typicalCurvature = slopes / sizes;
        for (int j = 0; j < variables; j++) {
            if (posed.low[j] > posed.high[j]) {
                return Outcome.INFEASIBLE;
            }
            centre[j] = Math.clamp(centre[j], posed.low[j], posed.high[j]);
        }
        double loan = FIRST_LOAN * typicalCurvature;
        for (int round = 0; round < ROUNDS; round++) {
            for (int j = 0; j < variables; j++) {
                double lent = quadratic[j] < FLAT * typicalCurvature ? loan : 0;
                posed.bend(j, linear[j] - lent * centre[j], quadratic[j] + lent);
            }
            posed.measure(sizes);
            Outcome outcome = inner.solve(round > 0);
            if (outcome != Outcome.OPTIMAL) {
                return outcome;
            }
            double worth = 0;
            for (int j = 0; j < variables; j++) {
                if (quadratic[j] < FLAT * typicalCurvature) {
                    worth += loan * Math.abs(inner.x[j] - centre[j]) * sizes;
                }
                centre[j] = inner.x[j];
            }
            if (worth <= SETTLED * slopes * sizes) {
                return outcome;
            }
            loan = Math.max(LEAST_LOAN * typicalCurvature, loan * LESS_EACH_ROUND);
        }
        return Outcome.UNSOLVED;
    }

    private double sizeScale() {
        double scale = 0;
        for (int j = 0; j < variables; j++) {
            scale = larger(scale, posed.low[j]);
            scale = larger(scale, posed.high[j]);
        }
        if (scale == 0) {
            for (int r = 0; r < rows; r++) {
                scale = larger(scale, posed.rowLow[r]);
                scale = larger(scale, posed.rowHigh[r]);
            }
        }
        return scale == 0 ? 1 : scale;
    }

    private double slopeScale(double sizes) {
        double scale = 0;
        for (int j = 0; j < variables; j++) {
            scale = larger(scale, linear[j]);
            scale = larger(scale, quadratic[j] * sizes);
        }
        return scale == 0 ? 1 : scale;
    }

    private static double larger(double scale, double bound) {
        double size = Math.abs(bound);
        return size > scale && size < Double.POSITIVE_INFINITY ? size : scale;
    }
}
