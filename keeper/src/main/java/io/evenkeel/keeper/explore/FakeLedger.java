package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.account.IntentId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The state after a block. A block without transactions shares its parent's. */
final class FakeLedger {
    private final Map<Address, Long> counts;
    private final Map<IntentId, Integer> runs;
    private long sequence;
    private int mostRuns;

    private FakeLedger(Map<Address, Long> counts, Map<IntentId, Integer> runs, long sequence, int mostRuns) {
        this.counts = counts;
        this.runs = runs;
        this.sequence = sequence;
        this.mostRuns = mostRuns;
    }

    static FakeLedger empty() {
        return new FakeLedger(new HashMap<>(), new HashMap<>(), 0, 0);
    }

    FakeLedger copy() {
        return new FakeLedger(new HashMap<>(counts), new HashMap<>(runs), sequence, mostRuns);
    }

    /** Transactions of this account so far: its next nonce. */
    long countOf(Address account) {
        return Objects.requireNonNullElse(counts.get(account), 0L);
    }

    void used(Address account, long nonce) {
        counts.put(account, nonce + 1);
    }

    /** Of the vault. */
    long sequence() {
        return sequence;
    }

    boolean hasRun(IntentId intent) {
        return runs.containsKey(intent);
    }

    int runsOf(IntentId intent) {
        return Objects.requireNonNullElse(runs.get(intent), 0);
    }

    /** How often the intent that ran most often did. */
    int mostRuns() {
        return mostRuns;
    }

    void ran(IntentId intent) {
        mostRuns = Math.max(mostRuns, runs.merge(intent, 1, Integer::sum));
        sequence++;
    }
}
