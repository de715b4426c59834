package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Verification;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at every intent of a journal, where opening it looks at the unsettled alone. */
final class Verifier {
    /** Intents read at a time, so that a long journal need not fit into memory. */
    private static final int PAGE = 200;

    private Verifier() {}

    /** Asks for a connection, and gives back the store when it is done. */
    static Verification verify(JournalStore store) {
        try {
            return switch (store.connect()) {
                case JournalStore.Access.Refused refused -> new Verification.Refused(refused.reason());
                case JournalStore.Access.Unavailable unavailable -> new Verification.Refused(unavailable.reason());
                case JournalStore.Access.Granted granted -> {
                    try {
                        yield verify(new Statements(granted.connection()));
                    } catch (SQLException e) {
                        yield new Verification.Refused("the journal cannot be read: " + Trouble.inWords(e));
                    } finally {
                        store.letGo(granted.connection());
                    }
                }
            };
        } finally {
            store.release();
        }
    }

    private static Verification verify(Statements on) throws SQLException {
        List<String> faults = new ArrayList<>(on.list(
                row -> "attempt " + row.getInt("ordinal") + " at nonce " + row.getLong("nonce") + " is of no intent",
                "select nonce, ordinal from attempt where intent_id not in (select intent_id from intent)"));
        faults.addAll(on.list(
                row -> "line " + row.getLong("position") + " is of no intent",
                "select position from transition where intent_id not in (select intent_id from intent)"));
        long intents = 0;
        long last = 0;
        List<Placed> page;
        do {
            page = on.list(
                    row -> new Placed(row.getLong("position"), JournalRows.intentId(row)),
                    "select position, intent_id from intent where position > ? order by position limit " + PAGE,
                    last);
            for (Placed each : page) {
                fault(on, each.intent()).ifPresent(faults::add);
                last = each.position();
            }
            intents += page.size();
        } while (!page.isEmpty());
        long lines = on.first(row -> row.getLong(1), "select count(*) from transition")
                .orElseThrow();
        return faults.isEmpty()
                ? new Verification.Sound(intents, lines)
                : new Verification.Faulty(intents, lines, faults);
    }

    private record Placed(long position, IntentId intent) {}

    private static Optional<String> fault(Statements on, IntentId intent) {
        try {
            IntentEntry entry =
                    JournalQueries.entry(on, intent).orElseThrow(() -> new SQLException("an index leads past it"));
            return Soundness.fault(on, entry).or(() -> contradiction(entry).map(words -> "intent " + intent + words));
        } catch (SQLException e) {
            return Optional.of("intent " + intent + " cannot be read: " + Trouble.firstLine(e));
        }
    }

    /** What the keeper never writes, also where the digests are of what is there. */
    private static Optional<String> contradiction(IntentEntry entry) {
        long nonces = entry.attempts().stream()
                .filter(each -> !each.voided())
                .map(each -> each.record().id().nonce())
                .distinct()
                .count();
        if (nonces > 1) {
            return Optional.of(" has " + nonces + " nonces");
        }
        if (entry.attempts().stream()
                .anyMatch(each -> each.voided() && each.signed().isPresent())) {
            return Optional.of(" has a signed transaction that is said never to have been one");
        }
        if (entry.state() == IntentState.SEEN && entry.inclusion().isEmpty()) {
            return Optional.of(" was seen in no block");
        }
        boolean mustBeSigned = entry.state() == IntentState.SIGNED || entry.state() == IntentState.BROADCAST;
        return mustBeSigned
                        && entry.attempts().stream().map(AttemptEntry::signed).allMatch(Optional::isEmpty)
                ? Optional.of(" is " + entry.state() + ", and nothing of it is signed")
                : Optional.empty();
    }
}
