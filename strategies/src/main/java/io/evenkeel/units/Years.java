package io.evenkeel.units;

import java.time.Duration;

/** Model time: years of 365 days, as lending and perpetual protocols count them. */
public final class Years {
    private static final double SECONDS_PER_YEAR = 365 * 86_400.0;

    private Years() {}

    /** For model mathematics only. */
    public static double of(Duration duration) {
        return (duration.getSeconds() + duration.getNano() * 1e-9) / SECONDS_PER_YEAR;
    }
}
