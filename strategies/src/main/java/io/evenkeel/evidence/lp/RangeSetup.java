package io.evenkeel.evidence.lp;

import io.evenkeel.market.uniswapv3.RangeCurve;

/**
 * The published case: a range from P/1.2 to 1.2 P worth 100, so that all money is in percent of the position, for
 * thirty days at a volatility of 80 % and without drift.
 *
 * @param steps decisions in the thirty days; one a minute in the published tables
 */
record RangeSetup(int steps) {
    static final double PRICE = 100;
    static final double VOLATILITY = 0.8;
    private static final double VALUE = 100;
    private static final double REACH = 1.2;
    private static final double YEARS = 30 / 365.0;

    static final RangeSetup BY_THE_MINUTE = new RangeSetup(30 * 24 * 60);

    RangeCurve range() {
        return around(PRICE, REACH);
    }

    /** From price / reach to price × reach, worth 100 at the price. */
    static RangeCurve around(double price, double reach) {
        double one = RangeCurve.between(price / reach, price * reach, 1).value(price);
        return RangeCurve.between(price / reach, price * reach, VALUE / one);
    }

    double yearsPerStep() {
        return YEARS / steps;
    }

    double variancePerStep() {
        return VOLATILITY * VOLATILITY * yearsPerStep();
    }
}
