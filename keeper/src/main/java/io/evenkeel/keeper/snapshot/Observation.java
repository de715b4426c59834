package io.evenkeel.keeper.snapshot;

import io.evenkeel.chain.VenueId;
import io.evenkeel.risk.health.Suspicion;
import io.evenkeel.risk.health.VenueHealth;
import io.evenkeel.risk.health.VenueWatch;
import java.util.stream.Collectors;

/** One venue as it was seen, and what was thought of it. */
public record Observation(VenueId venue, VenueWatch watch, VenueHealth health) {
    boolean isSuspect() {
        return !health.reasons().isEmpty();
    }

    /** What an operator should know of a suspect, in one line. */
    String words() {
        return venue + " is suspect and takes nothing new: "
                + health.reasons().stream().map(Suspicion::words).collect(Collectors.joining("; "));
    }
}
