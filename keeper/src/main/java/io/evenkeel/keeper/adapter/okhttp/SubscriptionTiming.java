package io.evenkeel.keeper.adapter.okhttp;

import java.time.Duration;

/**
 * How patient a subscription is.
 *
 * @param firstPause before the first new attempt after a cut; each further one waits twice as long
 * @param longestPause bound of that
 * @param ping how often the line itself is tried; one that does not answer is cut
 * @param lookEvery how often it is asked whether the filter is still right, and whether blocks come that the line
 *     does not tell of
 */
public record SubscriptionTiming(Duration firstPause, Duration longestPause, Duration ping, Duration lookEvery) {
    public SubscriptionTiming {
        for (Duration each : new Duration[] {firstPause, longestPause, ping, lookEvery}) {
            if (each.isZero() || each.isNegative()) {
                throw new IllegalArgumentException("waits must be longer than nothing");
            }
        }
        if (longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("the longest pause must not be shorter than the first");
        }
    }

    /** Back at once, then patient; a line that goes dumb is left after a minute or two. */
    public static SubscriptionTiming usual() {
        return new SubscriptionTiming(
                Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofSeconds(60));
    }

    /**
     * How long to wait before the next attempt: between half of the pause and all of it, so that keepers which lost
     * the same node do not all come back in the same instant.
     *
     * @param failures attempts that failed since the line was last up, 0 for the first
     * @param chance 0 to 1
     */
    Duration pause(int failures, double chance) {
        int doublings = Math.clamp(failures, 0, 30);
        long most = longestPause.toMillis();
        long full =
                Math.min(most, firstPause.toMillis() > (most >> doublings) ? most : firstPause.toMillis() << doublings);
        return Duration.ofMillis(Math.max(1, full / 2 + Math.round(full / 2.0 * chance)));
    }
}
