package io.evenkeel.backtest;

import io.evenkeel.hedge.volatility.DecayingVariance;

/** Exponentially weighted volatility of the bars so far, per square root of a year, beginning with a belief. */
final class BarVolatility {
    private final DecayingVariance variance;

    BarVolatility(double halfLifeYears, double prior) {
        variance = new DecayingVariance(halfLifeYears, prior);
    }

    void add(Bar bar) {
        variance.add(Math.log(bar.spot / bar.spotBefore), bar.years);
    }

    double perSqrtYear() {
        return variance.perSqrtYear();
    }
}
