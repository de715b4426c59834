package io.evenkeel.keeper.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalContract;
import io.evenkeel.keeper.journal.JournalOpening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that has grown far beyond what is in it is written anew, and nothing that was forced is lost by that. */
class GrownJournalTest {
    /** Some ten intents' worth: the file grows by several pages with each commit. */
    private static final H2Compaction.Limits SOON = new H2Compaction.Limits(256 << 10, 2);

    private static final int INTENTS = 30;

    @TempDir
    Path folder = Path.of("");

    @TempDir
    Path killed = Path.of("");

    /** A copy of the files at any moment is what a SIGKILL at that moment leaves. */
    @Test
    void a_journal_is_written_anew_while_its_keeper_runs_and_a_kill_after_any_step_loses_nothing() throws IOException {
        int writtenAnew = 0;
        long size = 0;
        try (Story story = new Story(open(SOON))) {
            for (int number = 1; number <= INTENTS; number++) {
                story.decide(number);
                assertThat(leftByAKill(number + "-decided")).isEqualTo(story.everything());
                story.giveUp(number);
                writtenAnew += size() < size ? 1 : 0;
                size = size();
                assertThat(leftByAKill(number + "-given-up")).isEqualTo(story.everything());
            }
        }
        assertThat(writtenAnew).isGreaterThan(1);
    }

    @Test
    void a_kill_in_the_middle_of_writing_anew_leaves_the_journal_whole() throws IOException {
        List<String> forced = grown();
        byte[] before = Files.readAllBytes(journal());
        H2Files files = new H2Files(folder, "file:");

        Files.write(files.unfinished(), Arrays.copyOf(before, before.length / 2));
        Files.write(folder.resolve("journal-unfinished.mv.db.tempFile"), Arrays.copyOf(before, before.length / 3));
        assertThat(leftByAKill("while it was copied")).isEqualTo(forced);

        Files.write(files.unfinished(), before);
        assertThat(leftByAKill("before it had its name")).isEqualTo(forced);

        try (Story story = new Story(open(SOON))) {
            assertThat(story.everything()).isEqualTo(forced);
        }
        assertThat(size()).isLessThan(before.length / 2);
        Files.write(folder.resolve("journal.size"), new byte[0]);
        assertThat(leftByAKill("before its size was noted")).isEqualTo(forced);
    }

    @Test
    void a_journal_that_is_refused_is_not_written_anew() throws IOException {
        byte[] older;
        try (Story story = new Story(open(H2Compaction.Limits.NEVER))) {
            for (int number = 1; number < INTENTS; number++) {
                story.decide(number);
            }
            older = Files.readAllBytes(journal());
            story.decide(INTENTS);
        }
        Files.write(journal(), older);

        assertThat(open(SOON))
                .isInstanceOfSatisfying(
                        JournalOpening.Refused.class,
                        refused -> assertThat(refused.reason()).contains("has lost what was forced"));
        assertThat(Arrays.equals(Files.readAllBytes(journal()), older)).isTrue();
    }

    /** With a file that is large only because it was never written anew. */
    private List<String> grown() {
        try (Story story = new Story(open(H2Compaction.Limits.NEVER))) {
            for (int number = 1; number <= INTENTS; number++) {
                story.decide(number);
                story.giveUp(number);
            }
            return story.everything();
        }
    }

    /** What the next keeper finds, which writes it anew first where it is due. */
    private List<String> leftByAKill(String when) throws IOException {
        Path left = Files.createDirectories(killed.resolve(when));
        try (var files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.copy(each, left.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (Story story = new Story(H2JournalFile.open(left, "file:", SOON))) {
            return story.everything();
        }
    }

    private JournalOpening open(H2Compaction.Limits limits) {
        return H2JournalFile.open(folder, "file:", limits);
    }

    private Path journal() {
        return H2Store.file(folder);
    }

    private long size() throws IOException {
        return Files.size(journal());
    }

    /** The contract's intents, without its tests. */
    private static final class Story extends JournalContract implements AutoCloseable {
        private final Journal journal;

        Story(JournalOpening opening) {
            journal = switch (opening) {
                case JournalOpening.Opened opened -> opened.journal();
                case JournalOpening.Refused refused -> throw new AssertionError(refused.reason());
            };
        }

        void decide(int number) {
            journal.decided(intent(number));
        }

        void giveUp(int number) {
            journal.resolved(id(number), IntentState.ABANDONED, "not needed any more", NOON);
        }

        /** As digests of all there is of each intent, newest first. */
        List<String> everything() {
            return journal.newest(INTENTS).stream().map(Digests::of).toList();
        }

        @Override
        protected Journal journal() {
            return journal;
        }

        @Override
        public void close() {
            journal.close();
        }
    }
}
