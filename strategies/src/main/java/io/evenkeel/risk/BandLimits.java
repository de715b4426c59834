package io.evenkeel.risk;

import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.units.Bps;
import java.time.Duration;
import java.util.Optional;

/**
 * When to trade.
 *
 * @param rule carries its own risk aversion per unit of quote token
 * @param volatility of log-returns per square root of a year (0.8 is 80 %): configured, or estimated from rounds
 * @param timeToNextDecision expected; oracle triggers are irregular
 * @param sinceLastTrade what a clock goes by; empty when it is not known, and then a clock is due
 * @param partOfPolicyBand the planner's own band never reaches further than this part of the policy's: it has to act
 *     before the policy's band is left
 */
public record BandLimits(
        HedgeRule rule,
        double volatility,
        Duration timeToNextDecision,
        Optional<Duration> sinceLastTrade,
        Bps partOfPolicyBand) {
    public BandLimits {
        if (!(volatility > 0 && volatility < 100)) {
            throw new IllegalArgumentException(
                    "volatility must be above 0 and below 100 (10,000 %), was " + volatility);
        }
        if (timeToNextDecision.isNegative()
                || sinceLastTrade.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException(
                    "times to the next decision and since the last trade must not be negative");
        }
        if (partOfPolicyBand.value() < 1 || partOfPolicyBand.value() >= 10_000) {
            throw new IllegalArgumentException(
                    "the planner's part of the policy's band must be above 0 and below the whole, was "
                            + partOfPolicyBand);
        }
    }

    /** With the last trade unknown. */
    public BandLimits(HedgeRule rule, double volatility, Duration timeToNextDecision, Bps partOfPolicyBand) {
        this(rule, volatility, timeToNextDecision, Optional.empty(), partOfPolicyBand);
    }

    public BandLimits withVolatility(double estimate) {
        return new BandLimits(rule, estimate, timeToNextDecision, sinceLastTrade, partOfPolicyBand);
    }

    /** With what is known now of the times between decisions and since the last trade. */
    public BandLimits withTimes(Duration toNextDecision, Optional<Duration> sinceTrade) {
        return new BandLimits(rule, volatility, toNextDecision, sinceTrade, partOfPolicyBand);
    }
}
