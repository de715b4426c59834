package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.keeper.submit.DispatchOutcome;
import io.evenkeel.units.FeePerGas;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One keeper living through one schedule: the faults, then quiet until everything is settled, then the books. */
final class Life {
    /** Blocks until something counts as there to stay: one more than the deepest reorganisation. */
    static final int DEPTH = ScheduleMaker.DEEPEST_REORGANISATION + 1;

    /** Once the faults stop, everything must be settled within so many blocks. */
    static final int MOST_QUIET_ROUNDS = 60;

    private static final Address KEY = FakeSigner.KEEPER;

    private final Schedule schedule;
    private final Tally tally;
    private final Story story;
    private final FakeNode world;
    private final FaultScript script;
    private final FakeDisk disk;
    private final Watch watch;
    private final FaultyNode node;
    private final KeeperProcess process;
    private final WorldSteps changes;
    private @Nullable PreparedExecution newest;
    private Instant now;
    private int intents;

    Life(Schedule schedule, Explorer.Setting setting, Tally tally, Story story) {
        this.schedule = schedule;
        this.tally = tally;
        this.story = story;
        world = new FakeNode(schedule.vaultProtects());
        script = new FaultScript(tally, story);
        disk = setting.disks().make(script);
        watch = new Watch(world, disk, tally, setting.watched());
        node = new FaultyNode(world, script, disk, watch, story);
        process = new KeeperProcess(setting.keepers(), node, disk, script, watch, tally, story);
        changes = new WorldSteps(world, KEY, script, tally);
        now = world.time();
    }

    /** What broke, empty when all was well. */
    Optional<Broken> live() {
        story.step(
                schedule.vaultProtects() ? "a vault that protects itself" : "a vault that would run an intent twice");
        for (Step step : schedule.steps()) {
            script.begin(step.troubles());
            if (story.isTold()) {
                story.step(step.told());
            }
            node.letBytesArrive(tally);
            perform(step);
            watch.chainMoved();
            if (watch.broken().isPresent()) {
                tally.countSchedule(schedule.steps().size(), 0);
                return told(watch.broken());
            }
        }
        int rounds = calmDown();
        tally.countSchedule(schedule.steps().size() + rounds, rounds);
        return told(watch.broken());
    }

    private Optional<Broken> told(Optional<Broken> broken) {
        broken.ifPresent(each -> story.step(each.toString()));
        return broken;
    }

    private void perform(Step step) {
        switch (step.act()) {
            case DISPATCH, DISPATCH_URGENT -> process.attend(keeper -> dispatch(keeper, planned(step)));
            case DISPATCH_AGAIN -> {
                PreparedExecution again = newest;
                if (again != null) {
                    process.attend(keeper -> dispatch(keeper, again));
                }
            }
            case SETTLE -> process.attend(this::settle);
            case RESTART -> process.restart();
            case SECOND_KEEPER -> process.startSecond();
            case JUMP_CLOCK -> {
                script.struck(Fault.CLOCK_JUMPED);
                now = now.plusSeconds(step.amount());
            }
            case STALL -> {
                script.struck(Fault.CHAIN_STALLED);
                now = now.plusSeconds(step.amount());
            }
            case NODE_DOWN -> {
                script.struck(Fault.NODE_DOWN);
                script.nodeDown(step.amount());
            }
            case NODE_LAGS -> {
                script.struck(Fault.HEAD_WENT_BACK);
                script.nodeLags(step.amount(), step.variant());
            }
            default -> pass(changes.perform(step));
        }
    }

    private void pass(int blocks) {
        now = now.plusSeconds((long) FakeNode.SECONDS_PER_BLOCK * blocks);
        if (blocks > 0 && story.isTold()) {
            story.detail(
                    "block " + world.height() + ", base fee " + world.baseFee() + ", ran so far " + world.effects());
        }
    }

    // ---- the keeper

    private PreparedExecution planned(Step step) {
        PreparedExecution execution = FakeAccount.execution(
                ++intents,
                world.vaultSequence(),
                world.time().plusSeconds(step.amount()),
                step.variant() == 1 ? FakeCall.Manner.NEEDS_MORE_GAS_LATER : FakeCall.Manner.RUNS,
                step.act() == Step.Act.DISPATCH_URGENT);
        newest = execution;
        return execution;
    }

    private void dispatch(SendingKeeper keeper, PreparedExecution execution) {
        DispatchOutcome outcome = keeper.dispatch(execution, Math.max(0, world.height() - script.lag()), now);
        tally.count(
                switch (outcome) {
                    case DispatchOutcome.Broadcast sent -> Happening.DISPATCH_BROADCAST;
                    case DispatchOutcome.NotTakenYet not -> Happening.DISPATCH_NOT_TAKEN_YET;
                    case DispatchOutcome.Waiting waiting -> Happening.DISPATCH_WAITED;
                    case DispatchOutcome.Refused refused -> Happening.DISPATCH_REFUSED;
                    case DispatchOutcome.Unanswered silent -> Happening.DISPATCH_UNANSWERED;
                });
        if (story.isTold()) {
            story.detail("intent " + execution.intentId() + ": " + Told.of(outcome));
        }
    }

    private void settle(SendingKeeper keeper) {
        Set<IntentId> unresolved = Set.copyOf(disk.unresolved());
        List<SettlementOutcome> outcomes = keeper.step(now);
        watch.lookedAt(unresolved, outcomes);
        for (SettlementOutcome each : outcomes) {
            count(each);
            if (story.isTold()) {
                story.detail(Told.of(each));
            }
        }
    }

    private void count(SettlementOutcome outcome) {
        switch (outcome) {
            case SettlementOutcome.Confirmed done -> tally.count(Happening.CONFIRMED);
            case SettlementOutcome.FailedOnChain failed -> tally.count(Happening.FAILED_ON_CHAIN);
            case SettlementOutcome.Superseded superseded -> tally.count(Happening.SUPERSEDED);
            case SettlementOutcome.Abandoned abandoned -> tally.count(Happening.ABANDONED);
            // Only of reorganisations deeper than the configured depth, of which the fake chain has none.
            case SettlementOutcome.HistoryChanged changed -> {}
            case SettlementOutcome.Unresolved unresolved -> {
                if (unresolved.needsOperator()) {
                    tally.count(Happening.NEEDED_OPERATOR);
                }
                if (unresolved.reason().startsWith("reorganisation")) {
                    tally.count(Happening.REORGANISED_AWAY);
                }
            }
        }
    }

    // ---- the end

    /** Blocks it took until everything was settled. */
    private int calmDown() {
        story.step("the faults stop");
        script.end();
        world.baseFee(FeePerGas.ofGwei("1"));
        world.crowdLeaves(KEY);
        int rounds = 0;
        int settledAfter = 0;
        while (watch.broken().isEmpty() && rounds < MOST_QUIET_ROUNDS) {
            process.attend(this::settle);
            if (disk.unresolved().isEmpty() && !node.hasBytesUnderWay()) {
                break;
            }
            settledAfter = disk.unresolved().isEmpty() ? settledAfter : rounds + 1;
            world.mine();
            now = now.plusSeconds(FakeNode.SECONDS_PER_BLOCK);
            if (story.isTold()) {
                story.detail("block " + world.height());
            }
            node.letBytesArrive(tally);
            watch.chainMoved();
            rounds++;
        }
        // Nothing that was given up may come back.
        world.mine(DEPTH);
        watch.chainMoved();
        process.attend(keeper -> watch.books(process.entries()));
        return settledAfter;
    }
}
