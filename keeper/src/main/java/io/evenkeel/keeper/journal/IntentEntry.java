package io.evenkeel.keeper.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An intent as the journal knows it now.
 *
 * @param attempts oldest first, the voided included
 * @param inclusion while SEEN, and for good once resolved by a transaction
 * @param note why it ended as it did; empty while it is unresolved
 */
public record IntentEntry(
        IntentRecord intent,
        IntentState state,
        List<AttemptEntry> attempts,
        Optional<Inclusion> inclusion,
        String note,
        Instant changedAt) {
    public IntentEntry {
        attempts = List.copyOf(attempts);
    }

    /** Attempts whose bytes may be out there, newest first. */
    public List<AttemptEntry> signedNewestFirst() {
        return attempts.reversed().stream()
                .filter(each -> each.signed().isPresent() && !each.voided())
                .toList();
    }
}
