package io.evenkeel.keeper.explore;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.Inclusion;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.sign.SignedTransaction;
import java.time.Instant;

/** One change to a journal, as a value: what the fake disk holds, and what a recovery plays again. */
sealed interface JournalWrite {
    void applyTo(Journal journal);

    record Decided(IntentRecord intent) implements JournalWrite {
        @Override
        public void applyTo(Journal journal) {
            journal.decided(intent);
        }
    }

    record Permitted(AttemptRecord attempt) implements JournalWrite {
        @Override
        public void applyTo(Journal journal) {
            journal.permitted(attempt);
        }
    }

    record Signed(AttemptId attempt, SignedTransaction transaction, Instant at) implements JournalWrite {
        @Override
        public void applyTo(Journal journal) {
            journal.signed(attempt, transaction, at);
        }
    }

    record Broadcast(AttemptId attempt, Instant at) implements JournalWrite {
        @Override
        public void applyTo(Journal journal) {
            journal.broadcast(attempt, at);
        }
    }

    record Voided(AttemptId attempt, String why, Instant at) implements JournalWrite {
        @Override
        public void applyTo(Journal journal) {
            journal.voided(attempt, why, at);
        }
    }

    record Seen(IntentId intent, Inclusion inclusion, Instant at) implements JournalWrite {
        @Override
        public void applyTo(Journal journal) {
            journal.seen(intent, inclusion, at);
        }
    }

    record Unseen(IntentId intent, String why, Instant at) implements JournalWrite {
        @Override
        public void applyTo(Journal journal) {
            journal.unseen(intent, why, at);
        }
    }

    record Resolved(IntentId intent, IntentState end, String note, Instant at) implements JournalWrite {
        @Override
        public void applyTo(Journal journal) {
            journal.resolved(intent, end, note, at);
        }
    }
}
