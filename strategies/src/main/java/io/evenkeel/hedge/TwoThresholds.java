package io.evenkeel.hedge;

/**
 * Where to trade and where to land when a trade costs a fixed amount besides its fee, as multiples of the band that
 * is right without the fixed amount: {@code 0 < landing <= 1 <= trigger}.
 *
 * <p>They are the two positive roots of {@code z³ − a z + 2 = 0} for the {@code a >= 3} that satisfies
 *
 * <pre>a (z2² − z1²) / 2 − (z2⁴ − z1⁴) / 4 − 2 (z2 − z1) = g,   g = 2 k / (c S w0)</pre>
 *
 * (local optimum of fixed and proportional cost against quadratic risk). The cubic has no square term, so its third
 * root is −(z1 + z2) and z1 z2 (z1 + z2) = 2; the integrand factors into (z − z1)(z2 − z)(z + z1 + z2) and the integral
 * is exactly (z2 − z1)³ (z1 + z2) / 4. With s = z1 + z2 and D = z2 − z1 this leaves
 *
 * <pre>D² = s² − 8 / s,   D³ s = 4 g</pre>
 *
 * which rises in s from s = 2 (g = 0), and is solved for y = s − 2 so that nothing cancels however small g is. So one
 * number, y, stands for both thresholds; {@link ThresholdTable} has it ready.
 */
record TwoThresholds(double landing, double trigger) {
    /** Halvings of an interval of y that spans 48 decades: to the last bit of a double. */
    private static final int HALVINGS = 64;

    static TwoThresholds solve(double g) {
        if (!(g >= 0 && Double.isFinite(g))) {
            throw new IllegalArgumentException("relative fixed cost must be finite and at least 0, was " + g);
        }
        double y = excess(g);
        return new TwoThresholds(landingAt(y), triggerAt(y));
    }

    /** y = z1 + z2 − 2, to the last bits. */
    static double excess(double g) {
        if (g == 0) {
            return 0;
        }
        double low = Math.log(1e-30);
        double high = Math.log(2 + 2 * Math.sqrt(Math.sqrt(4 * g)));
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (fourG(Math.exp(middle)) < 4 * g) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp((low + high) / 2);
    }

    static double triggerAt(double y) {
        return (2 + y + difference(y)) / 2;
    }

    /** From z1 z2 (z1 + z2) = 2: exact where z1 is far smaller than z2. */
    static double landingAt(double y) {
        return 2 / (triggerAt(y) * (2 + y));
    }

    /** d ln y / d ln g, from the two equations. */
    static double logSlopeAt(double y) {
        double s = 2 + y;
        double square = y * (s * s + 2 * s + 4) / s;
        double slopeOfSquare = 2 * s + 8 / (s * s);
        return 1 / (y * (1.5 * slopeOfSquare / square + 1 / s));
    }

    private static double fourG(double y) {
        double difference = difference(y);
        return difference * difference * difference * (2 + y);
    }

    /** sqrt(s² − 8/s) at s = 2 + y, as sqrt(y (s² + 2s + 4) / s). */
    private static double difference(double y) {
        double s = 2 + y;
        return Math.sqrt(y * (s * s + 2 * s + 4) / s);
    }
}
