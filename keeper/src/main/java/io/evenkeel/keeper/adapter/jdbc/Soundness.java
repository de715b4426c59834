package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.Transition;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the rows of an intent are as they were written, by the digests its lines carry. */
final class Soundness {
    private Soundness() {}

    private record Line(
            Transition line,
            @Nullable String content,
            @Nullable String digest) {}

    /**
     * What is wrong with any intent that is not settled, also where it could no longer be found among the unsettled: by
     * a state that is none, or an index that leads elsewhere.
     */
    static Optional<String> faultOfWhatIsUnsettled(Statements on) throws SQLException {
        Optional<String> stray = on.first(
                row -> "intent " + row.getString("intent_id") + " is in a state that does not exist",
                JournalQueries.IN_NO_STATE);
        if (stray.isPresent()) {
            return stray;
        }
        List<IntentEntry> unsettled =
                JournalQueries.entries(on, JournalQueries.UNRESOLVED_WITHOUT_INDEX + " order by position");
        List<IntentId> found = on.list(JournalRows::intentId, JournalQueries.UNRESOLVED + " order by position");
        if (!found.equals(
                unsettled.stream().map(entry -> entry.intent().intentId()).toList())) {
            return Optional.of("an index leads past an intent that is not settled");
        }
        for (IntentEntry each : unsettled) {
            Optional<String> fault = fault(on, each);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** The digest of the intent's last line, from which the next one goes on. */
    static String last(Statements on, IntentId intent) throws SQLException {
        List<String> found = on.list(
                row -> Objects.requireNonNullElse(row.getString("digest"), Digests.NONE),
                "select digest from transition where intent_id = ? order by position desc limit 1",
                intent.hex());
        return found.isEmpty() ? Digests.NONE : found.getFirst();
    }

    /** What is wrong; empty when nothing is, or when it is from before digests were kept. */
    static Optional<String> fault(Statements on, IntentEntry entry) throws SQLException {
        IntentId id = entry.intent().intentId();
        List<Line> lines = on.list(
                row -> new Line(JournalRows.transition(row), row.getString("content"), row.getString("digest")),
                "select * from transition where intent_id = ? order by position",
                id.hex());
        String before = Digests.NONE;
        for (Line each : lines) {
            if (each.digest() != null && each.content() != null) {
                if (!each.digest().equals(Digests.of(before, each.line(), each.content()))) {
                    return Optional.of("the story of intent " + id + " is not as it was written, at "
                            + each.line().at());
                }
                before = each.digest();
            } else if (!before.equals(Digests.NONE)) {
                return Optional.of("a line of intent " + id + " has lost its digest");
            }
        }
        String content = lines.isEmpty() ? null : lines.getLast().content();
        if (content != null && !content.equals(Digests.of(entry))) {
            return Optional.of("what is recorded of intent " + id + " is not as it was written");
        }
        return lines.isEmpty() ? Optional.of("intent " + id + " has no story") : Optional.empty();
    }
}
