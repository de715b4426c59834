package io.evenkeel.allocate;

import io.evenkeel.chain.VenueId;
import java.util.function.DoubleUnaryOperator;

/**
 * What one venue could do for an allocation, all of whose legs go in the same direction. Sizes are base token, whole,
 * not negative.
 *
 * @param smallest smallest size above zero that the venue takes
 * @param largest largest size it may take; below {@code smallest} the venue is no option
 * @param largestBecause what stops it there
 * @param costQuote convex, 0 at 0: what the size costs over the horizon, fixed cost apart; may fall below 0
 * @param fixedCostQuote gas, paid once when the size is above 0
 * @param quoteNeeded,baseNeeded convex: idle tokens that the size takes; negative where it yields them
 */
public record LegOption(
        VenueId venue,
        double smallest,
        double largest,
        Limit largestBecause,
        DoubleUnaryOperator costQuote,
        double fixedCostQuote,
        DoubleUnaryOperator quoteNeeded,
        DoubleUnaryOperator baseNeeded) {
    public LegOption {
        if (!(smallest >= 0 && largest >= 0 && Double.isFinite(largest))) {
            throw new IllegalArgumentException(venue + ": sizes must be at least 0, were " + smallest + ", " + largest);
        }
        if (!(fixedCostQuote >= 0 && Double.isFinite(fixedCostQuote))) {
            throw new IllegalArgumentException(venue + ": fixed cost must be at least 0, was " + fixedCostQuote);
        }
    }

    /** The same at so much more quote for each base. */
    LegOption dearerBy(double quotePerBase) {
        return new LegOption(
                venue,
                smallest,
                largest,
                largestBecause,
                size -> costQuote.applyAsDouble(size) + quotePerBase * size,
                fixedCostQuote,
                quoteNeeded,
                baseNeeded);
    }

    /** The same with this much of its room left free. */
    LegOption leaving(double room) {
        return new LegOption(
                venue,
                smallest,
                Math.max(0, largest - room),
                largestBecause,
                costQuote,
                fixedCostQuote,
                quoteNeeded,
                baseNeeded);
    }
}
