package io.evenkeel.options;

/**
 * What an option's value depends on besides its own terms.
 *
 * @param spot quote per base, at least 0
 * @param volatility of log-returns per square root of a year, at least 0 (0.8 is 80 %)
 * @param rate continuously compounded, per year
 * @param carry cost of carry, continuously compounded per year: the forward is {@code spot × e^(carry × years)}. Equal
 *     to the rate for an underlying without yield, 0 for a future, rate less yield otherwise
 */
public record OptionMarket(double spot, double volatility, double rate, double carry) {
    public OptionMarket {
        if (!(spot >= 0 && Double.isFinite(spot) && volatility >= 0 && Double.isFinite(volatility))) {
            throw new IllegalArgumentException(
                    "spot and volatility must be finite and at least 0, were " + spot + " and " + volatility);
        }
        if (!Double.isFinite(rate) || !Double.isFinite(carry)) {
            throw new IllegalArgumentException("rate and carry must be finite, were " + rate + " and " + carry);
        }
    }
}
