package io.evenkeel.allocate;

import io.evenkeel.market.Venue;
import io.evenkeel.risk.CarryRisk;
import io.evenkeel.risk.SpreadLimits;
import io.evenkeel.units.Price;
import io.evenkeel.units.Years;

/**
 * What a change of hedge at one venue costs over the horizon, gas apart: quote, as a function of the change in base. All
 * that does not depend on the change is worked out once, since the allocation asks hundreds of times.
 */
final class LegCost {
    private final Venue venue;
    private final Price price;
    private final double hedge;
    private final double carryNow;
    /** Years that the present rate counts for. */
    private final double yearsOfPresentRate;
    /** Quote for a base of short, at the rate that comes after the present one. */
    private final double longRunPerShort;
    /** Quote for the square of a base: what the uncertainty of carry is charged. */
    private final double wanderingPerSquare;

    private final double concentrationPerSquare;

    LegCost(Venue venue, Price price, double nav, SpreadLimits limits) {
        this.venue = venue;
        this.price = price;
        this.hedge = venue.hedge().wholeAsDouble();
        this.carryNow = venue.carryQuotePerYear(hedge, price);
        double years = Years.of(limits.carryHorizon());
        double persistence = Years.of(venue.carryPersistence());
        CarryRisk.Rate rate = limits.carryRisk().of(venue.id().name());
        CarryForecast beyond = new CarryForecast(0, rate.longRun(), persistence, rate.volatility());
        double value = price.asDouble();
        this.yearsOfPresentRate = CarryForecast.yearsOfPresentRate(persistence, years);
        this.longRunPerShort = beyond.expected(years) * value;
        this.wanderingPerSquare =
                limits.carryRisk().riskAversionPerQuote() / 2 * beyond.variance(years) * value * value;
        this.concentrationPerSquare = years * limits.concentrationPerYear().fraction() * value * value / nav;
    }

    double of(double change) {
        return trade(change) + carry(change) + concentration(change);
    }

    double trade(double change) {
        return venue.tradeCostQuote(change, price);
    }

    /** The present rate as long as it lasts, the long run's after it, and what the uncertainty of both is charged. */
    double carry(double change) {
        double now = venue.carryQuotePerYear(hedge + change, price) - carryNow;
        return yearsOfPresentRate * now - longRunPerShort * change + wanderingPerSquare * moreSquare(change);
    }

    double concentration(double change) {
        return concentrationPerSquare * moreSquare(change);
    }

    /** By how much the square of the hedge grows. */
    private double moreSquare(double change) {
        return change * (2 * hedge + change);
    }
}
