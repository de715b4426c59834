package io.evenkeel.risk;

import io.evenkeel.risk.stress.StressLimits;
import io.evenkeel.units.TokenAmount;
import java.time.Duration;
import java.util.Optional;

/**
 * The keeper's own limits, inside those on chain. Nothing here has a default: every value can lose money.
 *
 * @param idleQuoteReserve quote token that opening a position leaves idle in the vault; top-ups may use it
 * @param smallestTrade base token: a plan never trades less in all, except to close a position
 * @param planTimeToLive a plan not included so long after its block is not carried out any more
 * @param stress what may happen on a bad day; without it no plan is held to that
 * @param options how much curvature there may be; without it no option is traded
 */
public record RiskLimits(
        MarginLimits margin,
        CostLimits cost,
        BandLimits band,
        SpreadLimits spread,
        TokenAmount idleQuoteReserve,
        TokenAmount smallestTrade,
        Duration planTimeToLive,
        Optional<StressLimits> stress,
        Optional<OptionLimits> options) {
    public RiskLimits {
        if (planTimeToLive.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a plan must live for a second at least, was " + planTimeToLive);
        }
    }

    /** Without options. */
    public RiskLimits(
            MarginLimits margin,
            CostLimits cost,
            BandLimits band,
            SpreadLimits spread,
            TokenAmount idleQuoteReserve,
            TokenAmount smallestTrade,
            Duration planTimeToLive,
            Optional<StressLimits> stress) {
        this(margin, cost, band, spread, idleQuoteReserve, smallestTrade, planTimeToLive, stress, Optional.empty());
    }

    /** Without limits on bad days. */
    public RiskLimits(
            MarginLimits margin,
            CostLimits cost,
            BandLimits band,
            SpreadLimits spread,
            TokenAmount idleQuoteReserve,
            TokenAmount smallestTrade,
            Duration planTimeToLive) {
        this(margin, cost, band, spread, idleQuoteReserve, smallestTrade, planTimeToLive, Optional.empty());
    }

    /** The margin limits at the volatility there is now. */
    public MarginRule marginRule() {
        return new MarginRule(margin, band.volatility());
    }

    /** The same limits with the volatility that was estimated now. */
    public RiskLimits withVolatility(double estimate) {
        return withBand(band.withVolatility(estimate));
    }

    /** The same limits but for how the hedge is spread. */
    public RiskLimits withSpread(SpreadLimits other) {
        return new RiskLimits(
                margin, cost, band, other, idleQuoteReserve, smallestTrade, planTimeToLive, stress, options);
    }

    /** The same limits with what has been measured for the band. */
    public RiskLimits withBand(BandLimits measured) {
        return new RiskLimits(
                margin, cost, measured, spread, idleQuoteReserve, smallestTrade, planTimeToLive, stress, options);
    }

    /** The same limits with these on cost. */
    public RiskLimits withCost(CostLimits changed) {
        return new RiskLimits(
                margin, changed, band, spread, idleQuoteReserve, smallestTrade, planTimeToLive, stress, options);
    }

    /** The same limits with these on options. */
    public RiskLimits withOptions(Optional<OptionLimits> changed) {
        return new RiskLimits(
                margin, cost, band, spread, idleQuoteReserve, smallestTrade, planTimeToLive, stress, changed);
    }
}
