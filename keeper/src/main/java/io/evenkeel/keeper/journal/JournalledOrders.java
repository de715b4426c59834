package io.evenkeel.keeper.journal;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.cycle.OrderMemory;
import io.evenkeel.market.Pair;
import io.evenkeel.plan.OrderLife;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The life of each order, in the story of the intent that made it. Its first line is written before the intent is
 * signed, by whoever signs it. An order that no intent of this journal made has no story, and a keeper that starts
 * anew tells of it anew.
 *
 * <p>Not thread-safe: one cycle at a time per account.
 */
public final class JournalledOrders implements OrderMemory {
    /** An order that so many intents came after is over, or stands on the chain for all to see. */
    private static final int MOST_INTENTS_SEARCHED = 200;

    private final Journal journal;
    private final AccountId account;
    private final Pair pair;
    private final Map<VenueId, IntentId> makers = new HashMap<>();

    public JournalledOrders(Journal journal, AccountId account, Pair pair) {
        this.journal = journal;
        this.account = account;
        this.pair = pair;
    }

    @Override
    public Map<VenueId, OrderLife> recalled() {
        Map<VenueId, OrderLife> newest = new HashMap<>();
        Set<Long> sequences = new HashSet<>();
        for (IntentEntry entry : journal.newest(MOST_INTENTS_SEARCHED)) {
            if (entry.intent().account().equals(account) && mayHaveRun(entry)) {
                boolean displaced = !sequences.add(entry.intent().sequence());
                told(entry.intent().intentId()).forEach((venue, life) -> {
                    boolean believed = !(displaced && life instanceof OrderLife.Submitted);
                    if (believed && newest.putIfAbsent(venue, life) == null) {
                        makers.put(venue, entry.intent().intentId());
                    }
                });
            }
        }
        return newest;
    }

    @Override
    public void sent(IntentId intent, List<OrderLife.Submitted> orders) {
        orders.forEach(order -> makers.put(order.venue(), intent));
    }

    @Override
    public Optional<String> changed(Optional<OrderLife> before, OrderLife now, Instant at) {
        if (before.filter(OrderLife::isOver).isPresent()) {
            makers.remove(now.venue());
        }
        IntentId maker = makers.get(now.venue());
        if (maker == null) {
            return Optional.empty();
        }
        try {
            journal.remark(maker, OrderLine.of(now), at);
            return Optional.empty();
        } catch (JournalFailure e) {
            return Optional.of("this of " + now.venue() + " is not in the journal: " + e.getMessage());
        }
    }

    private static boolean mayHaveRun(IntentEntry entry) {
        return entry.state() != IntentState.ABANDONED && entry.state() != IntentState.FAILED;
    }

    /** The last that an intent's story says of each venue. */
    private Map<VenueId, OrderLife> told(IntentId intent) {
        Map<VenueId, OrderLife> last = new HashMap<>();
        for (Transition line : journal.history(intent)) {
            OrderLine.read(line.note(), pair).ifPresent(life -> last.put(life.venue(), life));
        }
        return last;
    }
}
