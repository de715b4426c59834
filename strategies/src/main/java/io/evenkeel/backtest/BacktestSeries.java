package io.evenkeel.backtest;

/**
 * The run thinned out for charts: every stride of bars is one point. Values are those at the end of the stride, except
 * that the delta is the one furthest from its target and the distance the nearest within it. Columns have one entry per
 * point; money is quote token, deltas are base token.
 *
 * @param valueHedged,valueUnhedged of the whole vault
 * @param deltaUnhedged of the book alone
 * @param delta net of the hedge, as the rule saw it
 * @param bandLow,bandHigh triggers at the same bar as {@code delta}
 * @param hedge base token over all venues
 * @param liquidationDistance part of the price; infinite where there is no liquidation price
 * @param attribution in the order of {@link Attribution}'s components, cumulative: {@code attribution[term][point]}
 * @param tradeEpochSeconds,tradeBase,tradePrice,tradeVenue the first {@value #MOST_TRADES} legs filled; the venue as
 *     its place in the plan
 */
public record BacktestSeries(
        long[] epochSeconds,
        double[] price,
        double[] valueHedged,
        double[] valueUnhedged,
        double[] deltaUnhedged,
        double[] delta,
        double[] bandLow,
        double[] bandHigh,
        double[] hedge,
        double[] liquidationDistance,
        double[][] attribution,
        long[] tradeEpochSeconds,
        double[] tradeBase,
        double[] tradePrice,
        int[] tradeVenue) {
    /** More legs than these are counted and not listed. */
    public static final int MOST_TRADES = 20_000;

    public int points() {
        return epochSeconds.length;
    }
}
