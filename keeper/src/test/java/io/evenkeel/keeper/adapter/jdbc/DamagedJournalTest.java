package io.evenkeel.keeper.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalContract;
import io.evenkeel.keeper.journal.JournalOpening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was damaged opens with exactly what was forced, or not at all; and is never touched then. */
class DamagedJournalTest {
    private static final int FLIPS = 150;
    private static final int CUTS = 60;

    @TempDir
    Path folder = Path.of("");

    private List<IntentEntry> forced = List.of();
    private byte[] whole = new byte[0];
    private byte[] tail = new byte[0];
    private int opened;
    private int refused;

    @BeforeEach
    void write() throws IOException {
        Story story = new Story(H2JournalFile.open(folder));
        story.send(1, 5);
        story.send(2, 6);
        forced = story.journal().unresolved();
        story.journal().close();
        whole = Files.readAllBytes(H2Store.file(folder));
        tail = Files.readAllBytes(TailMark.file(folder));
    }

    @Test
    void a_flipped_bit_anywhere_loses_nothing_in_silence() throws IOException {
        Random random = new Random(1);
        for (int flip = 0; flip < FLIPS; flip++) {
            // Half of them near the end, where the newest is and where H2 has something older to fall back to.
            int reach = flip % 2 == 0 ? whole.length : 40_000;
            int at = whole.length - 1 - random.nextInt(reach);
            int bit = 1 << random.nextInt(8);
            check("bit " + bit + " of byte " + at, bytes -> {
                bytes[at] ^= (byte) bit;
                return bytes;
            });
        }
        assertThat(refused).isPositive();
        assertThat(opened).as("bits that hold nothing any more").isPositive();
    }

    /** An intent in a state that does not exist is not among the unsettled, and must not be forgotten for that. */
    @Test
    void a_flipped_bit_in_the_name_of_a_state_loses_nothing_in_silence() throws IOException {
        byte[] name = "BROADCAST".getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at <= whole.length - name.length; at++) {
            if (Arrays.equals(whole, at, at + name.length, name, 0, name.length)) {
                int first = at;
                check("the state at byte " + at, bytes -> {
                    bytes[first] ^= 1;
                    return bytes;
                });
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void a_file_cut_short_anywhere_is_refused() throws IOException {
        Random random = new Random(2);
        for (int cut = 0; cut < CUTS; cut++) {
            int left = random.nextInt(whole.length);
            check("cut to " + left + " bytes", bytes -> Arrays.copyOf(bytes, left));
        }
        assertThat(refused).isPositive();
    }

    @Test
    void a_journal_that_is_gone_is_not_begun_anew() throws IOException {
        Files.delete(H2Store.file(folder));

        assertThat(H2JournalFile.open(folder))
                .isInstanceOfSatisfying(
                        JournalOpening.Refused.class,
                        refusal -> assertThat(refusal.reason()).contains("is gone, and it held 8 lines: put it back"));
        assertThat(H2Store.file(folder)).doesNotExist();
    }

    @Test
    void an_older_copy_in_its_place_is_refused(@TempDir Path older) throws IOException {
        Story story = new Story(H2JournalFile.open(folder));
        Files.copy(H2Store.file(folder), H2Store.file(older));
        story.send(3, 7);
        story.journal().close();
        Files.delete(H2Store.file(folder));
        Files.copy(H2Store.file(older), H2Store.file(folder));

        assertThat(H2JournalFile.open(folder))
                .isInstanceOfSatisfying(
                        JournalOpening.Refused.class,
                        refusal -> assertThat(refusal.reason()).contains("has lost what was forced"));
    }

    @Test
    void an_old_version_is_upgraded_on_a_copy_and_kept_beside_it(@TempDir Path old) throws Exception {
        String url = "jdbc:h2:file:" + old.resolve("journal");
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            connection.setAutoCommit(false);
            SqlScripts.upgrade(connection, 0, 2);
        }
        byte[] before = Files.readAllBytes(H2Store.file(old));
        Files.writeString(old.resolve("journal-unfinished.mv.db"), "left by a crash in the middle of an upgrade");

        Story story = new Story(H2JournalFile.open(old));
        story.send(1, 5);
        assertThat(story.journal().unresolved()).hasSize(1);
        story.journal().close();

        assertThat(Files.readAllBytes(old.resolve("journal-version-2.mv.db"))).isEqualTo(before);
        assertThat(old.resolve("journal-unfinished.mv.db")).doesNotExist();
    }

    @Test
    void a_value_that_no_record_takes_is_damage_and_no_crash() throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("journal"), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("update intent set account = 'px' || substring(account, 3)");
        }

        assertThat(H2JournalFile.open(folder))
                .isInstanceOfSatisfying(
                        JournalOpening.Refused.class,
                        refusal -> assertThat(refusal.reason()).contains("is damaged and has been left as it is"));
    }

    private void check(String damage, UnaryOperator<byte[]> how) throws IOException {
        Path file = H2Store.file(folder);
        byte[] damaged = how.apply(whole.clone());
        Files.write(file, damaged);
        Files.write(TailMark.file(folder), tail);
        switch (H2JournalFile.open(folder)) {
            case JournalOpening.Opened open -> {
                try (Journal journal = open.journal()) {
                    assertThat(journal.unresolved())
                            .as(damage)
                            .usingRecursiveFieldByFieldElementComparator()
                            .isEqualTo(forced);
                }
                opened++;
            }
            case JournalOpening.Refused no -> {
                assertThat(Arrays.equals(Files.readAllBytes(file), damaged))
                        .as("left as it is: " + damage + ", " + no.reason())
                        .isTrue();
                refused++;
            }
        }
    }

    /** The contract's intents, without its tests. */
    private static final class Story extends JournalContract {
        private final Journal journal;

        Story(JournalOpening opening) {
            journal = ((JournalOpening.Opened) opening).journal();
        }

        void send(int number, long nonce) {
            bringToBroadcast(number, nonce);
        }

        @Override
        protected Journal journal() {
            return journal;
        }
    }
}
