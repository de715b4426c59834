package io.evenkeel.allocate;

import java.util.function.DoubleUnaryOperator;

/**
 * A cost of slope and curvature, exact as it stands: what is posed with it is solved without sampling.
 *
 * @param slope quote (or whatever is used) per base at nothing
 * @param curvature how much the slope grows per base, at least 0
 */
public record QuadraticCost(double slope, double curvature) implements DoubleUnaryOperator {
    public static final QuadraticCost NOTHING = new QuadraticCost(0, 0);

    public QuadraticCost {
        if (!(Double.isFinite(slope) && curvature >= 0 && Double.isFinite(curvature))) {
            throw new IllegalArgumentException("not a convex quadratic: " + slope + ", " + curvature);
        }
    }

    /** What {@code x} times a constant costs. */
    public static QuadraticCost linear(double slope) {
        return new QuadraticCost(slope, 0);
    }

    @Override
    public double applyAsDouble(double size) {
        return size * (slope + curvature * size / 2);
    }
}
