package io.evenkeel.allocate;

import io.evenkeel.allocate.Allocation.BindingLimit;
import io.evenkeel.chain.VenueId;
import java.util.Comparator;
import java.util.Optional;

/**
 * What one venue alone would charge for the whole size, or for as much of it as it can take: model numbers in quote
 * token, positive costs, over the carry horizon.
 *
 * @param asked,taken base token, whole, not negative
 * @param stops what keeps it from taking all, where something does
 * @param trade fee, impact and basis
 * @param carry funding or borrow less supply, with what its uncertainty is charged
 * @param concentration what having so much at one venue is taken to cost
 * @param gas of the trade, and of its collateral where that has to move
 * @param firstBase,lastBase quote per base at the margin, gas apart: of the first bit and of the last that it takes;
 *     infinite where it takes none
 */
public record VenueQuote(
        VenueId venue,
        double asked,
        double taken,
        Optional<BindingLimit> stops,
        double trade,
        double carry,
        double concentration,
        double gas,
        double firstBase,
        double lastBase) {
    /** By cost of a base taken; those that take nothing last. */
    static final Comparator<VenueQuote> CHEAPEST_FIRST =
            Comparator.comparingDouble(quote -> quote.taken() > 0 ? quote.total() / quote.taken() : Double.MAX_VALUE);

    public double total() {
        return trade + carry + concentration + gas;
    }
}
