package io.evenkeel.keeper.cycle;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.JournalCondition;
import io.evenkeel.keeper.journal.JournalFailure;
import io.evenkeel.keeper.settle.SettlementLoop;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.keeper.trigger.TriggerQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One thread that does everything for one account: settles what is under way, then runs the cycle that was triggered.
 * Its first act is a settlement step, so starting up is recovering. It stops between two steps, never inside one.
 *
 * <p>A journal that fails does not end it. Nothing is decided or sent then; the journal is tried again every
 * {@value #RETRY_SECONDS} seconds, and once it can be written the keeper looks afresh.
 */
public final class KeeperLoop {
    /** How often what is under way is looked at while nothing triggers a cycle. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final int RETRY_SECONDS = 5;
    private static final Duration RETRY_JOURNAL_EVERY = Duration.ofSeconds(RETRY_SECONDS);

    private final TriggerQueue triggers;
    private final HedgeCycle cycle;
    private final SettlementLoop settlement;
    private final Listener listener;
    private final InstantSource time;
    private final Optional<VenueLookout> lookout;
    private final Duration lookEvery;
    private volatile boolean stopping;
    private JournalCondition journal = new JournalCondition.Kept();
    private Instant journalTriedAt = Instant.EPOCH;
    private Set<IntentId> inABlock = Set.of();

    /** Hears everything that happens. Called on the loop's thread. */
    public interface Listener {
        void cycleEnded(CycleTrigger trigger, int coalesced, CycleOutcome outcome);

        void settled(SettlementOutcome outcome);

        /** Once per change. */
        void journalIs(JournalCondition condition);
    }

    public KeeperLoop(
            TriggerQueue triggers,
            HedgeCycle cycle,
            SettlementLoop settlement,
            Listener listener,
            Optional<VenueLookout> lookout,
            InstantSource time) {
        this(triggers, cycle, settlement, listener, lookout, time, LOOK_EVERY);
    }

    /** @param lookEvery zero: without a pause, for a clock that is played */
    KeeperLoop(
            TriggerQueue triggers,
            HedgeCycle cycle,
            SettlementLoop settlement,
            Listener listener,
            Optional<VenueLookout> lookout,
            InstantSource time,
            Duration lookEvery) {
        this.triggers = triggers;
        this.cycle = cycle;
        this.settlement = settlement;
        this.listener = listener;
        this.lookout = lookout;
        this.time = time;
        this.lookEvery = lookEvery;
    }

    /** The first look at what is under way, before anything else is waited for. {@link #run} goes on from there. */
    public void recover() {
        settle();
    }

    /** Runs until {@link #stop} or an interrupt. */
    public void run() {
        settle();
        while (!stopping) {
            Optional<TriggerQueue.Taken> taken;
            try {
                taken = triggers.take(lookEvery);
            } catch (InterruptedException stopNow) {
                Thread.currentThread().interrupt();
                return;
            }
            if (standsStill(time.instant())) {
                continue; // the newest state is looked at when this is over, so no trigger is missed
            }
            Optional<String> news = settle();
            if (journal instanceof JournalCondition.Failing) {
                continue;
            }
            if (taken.isPresent()) {
                cycle(taken.get());
            } else {
                // Triggers that came before found less room beside it; look again now that there is more.
                news.ifPresent(what -> triggers.offer(new CycleTrigger.Operator(time.instant(), what)));
                lookout.flatMap(venues -> venues.look(time.instant())).ifPresent(triggers::offer);
            }
        }
    }

    /** From any thread: the loop ends after the step it is in. */
    public void stop() {
        stopping = true;
    }

    /** A clock that was set back does not make the wait any longer. */
    private boolean standsStill(Instant now) {
        Duration waited = Duration.between(journalTriedAt, now);
        return journal instanceof JournalCondition.Failing
                && !waited.isNegative()
                && waited.compareTo(RETRY_JOURNAL_EVERY) < 0;
    }

    /**
     * What has happened that lets a cycle do more than before: something under way has come to its end, or is now in a
     * block, where what is urgent may follow it.
     */
    private Optional<String> settle() {
        Instant now = time.instant();
        List<SettlementOutcome> outcomes;
        try {
            outcomes = settlement.step(now);
        } catch (JournalFailure e) {
            journalFails(e, now);
            return Optional.empty();
        }
        if (journal instanceof JournalCondition.Failing) {
            become(new JournalCondition.Kept());
            triggers.offer(new CycleTrigger.Operator(now, "the journal can be written again"));
        }
        outcomes.forEach(listener::settled);
        Set<IntentId> before = inABlock;
        inABlock = seen(outcomes);
        if (outcomes.stream().anyMatch(outcome -> !(outcome instanceof SettlementOutcome.Unresolved))) {
            return Optional.of("settled");
        }
        return before.containsAll(inABlock) ? Optional.empty() : Optional.of("seen");
    }

    private static Set<IntentId> seen(List<SettlementOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome ->
                        outcome instanceof SettlementOutcome.Unresolved waiting && waiting.state() == IntentState.SEEN)
                .map(SettlementOutcome::intentId)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void cycle(TriggerQueue.Taken taken) {
        CycleOutcome outcome;
        try {
            outcome = cycle.run(taken.trigger());
        } catch (JournalFailure e) {
            journalFails(e, time.instant());
            outcome = new CycleOutcome.Failed("journal", List.of(String.valueOf(e.getMessage())));
        }
        listener.cycleEnded(taken.trigger(), taken.coalesced(), outcome);
    }

    private void journalFails(JournalFailure failure, Instant now) {
        journalTriedAt = now;
        become(new JournalCondition.Failing(String.valueOf(failure.getMessage())));
    }

    private void become(JournalCondition condition) {
        if (!condition.equals(journal)) {
            journal = condition;
            listener.journalIs(condition);
        }
    }
}
