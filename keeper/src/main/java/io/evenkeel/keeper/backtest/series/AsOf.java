package io.evenkeel.keeper.backtest.series;

import java.util.Arrays;

/** Joins series of different paces by what was known: at no time a value that was published later. */
public final class AsOf {
    private AsOf() {}

    /**
     * The newest value known at each time.
     *
     * @param times epoch seconds, rising
     * @return NaN where nothing is known yet
     */
    public static double[] join(long[] times, Series series, int column) {
        double[] joined = new double[times.length];
        Arrays.fill(joined, Double.NaN);
        long[] known = series.knownAt();
        double[] values = series.columns()[column];
        int newest = -1;
        for (int index = 0; index < times.length; index++) {
            while (newest + 1 < known.length && known[newest + 1] <= times[index]) {
                newest++;
            }
            if (newest >= 0) {
                joined[index] = values[newest];
            }
        }
        return joined;
    }

    /**
     * What a rate was over each step: the mean of the values known after the time before and no later than this one;
     * where there is none, the newest known. A step longer than the series' own loses no value that way.
     *
     * @param times epoch seconds, rising
     * @return NaN where nothing is known
     */
    public static double[] mean(long[] times, Series series, int column) {
        double[] joined = new double[times.length];
        long[] known = series.knownAt();
        double[] values = series.columns()[column];
        double newest = Double.NaN;
        int next = 0;
        for (int index = 0; index < times.length; index++) {
            double sum = 0;
            int count = 0;
            while (next < known.length && known[next] <= times[index]) {
                newest = values[next];
                sum += newest;
                count++;
                next++;
            }
            joined[index] = count > 1 && index > 0 ? sum / count : newest;
        }
        return joined;
    }

    /**
     * How long the value used had been known, at the time that had to use the oldest; in seconds.
     *
     * @param times epoch seconds, rising; none before the first value is known
     */
    public static long oldestUsedSeconds(long[] times, Series series) {
        long[] known = series.knownAt();
        long oldest = 0;
        int newest = 0;
        for (long time : times) {
            while (newest + 1 < known.length && known[newest + 1] <= time) {
                newest++;
            }
            oldest = Math.max(oldest, time - known[newest]);
        }
        return oldest;
    }
}
