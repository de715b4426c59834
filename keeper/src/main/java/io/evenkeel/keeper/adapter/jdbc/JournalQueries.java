package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentState;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Intents with all their attempts. */
final class JournalQueries {
    static final String UNRESOLVED = "select * from intent where state in (" + names(unresolved()) + ")";

    /** The same past the index, which may be damaged where the table is not. */
    static final String UNRESOLVED_WITHOUT_INDEX =
            "select * from intent where upper(state) in (" + names(unresolved()) + ")";

    /** Looks at the table itself as well. */
    static final String IN_NO_STATE =
            "select * from intent where upper(state) not in (" + names(Arrays.stream(IntentState.values())) + ")";

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

    private static Stream<IntentState> unresolved() {
        return Arrays.stream(IntentState.values()).filter(state -> !state.isResolved());
    }

    private static String names(Stream<IntentState> states) {
        return states.map(state -> "'" + state.name() + "'").collect(Collectors.joining(", "));
    }
}
