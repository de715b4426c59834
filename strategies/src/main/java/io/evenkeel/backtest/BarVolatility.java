package io.evenkeel.backtest;

/**
 * Exponentially weighted volatility of the bars so far, per square root of a year: the sums of
 * {@link io.evenkeel.hedge.volatility.EwmaVolatility}, carried from bar to bar. It begins with a prior that weighs as much as a
 * long history and fades with the same half-life.
 */
final class BarVolatility {
    private static final double LN_2 = Math.log(2);

    private final double halfLifeYears;
    private double squares;
    private double years;
    private double lastStep;
    private double lastDecay = 1;

    BarVolatility(double halfLifeYears, double prior) {
        this.halfLifeYears = halfLifeYears;
        years = halfLifeYears / LN_2;
        squares = prior * prior * years;
    }

    void add(Bar bar) {
        if (bar.years != lastStep) {
            lastStep = bar.years;
            lastDecay = Math.exp(-LN_2 * bar.years / halfLifeYears);
        }
        double logReturn = Math.log(bar.spot / bar.spotBefore);
        squares = squares * lastDecay + logReturn * logReturn;
        years = years * lastDecay + bar.years;
    }

    double perSqrtYear() {
        return Math.sqrt(squares / years);
    }
}
