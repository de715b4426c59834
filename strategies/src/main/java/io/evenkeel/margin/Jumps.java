package io.evenkeel.margin;

/**
 * Sudden moves of a price, beside its steady ones (Merton, "Option Pricing When Underlying Stock Returns Are
 * Discontinuous", 1976): they come at random, and their logarithm is normally distributed.
 *
 * @param perYear how many are expected, at least 0
 * @param meanLog of ln(price after / price before): −0.3 is a fall by 26 % in the middle
 * @param deviationLog of the same, at least 0
 */
public record Jumps(double perYear, double meanLog, double deviationLog) {
    public static final Jumps NONE = new Jumps(0, 0, 0);

    public Jumps {
        if (!(perYear >= 0 && perYear <= 1_000 && Math.abs(meanLog) <= 5 && deviationLog >= 0 && deviationLog <= 5)) {
            throw new IllegalArgumentException(
                    "no such jumps: " + perYear + " a year of " + meanLog + " ± " + deviationLog);
        }
    }

    /** What one jump adds to the expected price, as a part of it. */
    double meanReturn() {
        return Math.expm1(meanLog + deviationLog * deviationLog / 2);
    }
}
