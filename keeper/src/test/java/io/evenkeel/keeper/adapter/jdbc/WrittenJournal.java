package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalContract;
import io.evenkeel.keeper.journal.JournalOpening;
import java.nio.file.Path;

/** A journal with the contract's intents in it, for whoever reads one. */
public final class WrittenJournal extends JournalContract {
    private final Journal journal;

    private WrittenJournal(Journal journal) {
        this.journal = journal;
    }

    /** Intents 1 to n, each sent with its own nonce, the first of them 5. */
    public static void in(Path folder, int intents) {
        if (H2JournalFile.open(folder) instanceof JournalOpening.Opened opened) {
            WrittenJournal written = new WrittenJournal(opened.journal());
            for (int number = 1; number <= intents; number++) {
                written.bringToBroadcast(number, 4 + number);
            }
            written.journal.close();
        }
    }

    @Override
    protected Journal journal() {
        return journal;
    }
}
