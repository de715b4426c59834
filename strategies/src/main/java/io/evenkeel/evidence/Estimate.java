package io.evenkeel.evidence;

/**
 * A figure and how well it is known.
 *
 * @param ci95 half-width of its 95 % confidence interval, at least 0
 */
public record Estimate(double value, double ci95) {
    public Estimate {
        if (!(ci95 >= 0)) {
            throw new IllegalArgumentException("confidence half-width must be at least 0, was " + ci95);
        }
    }

    /** Computed and not sampled. */
    public static Estimate exact(double value) {
        return new Estimate(value, 0);
    }

    public Estimate times(double factor) {
        return new Estimate(value * factor, ci95 * Math.abs(factor));
    }
}
