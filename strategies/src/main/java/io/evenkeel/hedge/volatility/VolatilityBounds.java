package io.evenkeel.hedge.volatility;

import java.util.OptionalDouble;

/**
 * Between what an estimate is taken for true. An estimate from a quiet night must not narrow the view of risk to
 * nothing, nor one wild round stop all trading. Each per square root of a year.
 *
 * @param floor positive
 * @param ceiling at least the floor
 */
public record VolatilityBounds(double floor, double ceiling) {
    private static final double MOST = 100;

    public VolatilityBounds {
        if (!(floor > 0 && floor <= ceiling && ceiling < MOST)) {
            throw new IllegalArgumentException(
                    "want 0 < floor <= ceiling < 100 (10,000 %), was " + floor + " and " + ceiling);
        }
    }

    public double bound(double estimate) {
        return Math.clamp(estimate, floor, ceiling);
    }

    /**
     * An implied and a realised volatility in one: the mean of the variances. An option market says what is to come, at
     * a premium (for ETH and BTC it has asked some 5 to 15 points more than came); the past has no premium and is late.
     *
     * @param impliedWeight 0 takes the realised one alone, 1 the implied
     * @param realised where it is not known the implied one stands alone
     */
    public double blend(double implied, double impliedWeight, OptionalDouble realised) {
        if (!(impliedWeight >= 0 && impliedWeight <= 1)) {
            throw new IllegalArgumentException("weight must be between 0 and 1, was " + impliedWeight);
        }
        double past = realised.orElse(implied);
        return bound(Math.sqrt(impliedWeight * implied * implied + (1 - impliedWeight) * past * past));
    }
}
