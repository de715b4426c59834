package io.evenkeel.risk;

import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.units.Bps;
import java.time.Duration;

/**
 * When to trade.
 *
 * @param rule carries its own risk aversion per unit of quote token
 * @param volatility of log-returns per square root of a year (0.8 is 80 %): configured, or estimated from rounds
 * @param timeToNextDecision expected; oracle triggers are irregular
 * @param partOfPolicyBand the planner's own band never reaches further than this part of the policy's: it has to act
 *     before the policy's band is left
 */
public record BandLimits(HedgeRule rule, double volatility, Duration timeToNextDecision, Bps partOfPolicyBand) {
    public BandLimits {
        if (!(volatility > 0 && volatility < 100)) {
            throw new IllegalArgumentException(
                    "volatility must be above 0 and below 100 (10,000 %), was " + volatility);
        }
        if (timeToNextDecision.isNegative()) {
            throw new IllegalArgumentException("time to the next decision must not be negative");
        }
        if (partOfPolicyBand.value() < 1 || partOfPolicyBand.value() >= 10_000) {
            throw new IllegalArgumentException(
                    "the planner's part of the policy's band must be above 0 and below the whole, was "
                            + partOfPolicyBand);
        }
    }

    public BandLimits withVolatility(double estimate) {
        return new BandLimits(rule, estimate, timeToNextDecision, partOfPolicyBand);
    }
}
