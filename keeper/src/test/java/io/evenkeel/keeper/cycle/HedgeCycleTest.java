package io.evenkeel.keeper.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.TxHash;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.cycle.HedgeCycle.Conduct;
import io.evenkeel.keeper.cycle.Sender.SendOutcome;
import io.evenkeel.keeper.cycle.Sender.UnderWay;
import io.evenkeel.keeper.operate.OperatorOrders;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.keeper.venue.Given;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What passes an intent that is on its way, and what waits behind it. */
class HedgeCycleTest {
    private static final IntentId AHEAD = new IntentId("0x" + "a".repeat(64));
    private static final IntentId NEW = new IntentId("0x" + "b".repeat(64));
    private static final TxHash SENT = new TxHash("0x" + "c".repeat(64));
    private static final HedgePlan ROUTINE = plan(false);
    private static final HedgePlan URGENT = plan(true);
    private static final HedgePlan OPTIONS =
            Given.plan(new HedgeAction.SettleOptions(new VenueId(Given.PERP.chainId(), "lyra:ETH"), true));

    private final MarketSnapshot world = Given.snapshot();
    private final List<MarketSnapshot> watched = new ArrayList<>();
    private final List<MarketSnapshot> decidedOn = new ArrayList<>();
    private final List<HedgePlan> sent = new ArrayList<>();

    private SnapshotOutcome reading = new SnapshotOutcome.Taken(world);
    private OperatorOrders orders = OperatorOrders.NONE;
    private UnderWay underWay = new UnderWay.Nothing();
    private Decision decision = new Decision.Act(ROUTINE);
    private SimulationOutcome simulated = new SimulationOutcome.AsExpected(world);
    private final List<String> setAside = new ArrayList<>();
    private SimulationOutcome refusesOptions = new SimulationOutcome.AsExpected(world);
    private Decision decisionWithoutOptions = new Decision.Act(ROUTINE);
    private SendOutcome handedOver = new SendOutcome.Sent(SENT);

    @Test
    void with_nothing_on_its_way_a_routine_plan_is_sent() {
        assertThat(cycle(Conduct.LIVE)).isEqualTo(new CycleOutcome.Broadcast(world, ROUTINE, NEW, SENT));
        assertThat(sent).containsExactly(ROUTINE);
    }

    // ---- behind a routine intent

    @Test
    void behind_a_routine_intent_a_routine_plan_waits_after_the_world_was_looked_at() {
        underWay = new UnderWay.Routine(AHEAD);

        assertThat(cycle(Conduct.LIVE)).isEqualTo(new CycleOutcome.Waiting(AHEAD));
        assertThat(watched).containsExactly(world);
        assertThat(decidedOn).containsExactly(world);
        assertThat(sent).isEmpty();
    }

    @Test
    void behind_a_routine_intent_a_decision_to_do_nothing_is_waiting_too() {
        underWay = new UnderWay.Routine(AHEAD);

        decision = new Decision.Hold(List.of("inside the band"));
        assertThat(cycle(Conduct.LIVE)).isEqualTo(new CycleOutcome.Waiting(AHEAD));
        decision = new Decision.Refuse(List.of("the envelope is stopped"));
        assertThat(cycle(Conduct.LIVE)).isEqualTo(new CycleOutcome.Waiting(AHEAD));
    }

    @Test
    void an_urgent_plan_passes_a_routine_intent_and_goes_to_the_sender() {
        underWay = new UnderWay.Routine(AHEAD);
        decision = new Decision.Act(URGENT);

        assertThat(cycle(Conduct.LIVE)).isEqualTo(new CycleOutcome.Broadcast(world, URGENT, NEW, SENT));
        assertThat(sent).containsExactly(URGENT);
    }

    @Test
    void an_urgent_plan_that_the_sender_holds_back_all_the_same_waits_for_what_it_names() {
        underWay = new UnderWay.Routine(AHEAD);
        decision = new Decision.Act(URGENT);
        handedOver = new SendOutcome.Waiting(AHEAD);

        assertThat(cycle(Conduct.LIVE)).isEqualTo(new CycleOutcome.Waiting(AHEAD));
    }

    @Test
    void an_urgent_plan_that_would_revert_takes_nobodys_place() {
        underWay = new UnderWay.Routine(AHEAD);
        decision = new Decision.Act(URGENT);
        simulated = new SimulationOutcome.Reverts("StaleSequence");

        assertThat(cycle(Conduct.LIVE))
                .isEqualTo(new CycleOutcome.Refused(world, List.of("the plan would revert: StaleSequence")));
        assertThat(sent).isEmpty();
    }

    @Test
    void a_pause_holds_an_urgent_plan_back_as_well() {
        underWay = new UnderWay.Routine(AHEAD);
        decision = new Decision.Act(URGENT);
        orders = new OperatorOrders(new Standing.Paused(Instant.EPOCH, "migration"), List.of());

        assertThat(cycle(Conduct.LIVE))
                .isEqualTo(new CycleOutcome.Held(
                        world,
                        List.of("paused since 1970-01-01T00:00:00Z: migration; without that it would: because")));
        assertThat(sent).isEmpty();
    }

    @Test
    void in_the_shadow_an_urgent_plan_is_only_shown() {
        underWay = new UnderWay.Routine(AHEAD);
        decision = new Decision.Act(URGENT);

        assertThat(cycle(Conduct.SHADOW)).isEqualTo(new CycleOutcome.WouldSend(world, URGENT, NEW));
        assertThat(sent).isEmpty();
    }

    @Test
    void behind_a_routine_intent_a_world_that_cannot_be_read_ends_the_cycle() {
        underWay = new UnderWay.Routine(AHEAD);
        reading = new SnapshotOutcome.Refused(List.of("no price"));

        assertThat(cycle(Conduct.LIVE)).isEqualTo(new CycleOutcome.Failed("snapshot", List.of("no price")));
        assertThat(decidedOn).isEmpty();
    }

    // ---- options

    @Test
    void a_plan_whose_options_are_refused_is_made_again_without_them_in_the_same_cycle() {
        decision = new Decision.Act(OPTIONS);
        refusesOptions = new SimulationOutcome.Reverts("BoardIsFrozen");

        assertThat(cycle(Conduct.LIVE)).isEqualTo(new CycleOutcome.Broadcast(world, ROUTINE, NEW, SENT));
        assertThat(setAside).containsExactly("the plan would revert: BoardIsFrozen");
        assertThat(decidedOn).containsExactly(world, world);
    }

    @Test
    void what_is_to_be_done_without_options_may_be_nothing() {
        decision = new Decision.Act(OPTIONS);
        refusesOptions = new SimulationOutcome.Drifted(world, List.of("delta ends elsewhere"));
        decisionWithoutOptions = new Decision.Hold(List.of("inside the band"));

        assertThat(cycle(Conduct.LIVE)).isEqualTo(new CycleOutcome.Held(world, List.of("inside the band")));
        assertThat(setAside).containsExactly("delta ends elsewhere");
    }

    @Test
    void a_planner_that_insists_on_options_is_asked_no_third_time() {
        decision = new Decision.Act(OPTIONS);
        refusesOptions = new SimulationOutcome.Reverts("BoardIsFrozen");
        decisionWithoutOptions = decision;

        assertThat(cycle(Conduct.LIVE))
                .isEqualTo(new CycleOutcome.Refused(world, List.of("the plan would revert: BoardIsFrozen")));
        assertThat(sent).isEmpty();
    }

    // ---- closed

    @Test
    void where_nothing_may_pass_the_world_is_watched_and_nothing_is_decided() {
        underWay = new UnderWay.Closed(AHEAD);
        decision = new Decision.Act(URGENT);

        assertThat(cycle(Conduct.LIVE)).isEqualTo(new CycleOutcome.Waiting(AHEAD));
        assertThat(watched).containsExactly(world);
        assertThat(decidedOn).isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void where_nothing_may_pass_an_unreadable_world_changes_nothing() {
        underWay = new UnderWay.Closed(AHEAD);
        reading = new SnapshotOutcome.Refused(List.of("no price"));

        assertThat(cycle(Conduct.LIVE)).isEqualTo(new CycleOutcome.Waiting(AHEAD));
        assertThat(watched).isEmpty();
    }

    // ----

    private CycleOutcome cycle(Conduct conduct) {
        return new HedgeCycle(
                        () -> reading,
                        new GivenOrders(),
                        snapshot -> List.of(),
                        new GivenDecisions(),
                        new AccountDouble(),
                        (plan, execution, before) -> plan.dealsInOptions() ? refusesOptions : simulated,
                        new SenderDouble(),
                        watched::add,
                        conduct)
                .run(new CycleTrigger.Schedule(Instant.EPOCH));
    }

    private final class GivenDecisions implements Planner {
        @Override
        public Decision plan(MarketSnapshot snapshot, Standing standing, List<String> reduceOnly) {
            decidedOn.add(snapshot);
            return setAside.isEmpty() ? decision : decisionWithoutOptions;
        }

        @Override
        public void setOptionsAside(HedgePlan refused, MarketSnapshot snapshot, List<String> why) {
            assertThat(refused.dealsInOptions()).isTrue();
            setAside.addAll(why);
        }
    }

    private static HedgePlan plan(boolean urgent) {
        HedgePlan given = Given.plan(new HedgeAction.AddCollateral(Given.PERP, Given.usdc("1000"), true));
        return new HedgePlan(
                given.madeAt(),
                given.account(),
                given.sequence(),
                given.kind(),
                given.actions(),
                given.deltaBefore(),
                given.expectedDeltaAfter(),
                given.minDeltaAfter(),
                given.maxDeltaAfter(),
                given.maxLoss(),
                given.deadline(),
                urgent,
                given.reasons());
    }

    /** Knows one account, and takes only what was prepared for it. */
    private final class SenderDouble implements Sender {
        @Override
        public UnderWay underWay(AccountId account) {
            assertThat(account).isEqualTo(Given.VAULT);
            return underWay;
        }

        @Override
        public SendOutcome send(HedgePlan plan, PreparedExecution execution) {
            assertThat(execution.intentId()).isEqualTo(NEW);
            assertThat(execution.urgent()).isEqualTo(plan.urgent());
            sent.add(plan);
            return handedOver;
        }
    }

    private static final class AccountDouble implements HedgeAccount {
        @Override
        public AccountId id() {
            return Given.VAULT;
        }

        @Override
        public PreparedExecution prepare(HedgePlan plan, MarketSnapshot snapshot) {
            return new PreparedExecution(
                    NEW,
                    Given.VAULT,
                    Given.VAULT.address(),
                    new byte[0],
                    new byte[0],
                    plan.sequence(),
                    plan.deadline(),
                    plan.urgent());
        }

        @Override
        public String explainRevert(byte[] revertData) {
            throw new AssertionError("nothing reverts here");
        }
    }

    private final class GivenOrders implements OperatorOrders.Store {
        @Override
        public OperatorOrders read() {
            return orders;
        }

        @Override
        public void replace(OperatorOrders others) {
            throw new AssertionError("a cycle orders nothing");
        }

        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }
    }
}
