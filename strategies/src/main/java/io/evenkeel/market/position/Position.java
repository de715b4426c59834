package io.evenkeel.market.position;

/** One thing held or owed. The same product is worth something else in every market, and says nothing of any. */
public sealed interface Position permits Instrument, VaultShares, PendingOrder {
    /** What people read. */
    String name();
}
