package io.evenkeel.backtest;

/**
 * A run in figures. Money is quote token. A period is one bar: the hedged profit and loss of a bar is the change of the
 * whole vault's value over it, costs included.
 *
 * @param rule the plan's name
 * @param bars rows of history
 * @param historySeconds from the first row to the last
 * @param trades legs filled: one order at two venues counts twice
 * @param cost fees, impact and gas paid, positive
 * @param rms root mean square of the hedged profit and loss of a bar
 * @param std its standard deviation
 * @param cvar5 mean of its worst twentieth
 * @param residualVarianceRatio its variance over that of the same book without any hedge; infinite where the book does
 *     not move and the hedge does
 * @param minLiquidationDistance nearest any venue came to its liquidation price, as a part of the price; infinite where
 *     there was none
 * @param liquidations positions that a venue closed for want of margin
 * @param finalHedged,finalUnhedged profit and loss of the whole history with and without the hedge
 * @param attributionGap |sum of the attribution − the hedged profit and loss|: rounding
 */
public record BacktestSummary(
        String rule,
        int bars,
        long historySeconds,
        int trades,
        double cost,
        double rms,
        double std,
        double cvar5,
        double residualVarianceRatio,
        double minLiquidationDistance,
        int liquidations,
        double finalHedged,
        double finalUnhedged,
        Attribution attribution,
        double attributionGap) {}
