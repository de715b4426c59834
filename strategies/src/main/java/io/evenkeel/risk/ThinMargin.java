package io.evenkeel.risk;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.LiquidationDistance;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.units.Price;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A venue whose liquidation is nearer than the floor.
 *
 * @param distance part of the price that the price still has to move; at or below zero it is liquidatable now
 */
public record ThinMargin(VenueId venue, double distance) {
    /**
     * How far the nearest liquidation is, measured from whichever plausible price is nearest to it; empty when no move
     * of the price liquidates this venue.
     */
    public static Optional<Double> distance(Venue venue, PriceView price) {
        double nearest = Double.POSITIVE_INFINITY;
        for (Price from : List.of(price.low(), price.best(), price.high())) {
            nearest = Math.min(nearest, LiquidationDistance.fraction(venue, from));
        }
        return Double.isInfinite(nearest) ? Optional.empty() : Optional.of(nearest);
    }

    @Override
    public String toString() {
        return distance <= 0
                ? venue + " can be liquidated now"
                : String.format(Locale.ROOT, "%s is %.1f %% from liquidation", venue, distance * 100);
    }
}
