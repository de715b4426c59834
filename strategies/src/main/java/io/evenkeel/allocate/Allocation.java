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
 * @param bound limits that made this dearer than it would be without them, the most expensive first
 * @param gapQuote how much cheaper an answer could still be: 0 but for problems too large to be searched to the end
 */
public record Allocation(
        List<Leg> legs,
        double unfilled,
        double costQuote,
        List<BindingLimit> limits,
        List<BoundLimit> bound,
        double gapQuote) {
    public Allocation {
        legs = List.copyOf(legs);
        limits = List.copyOf(limits);
        bound = List.copyOf(bound);
    }

    /** Base token, whole, positive. */
    public record Leg(VenueId venue, double size) {}

    /**
     * One venue at one of its limits.
     *
     * @param shared the name of the limit where venues share it, else empty
     */
    public record BindingLimit(VenueId venue, Limit limit, String shared) {
        public BindingLimit(VenueId venue, Limit limit) {
            this(venue, limit, "");
        }

        @Override
        public String toString() {
            return venue + " at its " + limit + (shared.isEmpty() ? "" : " '" + shared + "'");
        }
    }

    /**
     * A limit that binds, and what it costs.
     *
     * @param name in the operator's words
     * @param quotePerUnit what one more unit of it would save: of base for a venue's own limit, of its own unit for one
     *     that venues share
     */
    public record BoundLimit(String name, double quotePerUnit) {}
}
