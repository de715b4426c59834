package io.evenkeel.keeper.submit;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.cycle.Sender.UnderWay;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import java.util.List;

/**
 * How an execution gets past what is already under way for its account. What is routine waits for everything; what is
 * urgent passes one routine intent, because an account with a sequence lets only one of the two have an effect if both
 * were to run. An account without a sequence must not offer this lane. Pure.
 */
sealed interface Lane {
    /** Nothing is under way. */
    record Free() implements Lane {}

    /** The routine intent is in no block: its nonce is taken, by paying more. */
    record Displace(IntentEntry routine) implements Lane {}

    /** The routine intent is in a block that is not deep enough yet: the nonce after it. */
    record Follow(IntentEntry routine) implements Lane {}

    /** It has to wait. */
    record Closed(IntentId unresolved) implements Lane {}

    /**
     * @param unresolved everything under way for the account, oldest first
     * @param intent as it would be recorded
     */
    static Lane of(List<IntentEntry> unresolved, IntentRecord intent) {
        return switch (underWay(unresolved)) {
            case UnderWay.Nothing nothing -> new Free();
            case UnderWay.Closed closed -> new Closed(closed.unresolved());
            case UnderWay.Routine one -> past(unresolved.getFirst(), intent);
        };
    }

    private static Lane past(IntentEntry routine, IntentRecord urgent) {
        boolean seen = routine.state() == IntentState.SEEN;
        if (!seen && urgent.mayDisplace(routine.intent())) {
            return new Displace(routine);
        }
        // The same sequence again: the routine intent's transaction used its nonce and did nothing.
        long after = urgent.sequence() - routine.intent().sequence();
        boolean fits = after == 1 || seen && after == 0;
        return urgent.urgent()
                        && fits
                        && urgent.sender().equals(routine.intent().sender())
                ? new Follow(routine)
                : new Closed(routine.intent().intentId());
    }

    /** One routine intent whose bytes are on disk can be passed; anything else cannot. */
    static UnderWay underWay(List<IntentEntry> unresolved) {
        if (unresolved.isEmpty()) {
            return new UnderWay.Nothing();
        }
        IntentEntry oldest = unresolved.getFirst();
        IntentId intentId = oldest.intent().intentId();
        boolean passable = unresolved.size() == 1
                && !oldest.intent().urgent()
                && !oldest.signedNewestFirst().isEmpty();
        return passable ? new UnderWay.Routine(intentId) : new UnderWay.Closed(intentId);
    }
}
