package io.evenkeel.keeper.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.explore.ExploredKeeper;
import io.evenkeel.keeper.explore.FakeAccount;
import io.evenkeel.keeper.explore.FakeCall;
import io.evenkeel.keeper.explore.FakeNode;
import io.evenkeel.keeper.explore.FakeSigner;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalFailure;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.submit.DispatchOutcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2's own files on a disk that fails at every operation of a story in turn: the first of making them included. */
class JournalOnAFullDiskTest {
    /** More than the story has, so that the last run shows that every operation was met. */
    private static final int MOST_OPERATIONS = 400;

    /** Decided, permitted, signed, broadcast, seen, confirmed. */
    private static final int RECORDS_OF_THE_STORY = 6;

    /** Below it another disk, so that what was not forced can be told from what was. */
    private static final String DISK = FailingDisk.SCHEME + ":" + ForgetfulDisk.SCHEME + ":";

    private static final int ROUNDS_WITHOUT_ROOM = 4;
    private static final int MOST_ROUNDS = 30;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void plugIn() {
        FailingDisk.plugIn();
        ForgetfulDisk.plugIn();
    }

    @AfterEach
    void mend() {
        FailingDisk.mend();
    }

    @Test
    void a_disk_that_is_full_from_any_write_on_stops_the_keeper_and_never_its_books() {
        everyOperationInTurn(FailingDisk.Trouble.FULL, "No space left on device");
    }

    @Test
    void a_disk_that_cannot_force_any_more_is_not_believed() {
        everyOperationInTurn(FailingDisk.Trouble.CANNOT_FORCE, "Input/output error");
    }

    private void everyOperationInTurn(FailingDisk.Trouble trouble, String words) {
        int good = 0;
        do {
            FailingDisk.failsAfter(good, trouble);
            Story story = new Story(folder.resolve(trouble + "-" + good));
            for (int round = 0; round < ROUNDS_WITHOUT_ROOM; round++) {
                story.round();
            }
            assertThat(story.said)
                    .as("after " + good + " good operations")
                    .allSatisfy(line -> assertThat(line).contains(words));
            FailingDisk.mend();
            story.goesOnToTheEnd();
            good++;
        } while (FailingDisk.hasFailed() && good < MOST_OPERATIONS);
        assertThat(FailingDisk.hasFailed()).as("operations met: " + good).isFalse();
        assertThat(good).isGreaterThan(RECORDS_OF_THE_STORY);
    }

    /** One keeper that wants one effect, told off by its journal as often as that happens. */
    private static final class Story {
        private final FakeNode node = new FakeNode(false);
        private final Path folder;
        private final Journal journal;
        private final ExploredKeeper keeper;
        private final List<String> said = new ArrayList<>();
        private Instant now = node.time();
        private int intents;

        Story(Path folder) {
            this.folder = folder;
            this.journal = opened(H2JournalFile.open(folder, DISK));
            this.keeper = new ExploredKeeper(watched(), node, journal, new FakeSigner(), 2);
        }

        void round() {
            now = now.plus(Duration.ofSeconds(FakeNode.SECONDS_PER_BLOCK));
            try {
                keeper.step(now);
                if (node.effects().isEmpty() && journal.unresolved().isEmpty()) {
                    dispatch();
                }
            } catch (JournalFailure e) {
                said.add(e.getMessage());
            }
            node.mine();
        }

        private void dispatch() {
            PreparedExecution next =
                    FakeAccount.execution(++intents, 0, now.plus(Duration.ofMinutes(30)), FakeCall.Manner.RUNS);
            if (keeper.dispatch(next, node.height(), now) instanceof DispatchOutcome.Unanswered journalSays) {
                said.add(journalSays.reason());
            }
        }

        void goesOnToTheEnd() {
            for (int round = 0; round < MOST_ROUNDS && !settled(); round++) {
                round();
            }
            assertThat(settled()).as("settled once there is room").isTrue();
            List<IntentId> ran = node.effects();
            assertThat(ran).hasSize(1);
            assertThat(journal.newest(intents).stream()
                            .filter(each -> each.state() == IntentState.CONFIRMED)
                            .map(each -> each.intent().intentId()))
                    .isEqualTo(ran);
            journal.close();
        }

        private boolean settled() {
            return !node.effects().isEmpty() && journal.unresolved().isEmpty();
        }

        /** The node, and with every byte that reaches it a look at what a power cut would leave of the file. */
        private NodeGateway watched() {
            return (NodeGateway) Proxy.newProxyInstance(
                    NodeGateway.class.getClassLoader(), new Class<?>[] {NodeGateway.class}, (proxy, method, given) -> {
                        if (method.getName().equals("sendRaw")) {
                            assertThat(recordedOnDisk((byte[]) given[0]))
                                    .as("recorded in " + folder)
                                    .isTrue();
                        }
                        try {
                            return method.invoke(node, given);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private boolean recordedOnDisk(byte[] raw) {
            Path left = folder.resolve("left-by-a-power-cut");
            ForgetfulDisk.cutPower(folder, left);
            try (Journal found = opened(H2JournalFile.open(left))) {
                return found.newest(intents).stream()
                        .map(IntentEntry::signedNewestFirst)
                        .flatMap(List::stream)
                        .anyMatch(each ->
                                Arrays.equals(each.signed().orElseThrow().raw(), raw));
            }
        }
    }

    @Test
    void a_disk_that_turns_read_only_is_said_as_such_and_survived() {
        Story story = new Story(folder);
        FailingDisk.failsAfter(0, FailingDisk.Trouble.READ_ONLY);
        story.round();
        assertThat(story.said)
                .singleElement()
                .satisfies(line -> assertThat(line).isEqualTo("the journal cannot be written: Read-only file system"));

        FailingDisk.mend();
        story.goesOnToTheEnd();
    }

    private static Journal opened(JournalOpening opening) {
        return switch (opening) {
            case JournalOpening.Opened opened -> opened.journal();
            case JournalOpening.Refused refused -> throw new AssertionError(refused.reason());
        };
    }
}
