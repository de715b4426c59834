package io.evenkeel.keeper.venue;

import io.evenkeel.chain.Address;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Bps;

/**
 * One venue as the policy on chain reads it.
 *
 * @param idHash keccak of the venue's name, 0x and 64 hex digits
 * @param readable false: the gauge reverted or was replaced, and {@code totals} are the last recorded less the haircut
 * @param quarantined only shrinking is allowed
 */
public record VenueReading(
        String idHash,
        Address gauge,
        Status status,
        boolean readable,
        boolean quarantined,
        GaugeTotals totals,
        VenueCaps caps,
        Bps haircut) {
    /** What the gauge says can be done at the protocol. */
    public enum Status {
        OPEN,
        PAUSED,
        CLOSED
    }

    /** What the policy allows here. */
    public VenueCondition condition() {
        if (status != Status.OPEN) {
            return VenueCondition.FROZEN;
        }
        return quarantined ? VenueCondition.REDUCE_ONLY : VenueCondition.OPEN;
    }

    public VenueReading quarantine() {
        return new VenueReading(idHash, gauge, status, readable, true, totals, caps, haircut);
    }
}
