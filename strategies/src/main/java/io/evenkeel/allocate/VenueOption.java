package io.evenkeel.allocate;

import io.evenkeel.allocate.Allocation.BindingLimit;
import io.evenkeel.allocate.VenueCapacity.Largest;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.GasModel;
import io.evenkeel.units.TokenDelta;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** One venue as an option of an allocation. */
record VenueOption(VenueCapacity capacity, GasModel gas) {
    /** Slopes are taken over this part of the size, and no less than so much base. */
    private static final double MARGIN = 1e-4;

    private static final double VANISHING = 1e-9;

    LegOption leg(int direction, double size) {
        Venue venue = capacity.venue();
        LegCost cost = cost();
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
        DoubleUnaryOperator own = ownBase(direction, top);
        double collateralGas = collateral.at(top) > 0 ? gas.quote(venue.gasPerCollateralMove()) : 0;
        return new LegOption(
                venue.id(),
                venue.smallestChange().wholeAsDouble(),
                largest.base(),
                largest.because(),
                x -> cost.of(direction * x),
                gas.quote(venue.gasPerTrade()) + collateralGas,
                // what a sale yields comes after its own collateral has gone in, and is not counted towards that
                x -> collateralInBase ? -idle.at(x) : collateral.at(x) + Math.max(0, -idle.at(x)),
                x -> (collateralInBase ? collateral.at(x) : 0) + own.applyAsDouble(x));
    }

    /** Idle base that the trade itself takes; where it yields some, that comes after the collateral has gone in. */
    private DoubleUnaryOperator ownBase(int direction, double top) {
        double perBase = -capacity.venue().idleBaseChange(change(direction, 1)).wholeAsDouble();
        return perBase > 0 ? x -> perBase * Math.min(x, top) : x -> 0;
    }

    LegCost cost() {
        return new LegCost(
                capacity.venue(),
                capacity.trading().price(),
                capacity.nav().wholeAsDouble(),
                capacity.limits().spread());
    }

    /** What this venue alone would charge, when so much of the size would be left undone. */
    VenueQuote quote(LegOption leg, int direction, double size, double unfilled, Optional<BindingLimit> stops) {
        LegCost cost = cost();
        double taken = size - unfilled;
        double change = direction * taken;
        double step = Math.max(size * MARGIN, VANISHING);
        boolean takes = taken > 0;
        return new VenueQuote(
                capacity.venue().id(),
                size,
                taken,
                stops,
                takes ? cost.trade(change) : 0,
                takes ? cost.carry(change) : 0,
                takes ? cost.concentration(change) : 0,
                takes ? leg.fixedCostQuote() : 0,
                takes ? cost.of(direction * step) / step : Double.POSITIVE_INFINITY,
                takes ? (cost.of(change) - cost.of(change - direction * step)) / step : Double.POSITIVE_INFINITY);
    }

    private TokenDelta change(int direction, double size) {
        return TokenDelta.ofModel(capacity.venue().delta().token(), direction * size);
    }
}
