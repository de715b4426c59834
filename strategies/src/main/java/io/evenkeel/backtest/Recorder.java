package io.evenkeel.backtest;

import java.util.Arrays;

/** Writes a run down: profit and loss of every bar, and a thinned series for charts. Columns are made beforehand. */
final class Recorder {
    private final int stride;
    private final double[] pnlHedged;
    private final double[] pnlUnhedged;
    private final double[] beyondDelta;
    private final double[] costs;
    private final long[] epochSeconds;
    private final double[] price;
    private final double[] valueHedged;
    private final double[] valueUnhedged;
    private final double[] deltaUnhedged;
    private final double[] delta;
    private final double[] bandLow;
    private final double[] bandHigh;
    private final double[] hedge;
    private final double[] distance;
    private final double[][] attribution;
    private int points;

    private long[] tradeEpochSeconds = new long[64];
    private double[] tradeBase = new double[64];
    private double[] tradePrice = new double[64];
    private int[] tradeVenue = new int[64];
    private int trades;

    private double valueBefore;
    private double unhedgedBefore;
    private double beyondDeltaBefore;
    private double costBefore;
    private double furthestDelta;
    private double furthestDeviation = -1;
    private double furthestLow;
    private double furthestHigh;
    private double nearest = Double.POSITIVE_INFINITY;
    private double nearestOfAll = Double.POSITIVE_INFINITY;

    Recorder(int bars, int mostPoints) {
        stride = Math.max(1, (bars + mostPoints - 2) / (mostPoints - 1));
        int most = (bars - 1) / stride + 2;
        pnlHedged = new double[bars - 1];
        pnlUnhedged = new double[bars - 1];
        beyondDelta = new double[bars - 1];
        costs = new double[bars - 1];
        epochSeconds = new long[most];
        price = new double[most];
        valueHedged = new double[most];
        valueUnhedged = new double[most];
        deltaUnhedged = new double[most];
        delta = new double[most];
        bandLow = new double[most];
        bandHigh = new double[most];
        hedge = new double[most];
        distance = new double[most];
        attribution = new double[PnlTerms.COUNT][most];
    }

    void start(double hedged, double unhedged) {
        valueBefore = hedged;
        unhedgedBefore = unhedged;
    }

    /** What the rule saw, at every decision. */
    void decision(double netDelta, double target, double low, double high) {
        double deviation = Math.abs(netDelta - target);
        if (deviation > furthestDeviation) {
            furthestDeviation = deviation;
            furthestDelta = netDelta;
            furthestLow = low;
            furthestHigh = high;
        }
    }

    void trade(long epochSecond, int venue, double base, double atPrice) {
        if (trades < BacktestSeries.MOST_TRADES) {
            if (trades == tradeBase.length) {
                int larger = 2 * trades;
                tradeEpochSeconds = Arrays.copyOf(tradeEpochSeconds, larger);
                tradeBase = Arrays.copyOf(tradeBase, larger);
                tradePrice = Arrays.copyOf(tradePrice, larger);
                tradeVenue = Arrays.copyOf(tradeVenue, larger);
            }
            tradeEpochSeconds[trades] = epochSecond;
            tradeBase[trades] = base;
            tradePrice[trades] = atPrice;
            tradeVenue[trades] = venue;
        }
        trades++;
    }

    /** The end of a bar, after what was filled in it. */
    void bar(
            Bar bar,
            double hedged,
            double unhedged,
            double bookDelta,
            double hedgeBase,
            double liquidationDistance,
            PnlTerms pnl) {
        if (bar.row > 0) {
            pnlHedged[bar.row - 1] = hedged - valueBefore;
            pnlUnhedged[bar.row - 1] = unhedged - unhedgedBefore;
            beyondDelta[bar.row - 1] = pnl.beyondDelta() - beyondDeltaBefore;
            costs[bar.row - 1] = pnl.cost() - costBefore;
            valueBefore = hedged;
            unhedgedBefore = unhedged;
            beyondDeltaBefore = pnl.beyondDelta();
            costBefore = pnl.cost();
        }
        nearest = Math.min(nearest, liquidationDistance);
        nearestOfAll = Math.min(nearestOfAll, liquidationDistance);
        if (bar.row % stride == 0 || bar.row == pnlHedged.length) {
            point(bar, hedged, unhedged, bookDelta, hedgeBase, pnl);
        }
    }

    private void point(Bar bar, double hedged, double unhedged, double bookDelta, double hedgeBase, PnlTerms pnl) {
        boolean decided = furthestDeviation >= 0;
        int before = Math.max(0, points - 1);
        epochSeconds[points] = bar.epochSecond;
        price[points] = bar.spot;
        valueHedged[points] = hedged;
        valueUnhedged[points] = unhedged;
        deltaUnhedged[points] = bookDelta;
        delta[points] = decided ? furthestDelta : bookDelta + hedgeBase;
        bandLow[points] = decided ? furthestLow : bandLow[before];
        bandHigh[points] = decided ? furthestHigh : bandHigh[before];
        hedge[points] = hedgeBase;
        distance[points] = nearest;
        pnl.copyTo(attribution, points);
        points++;
        furthestDeviation = -1;
        nearest = Double.POSITIVE_INFINITY;
    }

    int trades() {
        return trades;
    }

    double nearestOfAll() {
        return nearestOfAll;
    }

    double[] pnlHedged() {
        return pnlHedged;
    }

    double[] pnlUnhedged() {
        return pnlUnhedged;
    }

    double[] beyondDelta() {
        return beyondDelta;
    }

    double[] costs() {
        return costs;
    }

    BacktestSeries series() {
        int listed = Math.min(trades, BacktestSeries.MOST_TRADES);
        double[][] terms = new double[PnlTerms.COUNT][];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = cut(attribution[i]);
        }
        return new BacktestSeries(
                Arrays.copyOf(epochSeconds, points),
                cut(price),
                cut(valueHedged),
                cut(valueUnhedged),
                cut(deltaUnhedged),
                cut(delta),
                cut(bandLow),
                cut(bandHigh),
                cut(hedge),
                cut(distance),
                terms,
                Arrays.copyOf(tradeEpochSeconds, listed),
                Arrays.copyOf(tradeBase, listed),
                Arrays.copyOf(tradePrice, listed),
                Arrays.copyOf(tradeVenue, listed));
    }

    private double[] cut(double[] column) {
        return Arrays.copyOf(column, points);
    }
}
