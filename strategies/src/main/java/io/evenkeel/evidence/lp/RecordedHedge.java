package io.evenkeel.evidence.lp;

import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.market.uniswapv3.RangeCurve;

/**
 * Ranges along a recorded price, a new one around it every week, each hedged from its opening to its end. Money in
 * percent of the value a range starts with.
 */
final class RecordedHedge {
    private static final int MINUTES_PER_WEEK = 7 * 24 * 60;
    private static final double YEARS_PER_MINUTE = 1 / (365 * 24 * 60.0);

    private final double[] priceQuote;
    private final double reach;
    private final RangePath path = new RangePath(MINUTES_PER_WEEK);
    private double costQuote;
    private double squaredResidual;
    private double squaredUnhedged;

    /**
     * @param priceQuote one a minute
     * @param reach each range goes from price / reach to price × reach
     */
    RecordedHedge(double[] priceQuote, double reach) {
        if (priceQuote.length <= MINUTES_PER_WEEK) {
            throw new IllegalArgumentException("want more than a week of minutes, was " + priceQuote.length);
        }
        this.priceQuote = priceQuote;
        this.reach = reach;
    }

    void run(HedgeRule rule, TradeCost cost) {
        costQuote = 0;
        squaredResidual = 0;
        squaredUnhedged = 0;
        for (int start = 0; start + MINUTES_PER_WEEK < priceQuote.length; start += MINUTES_PER_WEEK) {
            System.arraycopy(priceQuote, start, path.priceQuote, 0, MINUTES_PER_WEEK + 1);
            RangeCurve range = RangeSetup.around(priceQuote[start], reach);
            path.hold(range, 0);
            RangeHedge hedge = new RangeHedge(range, YEARS_PER_MINUTE, RangeSetup.VOLATILITY);
            hedge.run(path, rule, cost);
            costQuote += hedge.costQuote(cost);
            squaredResidual += hedge.squaredResidual();
            for (double gain : path.gainQuote) {
                squaredUnhedged += gain * gain;
            }
        }
    }

    double costQuote() {
        return costQuote;
    }

    /** Squared gains from minute to minute, hedged over unhedged. */
    double residualPart() {
        return squaredResidual / squaredUnhedged;
    }
}
