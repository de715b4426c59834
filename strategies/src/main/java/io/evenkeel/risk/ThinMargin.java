package io.evenkeel.risk;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.LiquidationDistance;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A venue whose margin is under the floor, or too likely to be used up.
 *
 * @param distance at or below zero it can be liquidated now
 * @param measure what the distance is a part of
 * @param likelihood of liquidation, where it is that and not the distance that is out of bounds
 */
public record ThinMargin(VenueId venue, double distance, Measure measure, Optional<Likelihood> likelihood) {
    /** A probability within a horizon. */
    public record Likelihood(double probability, Duration horizon) {}

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
                        ? new ThinMargin(venue.id(), byPrice, Measure.PRICE, Optional.empty())
                        : new ThinMargin(venue.id(), byEquity, Measure.EQUITY, Optional.empty()));
    }

    ThinMargin likely(double probability, Duration horizon) {
        return new ThinMargin(venue, distance, measure, Optional.of(new Likelihood(probability, horizon)));
    }

    @Override
    public String toString() {
        if (distance <= 0) {
            return venue + " can be liquidated now";
        }
        if (likelihood.isPresent()) {
            Likelihood odds = likelihood.get();
            return venue + " is liquidated with a probability of "
                    + LiquidationLimit.words(odds.probability(), odds.horizon());
        }
        String percent = String.format(Locale.ROOT, "%.1f %%", distance * 100);
        return switch (measure) {
            case PRICE -> venue + " is " + percent + " from liquidation";
            case EQUITY -> venue + " has only " + percent + " more equity than it must keep";
        };
    }
}
