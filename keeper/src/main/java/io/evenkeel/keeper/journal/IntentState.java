package io.evenkeel.keeper.journal;

/** How far an intent has come. The order is the way it goes; a reorganisation takes SEEN back to BROADCAST. */
public enum IntentState {
    /** It shall be done. Nothing is signed. */
    DECIDED,
    /** The guard has allowed a payload for a nonce. Nothing is signed that this journal would know of. */
    PERMITTED,
    /** Signed bytes are on disk. They may or may not have been sent. */
    SIGNED,
    /** A node has taken them. */
    BROADCAST,
    /** In a block, not yet deep enough. */
    SEEN,
    /** Happened, and deep enough to stay. */
    CONFIRMED,
    /** Its nonce is used up and it did not happen, and that is deep enough to stay. */
    FAILED,
    /** Given up before anything was signed. */
    ABANDONED;

    public boolean isResolved() {
        return compareTo(CONFIRMED) >= 0;
    }
}
