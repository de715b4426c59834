package io.evenkeel.keeper.journal;

import io.evenkeel.keeper.explore.MemoryJournal;

class MemoryJournalTest extends JournalContract {
    private final MemoryJournal journal = new MemoryJournal();

    @Override
    protected Journal journal() {
        return journal;
    }
}
