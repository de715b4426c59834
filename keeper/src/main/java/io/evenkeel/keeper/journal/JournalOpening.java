package io.evenkeel.keeper.journal;

/** Whether the journal can be worked with. A journal that is refused has not been changed. */
public sealed interface JournalOpening {
    record Opened(Journal journal) implements JournalOpening {}

    record Refused(String reason) implements JournalOpening {}
}
