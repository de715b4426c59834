package io.evenkeel.keeper.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalContract;
import io.evenkeel.keeper.journal.JournalFailure;
import io.evenkeel.keeper.journal.JournalOpening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2JournalFileTest extends JournalContract {
    private static final int MANY = 60;

    @TempDir
    Path folder = Path.of("");

    private Journal journal = unopened();

    @BeforeEach
    void open() {
        journal = opened(H2JournalFile.open(folder));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Override
    protected Journal journal() {
        return journal;
    }

    @Test
    void whatWasWrittenIsThereAfterAnotherStart() {
        bringToBroadcast(1, 5);
        journal.close();

        open();

        assertThat(entry(1).state()).isEqualTo(IntentState.BROADCAST);
    }

    /** The tables keep microseconds and round to them; the digests once cut them off, and found every second line changed. */
    @Test
    void whatAClockOfNanosecondsHasTimedIsFoundAsItWasWritten() {
        journal.decided(intent(1));
        journal.permitted(attempt(1, 5, 0));
        for (int nanosecond = 1; nanosecond < 1_000; nanosecond += 333) {
            journal.remark(id(1), "a remark", NOON.plusNanos(nanosecond));
        }
        journal.signed(attempt(1, 5, 0).id(), signed(1), NOON.plusNanos(999));
        journal.close();

        open();

        assertThat(entry(1).state()).isEqualTo(IntentState.SIGNED);
    }

    @Test
    void everyWriteSurvivesAPowerCutThatForgetsWhatWasNotForced(@TempDir Path other, @TempDir Path rest) {
        ForgetfulDisk.plugIn();
        Journal onDisk = opened(H2JournalFile.open(other, ForgetfulDisk.SCHEME + ":"));

        onDisk.decided(intent(1));
        assertThat(stateAfterPowerCut(other, rest.resolve("1"))).isEqualTo(IntentState.DECIDED);
        onDisk.permitted(attempt(1, 5, 0));
        assertThat(stateAfterPowerCut(other, rest.resolve("2"))).isEqualTo(IntentState.PERMITTED);
        onDisk.signed(attempt(1, 5, 0).id(), signed(1), NOON);
        assertThat(stateAfterPowerCut(other, rest.resolve("3"))).isEqualTo(IntentState.SIGNED);
        onDisk.broadcast(attempt(1, 5, 0).id(), NOON);
        assertThat(stateAfterPowerCut(other, rest.resolve("4"))).isEqualTo(IntentState.BROADCAST);
        onDisk.resolved(id(1), IntentState.CONFIRMED, "", NOON);
        assertThat(stateAfterPowerCut(other, rest.resolve("5"))).isEqualTo(IntentState.CONFIRMED);
        onDisk.close();
    }

    /** A copy of the file at any moment is what a SIGKILL at that moment leaves. */
    @Test
    void aJournalOldEnoughToUseItsSpaceAgainLosesNothingWhenItsKeeperIsKilled() throws SQLException {
        makeFreedSpaceReusableAtOnce();
        for (int number = 1; number <= MANY; number++) {
            journal.decided(intent(number));
            assertThat(stateAfterKill(number)).isEqualTo(IntentState.DECIDED);
            journal.resolved(id(number), IntentState.ABANDONED, "", NOON);
            assertThat(stateAfterKill(number)).isEqualTo(IntentState.ABANDONED);
        }
    }

    /** H2 itself waits 45 seconds with it. */
    private void makeFreedSpaceReusableAtOnce() throws SQLException {
        String same = "jdbc:h2:file:" + folder.resolve("journal").toAbsolutePath();
        try (Connection connection = DriverManager.getConnection(same, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SET RETENTION_TIME 0");
        }
    }

    private IntentState stateAfterKill(int number) {
        try (Journal found = opened(H2JournalFile.openCopy(folder))) {
            return found.find(id(number))
                    .orElseThrow(() -> new AssertionError("intent " + number + " is gone"))
                    .state();
        }
    }

    @Test
    void aSecondKeeperIsToldThatItIsInUse() {
        assertThat(H2JournalFile.open(folder))
                .isInstanceOfSatisfying(
                        JournalOpening.Refused.class,
                        refused -> assertThat(refused.reason()).endsWith("is in use by another keeper"));
    }

    @Test
    void aCopyCanBeLookedAtWhileAKeeperWrites() {
        bringToBroadcast(1, 5);

        try (Journal copy = opened(H2JournalFile.openCopy(folder))) {
            bringToBroadcast(2, 6);

            assertThat(copy.find(id(1)).orElseThrow().state()).isEqualTo(IntentState.BROADCAST);
            assertThat(copy.find(id(2))).isEmpty();
        }
        assertThat(entry(2).state()).isEqualTo(IntentState.BROADCAST);
    }

    @Test
    void aCopyOfAnOldJournalIsLookedAtAndClearedAway(@TempDir Path old) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + old.resolve("journal"), "sa", "")) {
            connection.setAutoCommit(false);
            SqlScripts.upgrade(connection, 0, 2);
        }

        try (Journal copy = opened(H2JournalFile.openCopy(old))) {
            assertThat(copy.newest(MANY)).isEmpty();
        }
        assertThat(old).isDirectoryContaining("glob:**/journal.mv.db").isDirectoryNotContaining("glob:**/*version*");
    }

    @Test
    void aDamagedJournalIsRefusedAndLeftAsItIs() throws IOException {
        bringToBroadcast(1, 5);
        journal.close();
        Path file = folder.resolve("journal.mv.db");
        byte[] broken = Files.readAllBytes(file);
        for (int i = 0; i < broken.length; i += 7) {
            broken[i] ^= 0x55;
        }
        Files.write(file, broken);

        assertThat(H2JournalFile.open(folder))
                .isInstanceOfSatisfying(
                        JournalOpening.Refused.class,
                        refused -> assertThat(refused.reason()).contains("is damaged and has been left as it is"));
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
                .isEqualTo(HexFormat.of().formatHex(broken));
    }

    @Test
    void aJournalThatIsDeletedUnderTheKeeperIsPutBackAndTheKeeperGoesOn() throws IOException {
        bringToBroadcast(1, 5);
        Files.delete(folder.resolve("journal.mv.db"));

        assertThatThrownBy(() -> journal.resolved(id(1), IntentState.CONFIRMED, "", NOON))
                .isInstanceOf(JournalFailure.class)
                .hasMessageEndingWith("was deleted while this keeper was using it, and has been put back");
        assertThat(entry(1).state()).isEqualTo(IntentState.BROADCAST);
        journal.resolved(id(1), IntentState.CONFIRMED, "", NOON);

        journal.close();
        open();
        assertThat(entry(1).state()).isEqualTo(IntentState.CONFIRMED);
    }

    @Test
    void aJournalThatIsReplacedUnderTheKeeperTakesNoMoreRecordsUntilItIsBack(@TempDir Path other) throws IOException {
        bringToBroadcast(1, 5);
        Path file = folder.resolve("journal.mv.db");
        Path ours = other.resolve("ours");
        Files.move(file, ours);
        Files.writeString(file, "something else");

        assertThatThrownBy(() -> journal.resolved(id(1), IntentState.CONFIRMED, "", NOON))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("has been replaced by another file");
        assertThatThrownBy(() -> journal.unresolved())
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("left as it is");
        assertThat(Files.readString(file)).isEqualTo("something else");

        Files.move(ours, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(entry(1).state()).isEqualTo(IntentState.BROADCAST);
    }

    @Test
    void anEmptyFileWasAJournalOnce() throws IOException {
        journal.close();
        Files.write(folder.resolve("journal.mv.db"), new byte[0]);

        assertThat(H2JournalFile.open(folder))
                .isInstanceOfSatisfying(
                        JournalOpening.Refused.class,
                        refused -> assertThat(refused.reason()).contains("has lost its content"));
    }

    @Test
    void aNewerJournalIsRefusedByItsNumber() throws SQLException {
        journal.close();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("journal"), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("insert into journal_version values (7)");
        }

        assertThat(H2JournalFile.open(folder))
                .isInstanceOfSatisfying(
                        JournalOpening.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("journal version 7")
                                .contains("this one knows version " + SqlScripts.KNOWN_VERSION));
    }

    private static IntentState stateAfterPowerCut(Path folder, Path into) {
        ForgetfulDisk.cutPower(folder, into);
        try (Journal left = opened(H2JournalFile.open(into))) {
            return left.find(id(1)).orElseThrow().state();
        }
    }

    private static Journal opened(JournalOpening opening) {
        return switch (opening) {
            case JournalOpening.Opened opened -> opened.journal();
            case JournalOpening.Refused refused -> throw new AssertionError(refused.reason());
        };
    }

    private static Journal unopened() {
        return new MemoryJournal();
    }
}
