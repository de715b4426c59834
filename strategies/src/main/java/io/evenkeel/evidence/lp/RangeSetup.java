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
    private static final double EDGE = 1.2;
    private static final double YEARS = 30 / 365.0;

    static final RangeSetup BY_THE_MINUTE = new RangeSetup(30 * 24 * 60);

    RangeCurve range() {
        return worth(VALUE, PRICE);
    }

    /** From price/1.2 to 1.2 price, worth this much at the price. */
    static RangeCurve worth(double valueQuote, double price) {
        double one = RangeCurve.between(price / EDGE, price * EDGE, 1).value(price);
        return RangeCurve.between(price / EDGE, price * EDGE, valueQuote / one);
    }

    double yearsPerStep() {
        return YEARS / steps;
    }

    double variancePerStep() {
        return VOLATILITY * VOLATILITY * yearsPerStep();
    }
}
