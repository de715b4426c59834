package io.evenkeel.keeper.journal;

/** What an attempt is for. */
public enum Purpose {
    /** Carries out the intent. */
    EXECUTE,
    /** Uses the intent's nonce for nothing, so that the intent can never run. */
    CANCEL
}
