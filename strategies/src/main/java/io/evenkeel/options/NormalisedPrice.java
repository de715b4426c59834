package io.evenkeel.options;

import io.evenkeel.numerics.NormalDistribution;

/**
 * An out-of-the-money option with everything but its standard deviation s = σ sqrt(T) scaled away, and the inverse of
 * its price in s:
 *
 * <pre>b(s) = e^(x/2) N(x/s + s/2) − e^(−x/2) N(x/s − s/2),   x = −|ln(F/K)|,   price = sqrt(S'K') b</pre>
 *
 * b rises from 0 to e^(x/2), convex up to s = sqrt(2|x|) and concave beyond. Newton's method starts there, on whichever
 * of three forms is nearly straight between there and the price, and so takes a handful of steps:
 *
 * <ul>
 *   <li>far below: ln b, which falls like x²/2 against 1/s²
 *   <li>around and above the middle: b itself, from which a tangent at the turning point never overshoots
 *   <li>near the bound: ln(e^(x/2) − b), which falls like 1/8 against s²
 * </ul>
 *
 * A bracket is kept all the while; a step that leaves it is replaced by its geometric middle.
 *
 * @param x at most 0
 * @param scale sqrt(S'K') in quote
 */
record NormalisedPrice(double x, double scale) {
    /** Each step that is no Newton step halves the logarithm of a bracket; Newton's own take about six. */
    private static final int STEPS = 100;

    private static final double LOG_SQRT_TWO_PI = 0.9189385332046727;
    /** The smallest double is 38.5 standard deviations out. */
    private static final double FARTHEST = 40;

    private static final double LAST_BITS = 3e-16;

    /**
     * The s at which the option is worth {@code timeValue}.
     *
     * @param timeValue quote, positive
     * @param toBound what is missing to the highest price, quote, positive. Follows from the time value, but not
     *     without loss
     */
    double deviation(double timeValue, double toBound) {
        double turning = Math.sqrt(-2 * x);
        double atTurning = turning == 0 ? 0 : price(turning);
        double target = timeValue / scale;
        double targetToBound = toBound / scale;
        double low = -x / FARTHEST;
        double high = 2 * FARTHEST + turning;
        double s;
        if (target < atTurning) {
            high = turning;
            s = turning;
        } else {
            low = turning;
            s = turning == 0 ? target / NormalDistribution.density(0) : turning;
        }
        boolean below = target < atTurning;
        boolean nearBound = !below && targetToBound < (Math.exp(x / 2) - atTurning) / 2;
        if (nearBound && s == turning) {
            // not at s = 0, where ln(e^(x/2) − b) is no function of s² yet
            s = Math.max(s, 1);
        }
        double logTarget = below ? Math.log(timeValue) - Math.log(scale) : nearBound ? Math.log(targetToBound) : 0;
        for (int i = 0; i < STEPS; i++) {
            double next;
            double excess;
            if (below) {
                excess = logPrice(s) - logTarget;
                // ds = −excess / (b'/b), taken in u = 1/s²: du = −2 ds / s³
                double u = 1 / (s * s) + 2 * excess * millsDifference(s) / (s * s * s);
                next = u > 0 ? 1 / Math.sqrt(u) : Double.NaN;
            } else if (nearBound) {
                double missing = missing(s);
                excess = logTarget - Math.log(missing);
                double square = s * s - 2 * s * excess * missing / slope(s);
                next = square > 0 ? Math.sqrt(square) : Double.NaN;
            } else {
                excess = price(s) - target;
                next = s - excess / slope(s);
            }
            if (excess > 0) {
                high = s;
            } else {
                low = s;
            }
            if (!(next >= low && next <= high)) {
                next = low > 0 ? Math.sqrt(low * high) : high / 2;
            }
            double moved = Math.abs(next - s);
            s = next;
            if (moved <= LAST_BITS * s) {
                break;
            }
        }
        return s;
    }

    /** b'(s). */
    double slope(double s) {
        return Math.exp(x / 2) * NormalDistribution.density(d1(s));
    }

    private double d1(double s) {
        return x / s + s / 2;
    }

    private double price(double s) {
        double d1 = d1(s);
        if (d1 < 0) {
            return slope(s) * millsDifference(s);
        }
        return Math.exp(x / 2) * NormalDistribution.cumulative(d1)
                - Math.exp(-x / 2) * NormalDistribution.cumulative(x / s - s / 2);
    }

    /** ln b(s), also where b is less than the smallest double. Only below the turning point, where d1 <= 0. */
    private double logPrice(double s) {
        double d1 = d1(s);
        return x / 2 - d1 * d1 / 2 - LOG_SQRT_TWO_PI + Math.log(millsDifference(s));
    }

    /** b(s) / b'(s), since e^(x/2) n(d1) = e^(−x/2) n(d2). */
    private double millsDifference(double s) {
        return NormalDistribution.millsRatio(-d1(s)) - NormalDistribution.millsRatio(s / 2 - x / s);
    }

    /** e^(x/2) − b(s), without loss. */
    private double missing(double s) {
        return Math.exp(x / 2) * NormalDistribution.cumulative(-d1(s))
                + Math.exp(-x / 2) * NormalDistribution.cumulative(x / s - s / 2);
    }
}
