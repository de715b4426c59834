package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.IntentEntry;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Intents with all their attempts. */
final class JournalQueries {
    static final String UNRESOLVED =
            "select * from intent where state in ('DECIDED', 'PERMITTED', 'SIGNED', 'BROADCAST', 'SEEN')";

    private JournalQueries() {}

    static Optional<IntentEntry> entry(Statements on, IntentId intent) throws SQLException {
        return entries(on, "select * from intent where intent_id = ?", intent.hex()).stream()
                .findFirst();
    }

    static List<IntentEntry> entries(Statements on, String sql, @Nullable Object... values) throws SQLException {
        return on.list(row -> JournalRows.intent(row, attemptsOf(on, JournalRows.intentId(row))), sql, values);
    }

    static List<AttemptEntry> attemptsOf(Statements on, IntentId intent) throws SQLException {
        return on.list(
                JournalRows::attempt,
                "select * from attempt where intent_id = ? order by nonce, ordinal",
                intent.hex());
    }
}
