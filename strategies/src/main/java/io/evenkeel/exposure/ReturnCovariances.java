package io.evenkeel.exposure;

import io.evenkeel.market.RiskFactor;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How the log-returns of prices and bases move together. Factors that nothing was said of together are taken as
 * uncorrelated; a factor without a volatility is refused when it is asked for.
 */
public final class ReturnCovariances {
    private final Map<RiskFactor, Double> volatilities;
    private final Map<Set<RiskFactor>, Double> correlations;

    private ReturnCovariances(Map<RiskFactor, Double> volatilities, Map<Set<RiskFactor>, Double> correlations) {
        this.volatilities = Map.copyOf(volatilities);
        this.correlations = Map.copyOf(correlations);
    }

    /** Uncorrelated so far. Volatilities per square root of a year, at least 0. */
    public static ReturnCovariances of(Map<RiskFactor, Double> volatilities) {
        volatilities.forEach((factor, volatility) -> {
            if (!(volatility >= 0 && Double.isFinite(volatility))) {
                throw new IllegalArgumentException("volatility of " + factor + " cannot be " + volatility);
            }
        });
        return new ReturnCovariances(volatilities, Map.of());
    }

    /** With this correlation, −1 to 1, between two factors. */
    public ReturnCovariances withCorrelation(RiskFactor one, RiskFactor other, double correlation) {
        if (one.equals(other) || !(Math.abs(correlation) <= 1)) {
            throw new IllegalArgumentException("correlation of " + one + " and " + other + " cannot be " + correlation);
        }
        Map<Set<RiskFactor>, Double> more = new HashMap<>(correlations);
        more.put(Set.of(one, other), correlation);
        return new ReturnCovariances(volatilities, more);
    }

    /** Per year. */
    public double covariance(RiskFactor one, RiskFactor other) {
        double correlation = one.equals(other) ? 1 : correlations.getOrDefault(Set.of(one, other), 0.0);
        return correlation * volatility(one) * volatility(other);
    }

    /** What one factor's return is expected to be for each 1.00 of the other's. */
    public double beta(RiskFactor of, RiskFactor by) {
        double variance = covariance(by, by);
        if (variance == 0) {
            throw new IllegalArgumentException("nothing can be hedged by " + by + ", which does not move");
        }
        return covariance(of, by) / variance;
    }

    private double volatility(RiskFactor factor) {
        Double volatility = volatilities.get(factor);
        if (volatility == null) {
            throw new IllegalArgumentException("nothing is known of how much " + factor + " moves");
        }
        return volatility;
    }
}
