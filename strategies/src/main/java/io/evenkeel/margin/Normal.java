package io.evenkeel.margin;

/** The standard normal distribution. */
final class Normal {
    private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);
    /** Where the series in the middle gives way to the continued fraction of the tail. */
    private static final double TAIL = 5;

    private static final int TERMS = 120;

    private Normal() {}

    /**
     * Probability of being below x, to about 1e-15 absolute. Abramowitz and Stegun: the power series 26.2.11 in the
     * middle, the continued fraction 26.2.14 in the tails.
     */
    static double below(double x) {
        if (Double.isNaN(x)) {
            throw new IllegalArgumentException("not a number");
        }
        if (Math.abs(x) > TAIL) {
            double tail = tailAbove(Math.abs(x));
            return x > 0 ? 1 - tail : tail;
        }
        double term = x;
        double sum = x;
        for (int i = 1; i < TERMS; i++) {
            term *= x * x / (2 * i + 1);
            sum += term;
        }
        return 0.5 + density(x) * sum;
    }

    private static double tailAbove(double x) {
        double fraction = x;
        for (int i = TERMS; i >= 1; i--) {
            fraction = x + i / fraction;
        }
        return density(x) / fraction;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / SQRT_TWO_PI;
    }
}
