package io.evenkeel.keeper.rpc;

import java.time.Duration;

/**
 * How the newest calls went. Pure; each change makes a new one.
 *
 * @param failures one bit per call, the newest lowest
 * @param count calls in it, never more than the rules watch
 * @param latency of calls that were answered, the newest counting an eighth; zero before the first
 */
public record RecentCalls(long failures, int count, Duration latency) {
    private static final int NEWEST_COUNTS_ONE_IN = 8;

    public static final RecentCalls NONE = new RecentCalls(0, 0, Duration.ZERO);

    RecentCalls answered(Duration took, int watched) {
        Duration smoothed =
                latency.isZero() ? took : latency.plus(took.minus(latency).dividedBy(NEWEST_COUNTS_ONE_IN));
        return shifted(0, watched, smoothed);
    }

    RecentCalls failed(int watched) {
        return shifted(1, watched, latency);
    }

    private RecentCalls shifted(long bit, int watched, Duration smoothed) {
        long window = watched == Long.SIZE ? -1L : (1L << watched) - 1;
        return new RecentCalls((failures << 1 | bit) & window, Math.min(watched, count + 1), smoothed);
    }

    public int failed() {
        return Long.bitCount(failures);
    }

    /** Whole percent, 0 to 100. */
    public int errorPercent() {
        return count == 0 ? 0 : 100 * failed() / count;
    }
}
