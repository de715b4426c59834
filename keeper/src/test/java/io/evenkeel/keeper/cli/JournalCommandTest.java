package io.evenkeel.keeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.adapter.jdbc.WrittenJournal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        Files.copy(Path.of("..", "docs", "evenkeel.yaml"), folder.resolve("evenkeel.yaml"));
        WrittenJournal.in(folder.resolve("state"), 3);
    }

    @Test
    void lists_what_is_wanted_newest_first() {
        assertThat(journal("--last", "2", "--unsettled")).isZero();
        assertThat(out.toString().lines()).hasSize(2).first().asString().contains("BROADCAST", "03");

        assertThat(journal("--state", "CONFIRMED")).isZero();
        assertThat(journal("--since", "2027-01-01T00:00:00Z")).isZero();
        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void explains_an_intent_by_its_nonce_or_a_transaction_and_says_what_to_do() {
        assertThat(journal("nonce", "6")).isZero();
        assertThat(out.toString())
                .contains("02 is BROADCAST", "why       delta is 3 %", "nonce 6", "keep the keeper running");

        assertThat(journal("0x" + "0".repeat(62) + "67", "--json")).isZero();
        assertThat(out.toString()).contains("\"nonce\":7", "\"raw\":\"0x03\"");
    }

    @Test
    void the_beginning_of_several_intents_is_answered_with_all_of_them() {
        assertThat(journal("0x00")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("is the beginning of 3 intents").contains("01  BROADCAST");
    }

    @Test
    void exports_everything_oldest_first_into_a_file_that_is_whole() throws IOException {
        Path file = folder.resolve("journal.jsonl");

        assertThat(journal("--export", file.toString())).isZero();

        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(Files.readAllLines(file).getFirst()).contains("\"state\":\"BROADCAST\"", "\"raw\":\"0x01\"");
        assertThat(out.toString()).contains("3 intents in ");
        assertThat(journal("--export", folder.resolve("missing").resolve("file").toString()))
                .isEqualTo(ExitCode.CANNOT_WRITE);
    }

    @Test
    void verifies_every_intent_and_names_the_one_that_is_not_as_it_was_written() throws SQLException {
        assertThat(journal("--verify")).isZero();
        assertThat(out.toString()).startsWith("3 intents and 12 lines are as they were written");

        change("update intent set state = 'CONFIRMED' where position = (select max(position) from intent)");

        assertThat(journal("--verify")).isEqualTo(ExitCode.DATA);
        assertThat(errors.toString())
                .contains("03 is not as it was written", "found wrong: 1, in 3 intents and 12 lines");
    }

    @Test
    void a_journal_that_has_lost_its_last_line_is_not_verified() throws SQLException {
        change("delete from transition where position = (select max(position) from transition)");

        assertThat(journal("--verify")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(errors.toString()).contains("has lost what was forced");
    }

    private void change(String sql) throws SQLException {
        String url =
                "jdbc:h2:file:" + folder.resolve("state").resolve("journal").toAbsolutePath();
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isOne();
        }
    }

    private int journal(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "journal";
        all[1] = "-c";
        all[2] = folder.resolve("evenkeel.yaml").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Commands.execute(new PrintWriter(out, true), new PrintWriter(errors, true), all);
    }
}
