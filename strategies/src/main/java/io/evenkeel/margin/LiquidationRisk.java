package io.evenkeel.margin;

import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.units.Price;
import java.time.Duration;
import java.util.Optional;

/**
 * How likely a position is to become liquidatable within a horizon, with nobody adding collateral meanwhile. A model.
 *
 * @param horizon over which nothing is done: how long the keeper could be blind
 * @param betweenLooks how often the protocol's price is looked at by those who liquidate; zero: at every moment, which
 *     gives the larger probability
 */
public record LiquidationRisk(PriceMotion motion, Duration horizon, Duration betweenLooks) {
    public LiquidationRisk {
        if (horizon.isZero() || horizon.isNegative() || betweenLooks.isNegative()) {
            throw new IllegalArgumentException("want a positive horizon and looks that are not negative, were "
                    + horizon + " and " + betweenLooks);
        }
    }

    /** A price without drift, watched at every moment. */
    public static LiquidationRisk of(double volatilityPerSqrtYear, Duration horizon) {
        return new LiquidationRisk(PriceMotion.driftless(volatilityPerSqrtYear), horizon, Duration.ZERO);
    }

    /** Counted from whichever plausible price is nearer to either liquidation price; 1 where one has been reached. */
    public double probability(Venue venue, PriceView price) {
        return probability(venue.liquidationPriceBelow(), price.low(), price.high(), venue.liquidationPriceAbove());
    }

    public double probability(Venue venue, Price price) {
        return probability(venue.liquidationPriceBelow(), price, price, venue.liquidationPriceAbove());
    }

    private double probability(Optional<Price> below, Price low, Price high, Optional<Price> above) {
        double fall = below.map(level -> log(low, level)).orElse(Double.POSITIVE_INFINITY);
        double rise = above.map(level -> log(level, high)).orElse(Double.POSITIVE_INFINITY);
        return fall <= 0 || rise <= 0 ? 1 : motion.touches(fall + unseen(), rise + unseen(), horizon);
    }

    /**
     * How far the price has to be from a liquidation price for it to be reached with at most this probability.
     *
     * @param direction 1 for a liquidation price above, −1 for one below
     * @return a part of the price: 0.3 means 30 % above it or below it. Below it is less than 1, above it may be more
     */
    public double moveFor(double probability, int direction) {
        double log = Math.max(0, motion.distanceFor(probability, direction, horizon) - unseen());
        return direction > 0 ? Math.expm1(log) : -Math.expm1(-log);
    }

    private double unseen() {
        return betweenLooks.isZero() ? 0 : FirstPassage.discreteShift(motion.deviation(betweenLooks));
    }

    private static double log(Price higher, Price lower) {
        return Math.log(higher.asDouble() / lower.asDouble());
    }
}
