package io.evenkeel.allocate;

import io.evenkeel.chain.VenueId;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * A limit that several venues share: what they use of it together is at most what is left.
 *
 * @param name in the operator's words
 * @param left in the unit of the uses; below 0 when the limit is passed already, and then no venue may use more
 * @param uses per venue: convex, 0 at 0; a venue that is not named uses nothing
 */
public record SharedCap(String name, double left, Map<VenueId, DoubleUnaryOperator> uses) {
    public SharedCap {
        uses = Map.copyOf(uses);
        if (Double.isNaN(left)) {
            throw new IllegalArgumentException(name + ": what is left must be a number");
        }
    }

    /** What this venue uses at a size. */
    DoubleUnaryOperator use(VenueId venue) {
        return uses.getOrDefault(venue, QuadraticCost.NOTHING);
    }

    /** What may be used; never less than nothing, since leaving everything as it is must stay possible. */
    double room() {
        return Math.max(0, left);
    }
}
