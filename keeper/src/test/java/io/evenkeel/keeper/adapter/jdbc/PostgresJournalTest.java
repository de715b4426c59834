package io.evenkeel.keeper.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalContract;
import io.evenkeel.keeper.journal.JournalFailure;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.journal.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same contract on a real server, and what is different there: sessions end, and others want the account. */
class PostgresJournalTest extends JournalContract {
    @TempDir
    Path folder = Path.of("");

    private PostgresPlace place = new PostgresPlace("", "", Path.of(""));
    private Journal journal = new MemoryJournal();

    @BeforeEach
    void open() throws SQLException, IOException {
        place = PostgresServer.newDatabase(folder);
        journal = opened(PostgresJournal.open(place, account(), "first"));
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
    void a_second_keeper_stands_by_and_is_told_who_keeps_the_account() {
        try (Journal second = opened(PostgresJournal.open(place, account(), "second"))) {
            assertThatThrownBy(second::unresolved)
                    .isInstanceOf(JournalFailure.class)
                    .hasMessageContaining("is kept by first since ")
                    .hasMessageContaining("stands by");
        }
    }

    @Test
    void when_the_first_is_gone_the_second_takes_over_what_it_left() throws SQLException {
        bringToBroadcast(1, 5);
        try (Journal second = opened(PostgresJournal.open(place, account(), "second"))) {
            assertThatThrownBy(second::unresolved).isInstanceOf(JournalFailure.class);

            PostgresServer.endSessions(place);

            assertThat(second.unresolved())
                    .singleElement()
                    .satisfies(left -> assertThat(left.state()).isEqualTo(IntentState.BROADCAST));
            assertThatThrownBy(() -> journal.permitted(attempt(1, 5, 1))).isInstanceOf(JournalFailure.class);
            assertThatThrownBy(journal::unresolved).hasMessageContaining("is kept by second since ");
            assertThat(second.find(id(1)).orElseThrow().attempts()).hasSize(1);
        }
        assertThat(journal.unresolved())
                .as("the first, once the second is gone")
                .hasSize(1);
    }

    @Test
    void a_session_that_was_cut_is_replaced_and_nothing_is_lost() throws SQLException {
        bringToBroadcast(1, 5);
        PostgresServer.endSessions(place);

        assertThatThrownBy(() -> journal.resolved(id(1), IntentState.CONFIRMED, "ran", NOON))
                .isInstanceOf(JournalFailure.class);
        journal.resolved(id(1), IntentState.CONFIRMED, "ran", NOON);

        assertThat(entry(1).state()).isEqualTo(IntentState.CONFIRMED);
    }

    @Test
    void a_keeper_that_was_taken_over_from_cannot_write_even_if_its_session_lives() throws SQLException {
        bringToBroadcast(1, 5);
        PostgresServer.asAdministrator(place, "update keeper_claim set epoch = epoch + 1, holder = 'second'");

        assertThatThrownBy(() -> journal.permitted(attempt(1, 5, 1)))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("has been taken over by second since ");
        assertThat(entry(1).attempts()).hasSize(1);
    }

    @Test
    void two_accounts_share_the_tables_and_the_watermark_and_see_only_their_own_intents() {
        bringToBroadcast(1, 5);
        AccountId other = new AccountId(account().chainId(), Address.of("0x00000000000000000000000000000000000000cc"));
        try (Journal theirs = opened(PostgresJournal.open(place, other, "second"))) {
            assertThat(theirs.unresolved()).isEmpty();
            assertThat(theirs.highestNonce(
                            attempt(1, 5, 0).id().chainId(),
                            attempt(1, 5, 0).id().sender()))
                    .contains(attempt(1, 5, 0).id().nonce());
        }
    }

    @Test
    void a_reader_sees_what_is_written_and_can_write_nothing() {
        bringToBroadcast(1, 5);
        try (Journal reader = opened(PostgresJournal.openToRead(place))) {
            assertThat(reader.newest(10)).hasSize(1);
            assertThatThrownBy(() -> reader.resolved(id(1), IntentState.FAILED, "", NOON))
                    .isInstanceOf(JournalFailure.class);
        }
        assertThat(entry(1).state()).isEqualTo(IntentState.BROADCAST);
    }

    @Test
    void everything_in_it_is_verified_while_its_keeper_holds_it() {
        bringToBroadcast(1, 5);

        assertThat(PostgresJournal.verify(place)).isEqualTo(new Verification.Sound(1, 4));
    }

    @Test
    void a_session_confirms_only_what_is_on_the_disk_whatever_the_database_is_set_to() throws SQLException {
        PostgresServer.asAdministrator(
                place,
                "alter database " + place.url().substring(place.url().lastIndexOf('/') + 1)
                        + " set synchronous_commit = off");
        journal.close();
        PostgresStore store = new PostgresStore(place, java.util.Optional.empty());
        JournalStore.Access.Granted session = (JournalStore.Access.Granted) store.connect();

        assertThat(new Statements(session.connection()).first(row -> row.getString(1), "show synchronous_commit"))
                .contains("on");
        store.letGo(session.connection());
    }

    @Test
    void a_newer_journal_is_refused_by_its_number() throws SQLException {
        journal.close();
        PostgresServer.asAdministrator(place, "insert into journal_version values (77)");

        assertThat(PostgresJournal.open(place, account(), "first"))
                .isInstanceOfSatisfying(
                        JournalOpening.Refused.class,
                        refused -> assertThat(refused.reason()).contains("journal version 77"));
    }

    @Test
    void a_database_that_is_not_there_is_refused_and_a_server_that_is_not_there_is_waited_for() {
        PostgresPlace nowhere = new PostgresPlace(place.url() + "_missing", place.user(), place.passwordFile());
        assertThat(PostgresJournal.open(nowhere, account(), "first"))
                .isInstanceOfSatisfying(
                        JournalOpening.Refused.class,
                        refused -> assertThat(refused.reason()).contains("does not exist"));

        PostgresPlace silent =
                new PostgresPlace("jdbc:postgresql://127.0.0.1:1/journal", place.user(), place.passwordFile());
        try (Journal waiting = opened(PostgresJournal.open(silent, account(), "first"))) {
            assertThatThrownBy(waiting::unresolved)
                    .isInstanceOf(JournalFailure.class)
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void a_password_file_that_cannot_be_read_is_named() {
        PostgresPlace without = new PostgresPlace(place.url(), place.user(), folder.resolve("missing"));
        assertThat(PostgresJournal.open(without, account(), "first"))
                .isInstanceOfSatisfying(
                        JournalOpening.Refused.class,
                        refused -> assertThat(refused.reason()).contains(folder.resolve("missing") + ""));
    }

    private static AccountId account() {
        return intent(1).account();
    }

    private static Journal opened(JournalOpening opening) {
        return switch (opening) {
            case JournalOpening.Opened opened -> opened.journal();
            case JournalOpening.Refused refused -> throw new AssertionError(refused.reason());
        };
    }
}
