package io.evenkeel.allocate;

import io.evenkeel.chain.VenueId;
import java.util.List;

/**
 * How the size is spread.
 *
 * @param legs venues with a size above zero, in the order of the problem
 * @param unfilled base token that could not be done
 * @param costQuote model cost of the legs, fixed cost included
 * @param limits what stopped the rest, when something is unfilled
 */
public record Allocation(List<Leg> legs, double unfilled, double costQuote, List<BindingLimit> limits) {
    public Allocation {
        legs = List.copyOf(legs);
        limits = List.copyOf(limits);
    }

    /** Base token, whole, positive. */
    public record Leg(VenueId venue, double size) {}

    /** One venue at one of its limits. */
    public record BindingLimit(VenueId venue, Limit limit) {
        @Override
        public String toString() {
            return venue + " at its " + limit;
        }
    }
}
