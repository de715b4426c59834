package io.evenkeel.keeper.journal;

class MemoryJournalTest extends JournalContract {
    private final MemoryJournal journal = new MemoryJournal();

    @Override
    protected Journal journal() {
        return journal;
    }
}
