package io.evenkeel.keeper.journal;

/** Whether the keeper may decide and send: only while what it writes down is sure to last. */
public sealed interface JournalCondition {
    record Kept() implements JournalCondition {}

    /** Nothing is decided, signed or sent until this is over. */
    record Failing(String reason) implements JournalCondition {}
}
