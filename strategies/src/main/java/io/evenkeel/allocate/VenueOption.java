package io.evenkeel.allocate;

import io.evenkeel.allocate.VenueCapacity.Largest;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.GasModel;
import io.evenkeel.units.TokenDelta;
import io.evenkeel.units.Years;
import java.util.function.ToDoubleFunction;

/** One venue as an option of an allocation. */
record VenueOption(VenueCapacity capacity, GasModel gas) {
    /** Collateral is asked for exactly at so many sizes and, being convex, taken on the chords in between. */
    private static final int SAMPLES = 8;

    private static final double VANISHING = 1e-6;

    LegOption leg(int direction, double size) {
        Venue venue = capacity.venue();
        Largest largest = capacity.largest(direction);
        double top = Math.min(largest.base(), size);
        boolean collateralInBase =
                !venue.collateralToken().equals(capacity.nav().token());
        Samples collateral = Samples.of(
                top, x -> capacity.collateralFor(change(direction, x)).wholeAsDouble());
        Samples idle = Samples.of(
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
        Venue venue = capacity.venue();
        double hedge = venue.hedge().wholeAsDouble();
        double carry =
                venue.carryQuotePerYear(hedge + change, capacity.trading().price())
                        - venue.carryQuotePerYear(hedge, capacity.trading().price());
        return venue.tradeCostQuote(change, capacity.trading().price())
                + carryYears() * carry
                + horizonYears() * (concentration(hedge + change) - concentration(hedge));
    }

    private double horizonYears() {
        return Years.of(capacity.limits().spread().carryHorizon());
    }

    /** The horizon as far as the present rate can be expected to last: a rate that fades as e^(−t / persistence). */
    private double carryYears() {
        double persistence = Years.of(capacity.venue().carryPersistence());
        return persistence * -Math.expm1(-horizonYears() / persistence);
    }

    private double concentration(double hedge) {
        double nav = capacity.nav().wholeAsDouble();
        double share = hedge * capacity.trading().price().asDouble() / nav;
        return capacity.limits().spread().concentrationPerYear().fraction() * nav * share * share;
    }

    private TokenDelta change(int direction, double size) {
        return TokenDelta.ofModel(capacity.venue().delta().token(), direction * size);
    }

    /** A function at evenly spaced sizes from zero to the top, and the chords between. */
    private record Samples(double top, double[] values) {
        static Samples of(double top, ToDoubleFunction<Double> function) {
            if (top <= 0) {
                return new Samples(0, new double[] {0, 0});
            }
            double[] values = new double[SAMPLES + 1];
            // a margin that is short already asks for something at once, however small the size
            values[0] = function.applyAsDouble(top * VANISHING);
            for (int i = 1; i <= SAMPLES; i++) {
                values[i] = function.applyAsDouble(top * i / SAMPLES);
            }
            return new Samples(top, values);
        }

        double at(double size) {
            if (top <= 0) {
                return 0;
            }
            double place = Math.clamp(size / top * SAMPLES, 0, SAMPLES);
            int before = Math.min((int) place, SAMPLES - 1);
            return values[before] + (place - before) * (values[before + 1] - values[before]);
        }
    }
}
