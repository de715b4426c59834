package io.evenkeel.keeper.cycle;

import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.units.TokenAmount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What earlier runs of the keeper may have paid for options, by the calls that the journal holds. What came to nothing
 * cost nothing; what is still on its way counts.
 */
public final class PremiumHistory {
    private static final int PAGE = 256;

    private PremiumHistory() {}

    /** Tells the planner of the last 24 hours, oldest first. */
    public static void recall(Journal journal, HedgeAccount account, Instant now, Planner planner) {
        Instant since = now.minus(PremiumPaid.DAY);
        List<IntentEntry> entries = new ArrayList<>();
        List<IntentEntry> page = journal.newest(PAGE);
        while (!page.isEmpty() && entries.size() < PremiumPaid.MOST_PURCHASES) {
            entries.addAll(page);
            boolean further = !page.getLast().intent().decidedAt().isBefore(since);
            Optional<IntentId> last = Optional.of(page.getLast().intent().intentId());
            page = further ? journal.olderThan(last, PAGE) : List.of();
        }
        for (IntentEntry entry : entries.reversed()) {
            Instant at = entry.intent().decidedAt();
            boolean ours = entry.intent().account().equals(account.id());
            if (ours && !at.isBefore(since) && mayHaveHappened(entry.state())) {
                for (TokenAmount premium : account.premiumsAtMost(entry.intent().callData())) {
                    planner.paidForOptions(at, premium);
                }
            }
        }
    }

    private static boolean mayHaveHappened(IntentState state) {
        return state != IntentState.FAILED && state != IntentState.ABANDONED;
    }
}
