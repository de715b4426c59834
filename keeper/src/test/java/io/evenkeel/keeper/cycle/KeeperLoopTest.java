package io.evenkeel.keeper.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.AccountId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.explore.ExploredKeeper;
import io.evenkeel.keeper.explore.FakeAccount;
import io.evenkeel.keeper.explore.FakeNode;
import io.evenkeel.keeper.explore.FakeSigner;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalCondition;
import io.evenkeel.keeper.journal.JournalFailure;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.keeper.trigger.TriggerQueue;
import io.evenkeel.plan.HedgePlan;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The loop while its journal fails. A trigger comes every second of its clock, so it never waits. */
class KeeperLoopTest {
    private static final String FULL = "the journal cannot be written: No space left on device";

    private final FakeNode node = new FakeNode(true);
    private final TriggerQueue triggers = new TriggerQueue();
    private final List<String> told = new ArrayList<>();
    private final List<Integer> journalAskedAt = new ArrayList<>();
    private int second;
    private int brokenFrom;
    private int mendedAt;
    private int stopAt;
    private Duration clockSetBackWhenBroken = Duration.ZERO;
    private boolean failsOnlyForTheCycle;

    private final Journal journal = unreliable(new MemoryJournal());
    private final KeeperLoop loop = new KeeperLoop(
            triggers,
            new HedgeCycle(
                    () -> new SnapshotOutcome.Refused(List.of("no price")),
                    new NoOrders(),
                    snapshot -> List.of(),
                    (snapshot, standing, reduceOnly) -> {
                        throw new AssertionError("nothing to plan for");
                    },
                    new FakeAccount(),
                    (plan, execution, snapshot) -> {
                        throw new AssertionError("nothing to simulate");
                    },
                    new AsksTheJournal(),
                    snapshot -> {},
                    HedgeCycle.Conduct.LIVE),
            new ExploredKeeper(node, node, journal, new FakeSigner(), 2).settlement(),
            new Tells(),
            Optional.empty(),
            this::nextSecond);

    @Test
    void a_journal_that_fails_is_said_once_decides_nothing_and_is_tried_again_every_five_seconds() {
        runWithJournalBroken(10, 31);

        assertThat(told).containsSubsequence("failing: " + FULL, "kept", "Schedule: no price");
        assertThat(told.stream().filter(line -> line.startsWith("failing"))).hasSize(1);
        assertThat(told.subList(told.indexOf("failing: " + FULL) + 1, told.indexOf("kept")))
                .isEmpty();
        List<Integer> whileBroken = journalAskedAt.stream()
                .filter(asked -> asked >= brokenFrom && asked < mendedAt)
                .toList();
        assertThat(whileBroken).hasSizeBetween(3, 5);
    }

    @Test
    void a_journal_that_fails_from_the_first_look_on_does_not_end_the_start() {
        runWithJournalBroken(0, 12);

        assertThat(told.getFirst()).isEqualTo("failing: " + FULL);
        assertThat(told).contains("kept", "Schedule: no price");
    }

    @Test
    void a_journal_that_fails_in_the_middle_of_a_cycle_ends_that_cycle_with_the_reason() {
        failsOnlyForTheCycle = true;
        runWithJournalBroken(10, 20);

        assertThat(told).containsSubsequence("failing: " + FULL, "Schedule: journal: " + FULL, "kept");
    }

    @Test
    void a_clock_set_back_an_hour_does_not_keep_the_journal_from_being_tried_again() {
        clockSetBackWhenBroken = Duration.ofHours(1);
        runWithJournalBroken(10, 20);

        assertThat(told).containsSubsequence("failing: " + FULL, "kept", "Schedule: no price");
    }

    // ----

    private void runWithJournalBroken(int from, int until) {
        brokenFrom = from;
        mendedAt = until;
        stopAt = until + 20;
        loop.run();
        assertThat(second).isGreaterThanOrEqualTo(stopAt);
    }

    private Instant nextSecond() {
        second++;
        if (second >= stopAt) {
            loop.stop();
        }
        Instant now = node.time().plusSeconds(second);
        triggers.offer(new CycleTrigger.Schedule(now));
        return second > brokenFrom ? now.minus(clockSetBackWhenBroken) : now;
    }

    private Journal unreliable(Journal sound) {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, given) -> {
                    journalAskedAt.add(second);
                    boolean settling = given == null;
                    boolean concerned = !(failsOnlyForTheCycle && settling && !told.contains("failing: " + FULL));
                    if (second >= brokenFrom && second < mendedAt && concerned) {
                        throw new JournalFailure(FULL);
                    }
                    try {
                        return method.invoke(sound, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private final class Tells implements KeeperLoop.Listener {
        @Override
        public void cycleEnded(CycleTrigger trigger, int coalesced, CycleOutcome outcome) {
            String why = trigger.getClass().getSimpleName();
            if (outcome instanceof CycleOutcome.Failed failed) {
                String stage = failed.stage().equals("snapshot") ? "" : failed.stage() + ": ";
                told.add(why + ": " + stage + String.join("; ", failed.reasons()));
            }
        }

        @Override
        public void settled(SettlementOutcome outcome) {
            told.add("settled: " + outcome);
        }

        @Override
        public void journalIs(JournalCondition condition) {
            told.add(
                    switch (condition) {
                        case JournalCondition.Kept kept -> "kept";
                        case JournalCondition.Failing failing -> "failing: " + failing.reason();
                    });
        }
    }

    /** Asks as the dispatcher does, and never gets so far as to send. */
    private final class AsksTheJournal implements Sender {
        @Override
        public UnderWay underWay(AccountId account) {
            return journal.unresolved(account).stream()
                    .findFirst()
                    .<UnderWay>map(entry -> new UnderWay.Closed(entry.intent().intentId()))
                    .orElseGet(UnderWay.Nothing::new);
        }

        @Override
        public SendOutcome send(HedgePlan plan, PreparedExecution execution) {
            throw new AssertionError("nothing to send");
        }
    }
}
