package io.evenkeel.keeper.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.AccountId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.explore.ExploredKeeper;
import io.evenkeel.keeper.explore.FakeAccount;
import io.evenkeel.keeper.explore.FakeCall;
import io.evenkeel.keeper.explore.FakeNode;
import io.evenkeel.keeper.explore.FakeSigner;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.JournalCondition;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.keeper.submit.DispatchOutcome;
import io.evenkeel.keeper.trigger.TriggerQueue;
import io.evenkeel.plan.HedgePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What starts a look by itself, with no schedule, no block and no price to start one. */
class LookingAgainTest {
    /** Times the loop asks what time it is, until a story is over. */
    private static final int END = 60;

    private boolean stolen;
    private final FakeNode node = new FakeNode(true);
    private final TriggerQueue triggers = new TriggerQueue();
    private final List<String> told = new ArrayList<>();
    private final ExploredKeeper keeper = new ExploredKeeper(node, node, new MemoryJournal(), new FakeSigner(), 3);
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
                    new BesideARoutineIntent(),
                    snapshot -> {},
                    HedgeCycle.Conduct.LIVE),
            keeper.settlement(),
            new Tells(),
            Optional.of(new VenueLookout(() -> VenueLookoutTest.seen(stolen), Duration.ofSeconds(1))),
            this::nextTime,
            Duration.ZERO);

    private Map<Integer, Runnable> happenings = Map.of();
    private int asked;

    @Test
    void a_routine_intent_that_gets_into_a_block_starts_one_look_and_its_end_another() {
        run(Map.of(10, () -> happens("mined", () -> node.mine(1)), 40, () -> happens("buried", () -> node.mine(2))));

        assertThat(told).containsExactly("mined", "look: seen", "buried", "look: settled");
    }

    @Test
    void a_reorganisation_starts_none_and_the_second_time_in_a_block_does() {
        run(Map.of(
                10, () -> happens("mined", () -> node.mine(1)),
                25, () -> happens("taken back", () -> node.reorganise(1, true)),
                40, () -> happens("mined again", () -> node.mine(1))));

        assertThat(told).containsExactly("mined", "look: seen", "taken back", "mined again", "look: seen");
    }

    @Test
    void an_intent_that_gets_into_no_block_starts_none() {
        run(Map.of());

        assertThat(told).isEmpty();
    }

    @Test
    void what_was_in_a_block_before_a_restart_is_left_to_the_first_trigger() {
        dispatch();
        node.mine(1);
        loop.recover();
        happenings = Map.of();
        loop.run();

        assertThat(told).isEmpty();
    }

    @Test
    void a_venue_that_can_no_longer_be_counted_on_starts_one() {
        happenings = Map.of(
                10, () -> node.mine(1),
                20,
                        () -> happens("stolen", () -> {
                            stolen = true;
                            node.mine(1);
                        }),
                30, () -> node.mine(1));
        loop.run();

        assertThat(told).containsExactly("stolen", "look: aave-v3:main counts less its haircut");
    }

    // ----

    private void run(Map<Integer, Runnable> when) {
        dispatch();
        happenings = when;
        loop.run();
    }

    private void dispatch() {
        PreparedExecution routine = FakeAccount.execution(
                1, node.vaultSequence(), node.time().plus(Duration.ofHours(1)), FakeCall.Manner.RUNS);
        assertThat(keeper.dispatch(routine, node.height(), node.time())).isInstanceOf(DispatchOutcome.Broadcast.class);
    }

    private void happens(String what, Runnable change) {
        told.add(what);
        change.run();
    }

    private Instant nextTime() {
        asked++;
        happenings.getOrDefault(asked, () -> {}).run();
        if (asked >= END) {
            loop.stop();
        }
        return node.time();
    }

    private final class Tells implements KeeperLoop.Listener {
        @Override
        public void cycleEnded(CycleTrigger trigger, int coalesced, CycleOutcome outcome) {
            assertThat(outcome).isEqualTo(new CycleOutcome.Failed("snapshot", List.of("no price")));
            told.add("look: "
                    + (trigger instanceof CycleTrigger.VenuesChanged changed
                            ? changed.words()
                            : ((CycleTrigger.Operator) trigger).command()));
        }

        @Override
        public void settled(SettlementOutcome outcome) {}

        @Override
        public void journalIs(JournalCondition condition) {
            throw new AssertionError("the journal is kept");
        }
    }

    private static final class BesideARoutineIntent implements Sender {
        @Override
        public UnderWay underWay(AccountId account) {
            return new UnderWay.Routine(FakeAccount.intent(1));
        }

        @Override
        public SendOutcome send(HedgePlan plan, PreparedExecution execution) {
            throw new AssertionError("nothing to send");
        }
    }
}
