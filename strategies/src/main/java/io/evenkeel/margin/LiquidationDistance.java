package io.evenkeel.margin;

import io.evenkeel.market.Venue;
import io.evenkeel.units.Price;
import io.evenkeel.units.Years;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a price is from a liquidation price, in ways that can be compared: as a part of the price, and in standard
 * deviations over a horizon. How likely it is to be reached is {@link LiquidationRisk}'s to say. Models; volatility is per
 * square root of a year.
 */
public final class LiquidationDistance {

    private LiquidationDistance() {}

    /** Part of the price: 0.25 means a quarter away; 0 or less means it is already there. Infinite when there is none. */
    public static double fraction(Venue venue, Price price) {
        return Math.min(
                fractionTo(venue.liquidationPriceAbove(), price, 1),
                fractionTo(venue.liquidationPriceBelow(), price, -1));
    }

    /** To the nearer liquidation price, positive on either side. Infinite when there is none. */
    public static double standardDeviations(Venue venue, Price price, double volatilityPerYear, Duration horizon) {
        double above = venue.liquidationPriceAbove()
                .map(level -> standardDeviations(price, level, volatilityPerYear, horizon))
                .orElse(Double.POSITIVE_INFINITY);
        double below = venue.liquidationPriceBelow()
                .map(level -> -standardDeviations(price, level, volatilityPerYear, horizon))
                .orElse(Double.POSITIVE_INFINITY);
        return Math.min(above, below);
    }

    /** {@code ln(liquidation / price) / (volatility × sqrt(horizon))}, positive above the price and negative below. */
    public static double standardDeviations(
            Price price, Price liquidation, double volatilityPerYear, Duration horizon) {
        return Math.log(liquidation.asDouble() / price.asDouble()) / deviation(volatilityPerYear, horizon);
    }

    private static double fractionTo(Optional<Price> level, Price price, int direction) {
        return level.map(at -> direction * (at.asDouble() / price.asDouble() - 1))
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double deviation(double volatilityPerYear, Duration horizon) {
        if (!(volatilityPerYear > 0) || horizon.isNegative() || horizon.isZero()) {
            throw new IllegalArgumentException(
                    "volatility and horizon must be positive, were " + volatilityPerYear + " and " + horizon);
        }
        return volatilityPerYear * Math.sqrt(Years.of(horizon));
    }
}
