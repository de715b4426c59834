package io.evenkeel.market;

/** What a venue can be used for now. */
public enum VenueCondition {
    /** Everything works. */
    OPEN,
    /** Readable and solvent, cannot be traded: counts in full, only new hedge need moves elsewhere. */
    FROZEN,
    /** Readable and tradable, but only to shrink: quarantined, or above its cap. */
    REDUCE_ONLY,
    /** Unreadable, upgraded or drained: counts its last reading less the haircut recorded on chain. */
    UNREADABLE
}
