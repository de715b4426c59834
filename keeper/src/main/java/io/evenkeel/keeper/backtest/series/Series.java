package io.evenkeel.keeper.backtest.series;

/**
 * Columns of numbers over time, strictly in order.
 *
 * @param knownAt epoch seconds from which a row is known, strictly rising
 * @param columns in the order of {@link SeriesSource#columns()}, each as long as {@code knownAt}
 */
@SuppressWarnings("ArrayRecordComponent") // a year of minutes is half a million rows; nobody compares two of these
public record Series(String name, long[] knownAt, double[][] columns, Quality quality) {
    public int rows() {
        return knownAt.length;
    }
}
