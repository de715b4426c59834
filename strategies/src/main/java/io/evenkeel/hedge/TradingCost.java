package io.evenkeel.hedge;

/**
 * What one change of the hedge costs: {@code proportional × |trade| × price + fixedQuote}.
 *
 * @param proportional fee and impact as a part of the traded value, 0 to below 1 (0.001 is 0.1 %)
 * @param fixedQuote quote token, whole units: gas for one execution, at least 0
 */
public record TradingCost(double proportional, double fixedQuote) {
    public TradingCost {
        if (!(proportional >= 0 && proportional < 1)) {
            throw new IllegalArgumentException("proportional cost must be in [0, 1), was " + proportional);
        }
        if (!(fixedQuote >= 0 && Double.isFinite(fixedQuote))) {
            throw new IllegalArgumentException("fixed cost must be finite and at least 0, was " + fixedQuote);
        }
    }
}
