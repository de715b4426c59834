package io.evenkeel.margin;

import io.evenkeel.market.VenueCondition;

/** Of two opinions on one venue the stricter holds. */
public final class Conditions {
    private Conditions() {}

    public static VenueCondition worse(VenueCondition one, VenueCondition other) {
        return severity(one) >= severity(other) ? one : other;
    }

    private static int severity(VenueCondition condition) {
        return switch (condition) {
            case OPEN -> 0;
            case REDUCE_ONLY -> 1;
            case FROZEN -> 2;
            case UNREADABLE -> 3;
        };
    }
}
