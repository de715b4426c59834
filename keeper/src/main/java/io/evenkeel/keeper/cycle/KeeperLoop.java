package io.evenkeel.keeper.cycle;

import io.evenkeel.keeper.settle.SettlementLoop;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.keeper.trigger.TriggerQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * One thread that does everything for one account: settles what is under way, then runs the cycle that was triggered.
 * Its first act is a settlement step, so starting up is recovering. It stops between two steps, never inside one.
 */
public final class KeeperLoop {
    /** How often what is under way is looked at while nothing triggers a cycle. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final TriggerQueue triggers;
    private final HedgeCycle cycle;
    private final SettlementLoop settlement;
    private final Listener listener;
    private final InstantSource time;
    private volatile boolean stopping;

    /** Hears everything that happens. Called on the loop's thread. */
    public interface Listener {
        void cycleEnded(CycleTrigger trigger, int coalesced, CycleOutcome outcome);

        void settled(SettlementOutcome outcome);
    }

    public KeeperLoop(
            TriggerQueue triggers, HedgeCycle cycle, SettlementLoop settlement, Listener listener, InstantSource time) {
        this.triggers = triggers;
        this.cycle = cycle;
        this.settlement = settlement;
        this.listener = listener;
        this.time = time;
    }

    /** Runs until {@link #stop} or an interrupt. */
    public void run() {
        settle();
        while (!stopping) {
            Optional<TriggerQueue.Taken> taken;
            try {
                taken = triggers.take(LOOK_EVERY);
            } catch (InterruptedException stopNow) {
                Thread.currentThread().interrupt();
                return;
            }
            boolean finished = settle();
            if (taken.isPresent()) {
                cycle(taken.get());
            } else if (finished) {
                // Triggers that came while it was on its way found the account busy; look again now that it is not.
                triggers.offer(new CycleTrigger.Operator(time.instant(), "settled"));
            }
        }
    }

    /** From any thread: the loop ends after the step it is in. */
    public void stop() {
        stopping = true;
    }

    /** Whether something that was under way has come to its end. */
    private boolean settle() {
        List<SettlementOutcome> outcomes = settlement.step(time.instant());
        outcomes.forEach(listener::settled);
        return outcomes.stream().anyMatch(outcome -> !(outcome instanceof SettlementOutcome.Unresolved));
    }

    private void cycle(TriggerQueue.Taken taken) {
        listener.cycleEnded(taken.trigger(), taken.coalesced(), cycle.run(taken.trigger()));
    }
}
