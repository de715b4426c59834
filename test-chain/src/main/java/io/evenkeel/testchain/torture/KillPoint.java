package io.evenkeel.testchain.torture;

/** When the keeper is killed. Each is tried for a while; a keeper that has nothing to do there is killed anyway. */
enum KillPoint {
    /** At a random time, also before it is up. */
    AT_RANDOM,
    /** After its first look at what the last one left. */
    AFTER_RECOVERY,
    /** Signed bytes are in the journal, the node has not heard of them. */
    BEFORE_BROADCAST,
    /** The node has the bytes, the keeper does not know. */
    AFTER_BROADCAST,
    /** It has said that it sent. */
    AFTER_SENT,
    /** It has asked for a receipt and not been told. */
    AT_RECEIPT,
    /** Blocks come and it follows its transaction. */
    DURING_SETTLEMENT
}
