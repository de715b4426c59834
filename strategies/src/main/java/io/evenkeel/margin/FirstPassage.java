package io.evenkeel.margin;

import io.evenkeel.numerics.NormalDistribution;

/**
 * Whether a Brownian motion touches a level before a horizon ends. The motion starts at 0; over the horizon it gathers
 * a drift m and a standard deviation s, both in the unit of the levels: for a price, in its logarithm. Nothing is
 * subtracted from one, so that a probability of 1e-200 keeps its digits too.
 *
 * <p>One level (Harrison, "Brownian Motion and Stochastic Flow Systems", 1985, section 1.8), d away and the drift
 * counted towards it:
 *
 * <pre>P = N((m − d) / s) + e^(2 m d / s²) N(−(d + m) / s)</pre>
 *
 * <p>Either of two levels: while s is small against the room between them, by how often the motion has gone from one
 * to the other (each of these events has a closed form by reflection, and they alternate in sign); else by the
 * eigenfunctions of the heat equation on an interval (Cox and Miller, "The Theory of Stochastic Processes", 1965,
 * section 5.7).
 */
public final class FirstPassage {
    /** −ζ(1/2) / sqrt(2π): Broadie, Glasserman and Kou, "A Continuity Correction for Discrete Barrier Options" (1997). */
    private static final double DISCRETE_SHIFT = 0.5825971579390106;

    private static final double ONE_OVER_SQRT_TWO_PI = 0.3989422804014327;
    /** Deviation against room where both series need about as many terms. */
    private static final double SERIES_MEET = 0.7;
    /** Far more than either series needs on its side of the meeting point. */
    private static final int MOST_TERMS = 64;

    private static final double NEGLIGIBLE = 1e-18;

    private FirstPassage() {}

    /**
     * Probability of touching one level.
     *
     * @param away distance of the level; where it is 0 or less the level is already touched. May be infinite
     * @param driftTowards gathered over the horizon, positive towards the level
     * @param deviation gathered over the horizon, positive
     */
    public static double oneLevel(double away, double driftTowards, double deviation) {
        requireDeviation(deviation);
        if (away <= 0) {
            return 1;
        }
        if (away == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double variance = deviation * deviation;
        return Math.min(
                1,
                scaledTail(0, (away - driftTowards) / deviation)
                        + scaledTail(2 * driftTowards * away / variance, (away + driftTowards) / deviation));
    }

    /**
     * Probability of touching at least one of two levels.
     *
     * @param below distance of the lower level, {@code above} that of the upper; either may be infinite
     * @param drift gathered over the horizon, positive upwards
     * @param deviation gathered over the horizon, positive
     */
    public static double eitherLevel(double below, double above, double drift, double deviation) {
        if (below == Double.POSITIVE_INFINITY || below <= 0) {
            return below <= 0 ? 1 : oneLevel(above, drift, deviation);
        }
        if (above == Double.POSITIVE_INFINITY || above <= 0) {
            return above <= 0 ? 1 : oneLevel(below, -drift, deviation);
        }
        requireDeviation(deviation);
        double probability = deviation < SERIES_MEET * (below + above)
                ? byCrossings(below, above, drift, deviation)
                : 1 - staysInside(below, above, drift, deviation);
        return Math.clamp(probability, 0, 1);
    }

    /**
     * How much further away a level may be taken to be when the motion is looked at only now and then: in between it may
     * cross and come back unseen. Good while looks are frequent against the horizon.
     *
     * @param deviationBetweenLooks gathered from one look to the next, at least 0
     */
    public static double discreteShift(double deviationBetweenLooks) {
        return DISCRETE_SHIFT * deviationBetweenLooks;
    }

    /**
     * A first crossing upwards or downwards, less those that went on to the other side, plus those that came back, and
     * so on: P(touches either) = Σ (−1)^(n+1) [P(up first, n alternating crossings) + P(down first, n crossings)].
     */
    private static double byCrossings(double below, double above, double drift, double deviation) {
        double sum = 0;
        double sign = 1;
        for (int n = 1; n <= MOST_TERMS; n++) {
            double both = crossings(n, above, below, drift, deviation) + crossings(n, below, above, -drift, deviation);
            sum += sign * both;
            if (both <= NEGLIGIBLE * sum) {
                break;
            }
            sign = -sign;
        }
        return sum;
    }

    /**
     * Probability of n crossings in turn, the first of the level that is {@code first} away in the direction that drift
     * is counted in, the second of the one {@code other} away on the other side. Mirrored at each crossing, such a path
     * is one that travels {@code first + (n − 1) (first + other)} in one direction.
     */
    private static double crossings(int n, double first, double other, double drift, double deviation) {
        double room = first + other;
        double travelled = first + (n - 1) * room;
        double tilt = drift / (deviation * deviation);
        double along = (travelled - drift) / deviation;
        double against = (travelled + drift) / deviation;
        return n % 2 == 1
                ? scaledTail(-tilt * (n - 1) * room, along) + scaledTail(tilt * (2 * first + (n - 1) * room), against)
                : scaledTail(tilt * (2 * first + (n - 2) * room), against) + scaledTail(-tilt * n * room, along);
    }

    private static double staysInside(double below, double above, double drift, double deviation) {
        double room = below + above;
        double variance = deviation * deviation;
        double tilt = drift / variance;
        double lost = drift * tilt / 2;
        double sum = 0;
        for (int k = 1; k <= MOST_TERMS; k++) {
            double wave = k * Math.PI / room;
            double decay = lost + wave * wave * variance / 2;
            double parity = k % 2 == 0 ? 1 : -1;
            double ends = Math.exp(-tilt * below - decay) - parity * Math.exp(tilt * above - decay);
            double size = wave / (tilt * tilt + wave * wave) * ends;
            sum += size * Math.sin(wave * below);
            if (Math.exp(-decay) <= NEGLIGIBLE) {
                break;
            }
        }
        return 2 / room * sum;
    }

    /** e^shift N(−z): a probability, though e^shift alone may be too large for a double. */
    private static double scaledTail(double shift, double z) {
        return z > 0
                ? Math.exp(shift - z * z / 2) * ONE_OVER_SQRT_TWO_PI * NormalDistribution.millsRatio(z)
                : Math.exp(shift) * NormalDistribution.cumulative(-z);
    }

    private static void requireDeviation(double deviation) {
        if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("deviation must be positive and finite, was " + deviation);
        }
    }
}
