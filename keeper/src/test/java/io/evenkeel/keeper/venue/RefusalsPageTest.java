package io.evenkeel.keeper.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;

/** The page of refusals that operators read says what the tables say, no more and no less. */
class RefusalsPageTest {
    /** Maven runs a module's tests in its folder. */
    private static final Path PAGE = Path.of("..", "docs", "refusals.md");

    @Test
    void thePageHasEveryTableWhole() throws IOException {
        assertThat(Files.readString(PAGE)).isEqualTo(page(VenueRegistry.revertTables()));
    }

    private static String page(List<RevertTable> tables) {
        StringBuilder text = new StringBuilder("""
                # What the protocols refuse, and what the keeper does

                The keeper simulates before it signs: most of these it meets without sending anything. Each row is met on the real
                contracts, GMX v2's on its double, by the protocol's own `…RevertsTest`, and a table holds no other rows.
                """);
        for (RevertTable table : tables) {
            if (!table.byCode().isEmpty()) {
                append(text, table);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, RevertTable table) {
        text.append("\n## ").append(table.protocol()).append("\n\n| It says | That is | The keeper |\n|---|---|---|\n");
        table.byCode().entrySet().stream()
                .sorted(Comparator.comparing(Entry::getKey))
                .forEach(row -> text.append("| `")
                        .append(row.getKey())
                        .append("` | ")
                        .append(row.getValue().meaning())
                        .append(" | ")
                        .append(row.getValue().keeperDoes())
                        .append(" |\n"));
    }
}
