package io.evenkeel.allocate;

import io.evenkeel.allocate.Allocation.BindingLimit;
import io.evenkeel.allocate.VenueCapacity.Largest;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.CarryRisk;
import io.evenkeel.risk.GasModel;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import io.evenkeel.units.Years;
import java.util.Optional;

/** One venue as an option of an allocation. */
record VenueOption(VenueCapacity capacity, GasModel gas) {
    /** Slopes are taken over this part of the size, and no less than so much base. */
    private static final double MARGIN = 1e-4;

    private static final double VANISHING = 1e-9;

    LegOption leg(int direction, double size) {
        Venue venue = capacity.venue();
        Largest largest = capacity.largest(direction);
        double top = Math.min(largest.base(), size);
        boolean collateralInBase =
                !venue.collateralToken().equals(capacity.nav().token());
        Chords collateral =
                Chords.of(top, x -> capacity.collateralFor(change(direction, x)).wholeAsDouble());
        Chords idle = Chords.of(
                top,
                x -> capacity.trading()
                        .idleQuoteAtWorst(venue, change(direction, x))
                        .wholeAsDouble());
        double collateralGas = collateral.at(top) > 0 ? gas.quote(venue.gasPerCollateralMove()) : 0;
        return new LegOption(
                venue.id(),
                venue.smallestChange().wholeAsDouble(),
                largest.base(),
                largest.because(),
                x -> cost(direction * x),
                gas.quote(venue.gasPerTrade()) + collateralGas,
                // what a sale yields comes after its own collateral has gone in, and is not counted towards that
                x -> collateralInBase ? -idle.at(x) : collateral.at(x) + Math.max(0, -idle.at(x)),
                x -> collateralInBase ? collateral.at(x) : 0);
    }

    /** Trade cost, and what carry and concentration over the horizon change by. */
    double cost(double change) {
        return tradeCost(change) + carryCost(change) + concentrationCost(change);
    }

    private double tradeCost(double change) {
        return capacity.venue().tradeCostQuote(change, capacity.trading().price());
    }

    /** The present rate as long as it lasts, the long run's after it, and what the uncertainty of both is charged. */
    private double carryCost(double change) {
        Venue venue = capacity.venue();
        Price price = capacity.trading().price();
        double hedge = venue.hedge().wholeAsDouble();
        double now = venue.carryQuotePerYear(hedge + change, price) - venue.carryQuotePerYear(hedge, price);
        double years = horizonYears();
        double persistence = Years.of(venue.carryPersistence());
        double present = CarryForecast.yearsOfPresentRate(persistence, years);
        CarryRisk risk = capacity.limits().spread().carryRisk();
        CarryRisk.Rate rate = risk.of(venue.id().name());
        CarryForecast forecast = new CarryForecast(0, rate.longRun(), persistence, rate.volatility());
        double value = price.asDouble();
        double squares = ((hedge + change) * (hedge + change) - hedge * hedge) * value * value;
        return present * now
                - forecast.expected(years) * change * value
                + risk.riskAversionPerQuote() / 2 * forecast.variance(years) * squares;
    }

    private double concentrationCost(double change) {
        double hedge = capacity.venue().hedge().wholeAsDouble();
        return horizonYears() * (concentration(hedge + change) - concentration(hedge));
    }

    /** What this venue alone would charge, when so much of the size would be left undone. */
    VenueQuote quote(LegOption leg, int direction, double size, double unfilled, Optional<BindingLimit> stops) {
        double taken = size - unfilled;
        double change = direction * taken;
        double step = Math.max(size * MARGIN, VANISHING);
        boolean takes = taken > 0;
        return new VenueQuote(
                capacity.venue().id(),
                size,
                taken,
                stops,
                takes ? tradeCost(change) : 0,
                takes ? carryCost(change) : 0,
                takes ? concentrationCost(change) : 0,
                takes ? leg.fixedCostQuote() : 0,
                takes ? cost(direction * step) / step : Double.POSITIVE_INFINITY,
                takes ? (cost(change) - cost(change - direction * step)) / step : Double.POSITIVE_INFINITY);
    }

    private double horizonYears() {
        return Years.of(capacity.limits().spread().carryHorizon());
    }

    private double concentration(double hedge) {
        double nav = capacity.nav().wholeAsDouble();
        double share = hedge * capacity.trading().price().asDouble() / nav;
        return capacity.limits().spread().concentrationPerYear().fraction() * nav * share * share;
    }

    private TokenDelta change(int direction, double size) {
        return TokenDelta.ofModel(capacity.venue().delta().token(), direction * size);
    }
}
