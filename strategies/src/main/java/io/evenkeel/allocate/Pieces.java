package io.evenkeel.allocate;

import java.util.function.DoubleUnaryOperator;

/**
 * A convex function cut into pieces: a parabola through the ends and the middle of each for what is to be least, chords
 * for what is limited, which never say less than the truth. Rounding may bend a function the wrong way; pieces never do,
 * so that they are filled in their order.
 */
final class Pieces {
    private final double[] slopes;
    private final double[] curvatures;
    private final double[] chords;
    private final double[] bends;

    Pieces(int most) {
        slopes = new double[most];
        curvatures = new double[most];
        chords = new double[most];
        bends = new double[most];
    }

    /** Slope at the beginning of a piece. */
    double slope(int piece) {
        return slopes[piece];
    }

    double curvature(int piece) {
        return curvatures[piece];
    }

    /** @param ends of the pieces, ascending; a piece may have no length */
    void cutCost(DoubleUnaryOperator cost, double[] ends) {
        if (cost instanceof QuadraticCost quadratic) {
            for (int k = 0; k < ends.length - 1; k++) {
                slopes[k] = quadratic.slope() + quadratic.curvature() * ends[k];
                curvatures[k] = quadratic.curvature();
            }
            return;
        }
        read(cost, ends);
        double lowest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < ends.length - 1; k++) {
            double length = ends[k + 1] - ends[k];
            if (!(length > 0)) {
                slopes[k] = 0;
                curvatures[k] = 0;
                continue;
            }
            double start = Math.max(lowest, chords[k] - bends[k]);
            double end = Math.max(start, Math.min(chordAfter(k, ends.length - 1), chords[k] + bends[k]));
            slopes[k] = start;
            curvatures[k] = (end - start) / length;
            lowest = Math.max(end, chords[k]);
        }
    }

    void cutUse(DoubleUnaryOperator use, double[] ends) {
        boolean linear = use instanceof QuadraticCost quadratic && quadratic.curvature() == 0;
        double before = linear ? 0 : use.applyAsDouble(ends[0]);
        double steepest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < ends.length - 1; k++) {
            double length = ends[k + 1] - ends[k];
            if (linear) {
                steepest = ((QuadraticCost) use).slope();
            } else if (length > 0) {
                double after = use.applyAsDouble(ends[k + 1]);
                steepest = Math.max(steepest, (after - before) / length);
                before = after;
            }
            slopes[k] = length > 0 ? steepest : 0;
            curvatures[k] = 0;
        }
    }

    private void read(DoubleUnaryOperator cost, double[] ends) {
        double before = cost.applyAsDouble(ends[0]);
        for (int k = 0; k < ends.length - 1; k++) {
            double length = ends[k + 1] - ends[k];
            double after = length > 0 ? cost.applyAsDouble(ends[k + 1]) : before;
            double middle = length > 0 ? cost.applyAsDouble(ends[k] + length / 2) : before;
            chords[k] = length > 0 ? (after - before) / length : Double.NaN;
            bends[k] = length > 0 ? Math.max(0, (before - 2 * middle + after) * 2 / length) : 0;
            before = after;
        }
    }

    /** The slope of a convex function in one piece is at most the chord of the next. */
    private double chordAfter(int piece, int pieces) {
        for (int k = piece + 1; k < pieces; k++) {
            if (!Double.isNaN(chords[k])) {
                return chords[k];
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
