package io.evenkeel.keeper.cycle;

import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.cycle.Sender.UnderWay;
import io.evenkeel.keeper.operate.OperatorOrders;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import io.evenkeel.keeper.simulate.Simulator;
import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.keeper.snapshot.SnapshotReader;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgePlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The spine, trigger to broadcast: snapshot, decide, simulate, sign, submit. Each step can end the cycle with an
 * outcome; none throws for anything that is to be expected. What becomes of a broadcast is the settlement loop's.
 *
 * <p>Not thread-safe: one cycle at a time per account.
 */
public final class HedgeCycle {
    /** Whether decisions are carried out or only shown. */
    public enum Conduct {
        LIVE,
        /** Everything but signing and sending. */
        SHADOW
    }

    private final SnapshotReader snapshots;
    private final OperatorOrders.Store orders;
    private final ReduceOnly reduceOnly;
    private final Planner planner;
    private final HedgeAccount account;
    private final Simulator simulator;
    private final Sender sender;
    private final Consumer<MarketSnapshot> watcher;
    private final Conduct conduct;

    /** @param watcher shown every snapshot, before anything is decided on it */
    public HedgeCycle(
            SnapshotReader snapshots,
            OperatorOrders.Store orders,
            ReduceOnly reduceOnly,
            Planner planner,
            HedgeAccount account,
            Simulator simulator,
            Sender sender,
            Consumer<MarketSnapshot> watcher,
            Conduct conduct) {
        this.snapshots = snapshots;
        this.orders = orders;
        this.reduceOnly = reduceOnly;
        this.planner = planner;
        this.account = account;
        this.simulator = simulator;
        this.sender = sender;
        this.watcher = watcher;
        this.conduct = conduct;
    }

    /**
     * One cycle. The trigger says only why now; what is done depends on the newest state alone. While a routine intent
     * is on its way the cycle looks all the same, because a margin may need help before that is settled.
     */
    public CycleOutcome run(CycleTrigger trigger) {
        return switch (sender.underWay(account.id())) {
            case UnderWay.Closed closed -> onlyWatch(closed.unresolved());
            case UnderWay.Routine routine -> look(Optional.of(routine.unresolved()));
            case UnderWay.Nothing nothing -> look(Optional.empty());
        };
    }

    /** What an operator should be told of the planning, one line for each thing that is new since this was last asked. */
    public List<String> news() {
        return planner.news();
    }

    private CycleOutcome look(Optional<IntentId> ahead) {
        return switch (snapshots.read()) {
            case SnapshotOutcome.Refused refused -> new CycleOutcome.Failed("snapshot", refused.reasons());
            case SnapshotOutcome.Taken taken -> {
                watcher.accept(taken.snapshot());
                yield decide(taken.snapshot(), taken.warnings(), ahead);
            }
        };
    }

    /** Nothing may be sent; what is on its way may have to be paid more for, by what the world looks like now. */
    private CycleOutcome onlyWatch(IntentId unresolved) {
        if (snapshots.read() instanceof SnapshotOutcome.Taken taken) {
            watcher.accept(taken.snapshot());
        }
        return new CycleOutcome.Waiting(unresolved);
    }

    private CycleOutcome decide(MarketSnapshot snapshot, List<String> warnings, Optional<IntentId> ahead) {
        Decision decision = planner.plan(snapshot, orders.read().standing(), reduceOnly.reasons(snapshot));
        return conclude(snapshot, decision, warnings, ahead);
    }

    private CycleOutcome conclude(
            MarketSnapshot snapshot, Decision decision, List<String> warnings, Optional<IntentId> ahead) {
        Standing standing = orders.read().standing();
        if (ahead.isPresent() && !isUrgent(decision)) {
            return new CycleOutcome.Waiting(ahead.get(), planner.newsOfOrders());
        }
        return switch (decision) {
            case Decision.Hold hold -> new CycleOutcome.Held(snapshot, both(hold.reasons(), warnings));
            case Decision.Refuse refuse -> new CycleOutcome.Refused(snapshot, both(refuse.reasons(), warnings));
            case Decision.Act act
            when standing instanceof Standing.Paused paused ->
                new CycleOutcome.Held(
                        snapshot,
                        List.of("paused since " + paused.since() + ": " + paused.why() + "; without that it would: "
                                + String.join("; ", act.plan().reasons())));
            case Decision.Act act -> simulate(snapshot, act.plan(), warnings, ahead);
        };
    }

    private static boolean isUrgent(Decision decision) {
        return decision instanceof Decision.Act act && act.plan().urgent();
    }

    /** Why, and what the snapshot warns of: a venue that may only shrink or cannot be read is seen without a trade. */
    private static List<String> both(List<String> reasons, List<String> warnings) {
        return Stream.concat(reasons.stream(), warnings.stream()).toList();
    }

    private CycleOutcome simulate(
            MarketSnapshot snapshot, HedgePlan plan, List<String> warnings, Optional<IntentId> ahead) {
        PreparedExecution execution = account.prepare(plan, snapshot);
        return switch (simulator.simulate(plan, execution, snapshot)) {
            case SimulationOutcome.AsExpected ok -> send(snapshot, plan, execution);
            case SimulationOutcome.Drifted drifted -> refused(snapshot, plan, drifted.reasons(), warnings, ahead);
            case SimulationOutcome.Reverts reverts ->
                refused(snapshot, plan, List.of("the plan would revert: " + reverts.reason()), warnings, ahead);
            case SimulationOutcome.Unanswered unanswered ->
                new CycleOutcome.Failed("simulate", List.of(unanswered.reason()));
        };
    }

    /** What options stood in the way of is decided again without them, once. */
    private CycleOutcome refused(
            MarketSnapshot snapshot,
            HedgePlan plan,
            List<String> why,
            List<String> warnings,
            Optional<IntentId> ahead) {
        if (!plan.dealsInOptions()) {
            return new CycleOutcome.Refused(snapshot, why);
        }
        planner.setOptionsAside(plan, snapshot, why);
        Decision without = planner.plan(snapshot, orders.read().standing(), reduceOnly.reasons(snapshot));
        boolean asBefore = without instanceof Decision.Act act && act.plan().dealsInOptions();
        return asBefore ? new CycleOutcome.Refused(snapshot, why) : conclude(snapshot, without, warnings, ahead);
    }

    private CycleOutcome send(MarketSnapshot snapshot, HedgePlan plan, PreparedExecution execution) {
        if (conduct == Conduct.SHADOW) {
            return new CycleOutcome.WouldSend(snapshot, plan, execution.intentId());
        }
        return switch (sender.send(plan, execution)) {
            case Sender.SendOutcome.Sent sent -> {
                planner.sent(execution);
                yield new CycleOutcome.Broadcast(snapshot, plan, execution.intentId(), sent.txHash());
            }
            case Sender.SendOutcome.Waiting waiting -> new CycleOutcome.Waiting(waiting.unresolved());
            case Sender.SendOutcome.NotSent notSent -> new CycleOutcome.Failed("send", List.of(notSent.reason()));
        };
    }
}
