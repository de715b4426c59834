package io.evenkeel.risk;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.LiquidationDistance;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import java.util.Locale;
import java.util.Optional;

/**
 * A venue whose margin is under the floor.
 *
 * @param distance at or below zero it can be liquidated now
 * @param measure what the distance is a part of
 */
public record ThinMargin(VenueId venue, double distance, Measure measure) {
    /** What is thin. */
    public enum Measure {
        /** the move of the price that liquidates */
        PRICE,
        /** what equity exceeds the maintenance requirement by */
        EQUITY
    }

    /**
     * How far the nearest liquidation is, measured from whichever plausible price is nearest to it, or how little equity
     * is left above maintenance if that is less; empty where nothing can be liquidated.
     */
    public static Optional<ThinMargin> of(Venue venue, PriceView price) {
        double byPrice = Math.min(
                LiquidationDistance.fraction(venue, price.low()), LiquidationDistance.fraction(venue, price.high()));
        double byEquity = MarginNeed.surplus(venue).orElse(Double.POSITIVE_INFINITY);
        if (Double.isInfinite(byPrice) && Double.isInfinite(byEquity)) {
            return Optional.empty();
        }
        return Optional.of(
                byPrice <= byEquity
                        ? new ThinMargin(venue.id(), byPrice, Measure.PRICE)
                        : new ThinMargin(venue.id(), byEquity, Measure.EQUITY));
    }

    @Override
    public String toString() {
        if (distance <= 0) {
            return venue + " can be liquidated now";
        }
        String percent = String.format(Locale.ROOT, "%.1f %%", distance * 100);
        return switch (measure) {
            case PRICE -> venue + " is " + percent + " from liquidation";
            case EQUITY -> venue + " has only " + percent + " more equity than it must keep";
        };
    }
}
