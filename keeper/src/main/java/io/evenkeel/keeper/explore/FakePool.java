package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Transactions that wait for a block, under rules as strict as those of any common node: a replacement pays 10 % more
 * in both parts, an account waits with few, and when the pool is full the cheapest tip goes.
 */
final class FakePool {
    /** Of one account; geth takes 64 behind the next one. */
    static final int MOST_OF_ONE_ACCOUNT = 16;

    /** Of everybody. */
    static final int CAPACITY = 24;

    private static final Bps LEAST_RAISE = new Bps(1_000);

    private final Map<Address, TreeMap<Long, PooledTransaction>> waiting = new TreeMap<>();
    private int size;

    /**
     * @param count of the sender on the chain: its next nonce
     * @return why it is not taken
     */
    Optional<NodeFault> take(PooledTransaction next, long count) {
        if (next.nonce() < count) {
            return Optional.of(new NodeFault.NonceTooLow("nonce too low"));
        }
        TreeMap<Long, PooledTransaction> ofSender = waiting.computeIfAbsent(next.from(), any -> new TreeMap<>());
        PooledTransaction before = ofSender.get(next.nonce());
        if (before != null) {
            if (before.hash().equals(next.hash())) {
                return Optional.of(new NodeFault.AlreadyKnown("already known"));
            }
            if (next.maxFee().compareTo(before.maxFee().raisedBy(LEAST_RAISE)) < 0
                    || next.maxTip().compareTo(before.maxTip().raisedBy(LEAST_RAISE)) < 0) {
                return Optional.of(new NodeFault.ReplacementUnderpriced("replacement transaction underpriced"));
            }
        } else {
            if (ofSender.size() >= MOST_OF_ONE_ACCOUNT) {
                return Optional.of(new NodeFault.PoolRefused("account limit exceeded"));
            }
            if (size >= CAPACITY && !evictCheaperThan(next.maxTip())) {
                return Optional.of(new NodeFault.FeeTooLow("transaction underpriced"));
            }
            size++;
        }
        ofSender.put(next.nonce(), next);
        return Optional.empty();
    }

    private boolean evictCheaperThan(FeePerGas tip) {
        Optional<PooledTransaction> cheapest = waiting.values().stream()
                .filter(each -> !each.isEmpty())
                .map(each -> each.lastEntry().getValue())
                .min(Comparator.comparing(PooledTransaction::maxTip));
        if (cheapest.isEmpty() || cheapest.get().maxTip().compareTo(tip) >= 0) {
            return false;
        }
        remove(cheapest.get());
        return true;
    }

    private void remove(PooledTransaction gone) {
        Objects.requireNonNull(waiting.get(gone.from())).remove(gone.nonce());
        size--;
    }

    /** Puts back what a reorganisation took out of a block, unless something else has its place by now. */
    void putBack(PooledTransaction undone) {
        if (waiting.computeIfAbsent(undone.from(), any -> new TreeMap<>()).putIfAbsent(undone.nonce(), undone)
                == null) {
            size++;
        }
    }

    /** What the next block takes: dearest sender first, each in the order of its nonces, while they pay the base fee. */
    List<PooledTransaction> ready(FakeLedger ledger, FeePerGas baseFee) {
        if (size == 0) {
            return List.of();
        }
        List<TreeMap<Long, PooledTransaction>> senders = new ArrayList<>(waiting.values());
        senders.removeIf(TreeMap::isEmpty);
        senders.sort(Comparator.comparing((TreeMap<Long, PooledTransaction> each) ->
                        each.firstEntry().getValue().maxTip())
                .reversed());
        List<PooledTransaction> ready = new ArrayList<>();
        for (TreeMap<Long, PooledTransaction> sender : senders) {
            long next = ledger.countOf(sender.firstEntry().getValue().from());
            PooledTransaction candidate = sender.get(next);
            while (candidate != null && candidate.maxFee().compareTo(baseFee) >= 0) {
                ready.add(candidate);
                next++;
                candidate = sender.get(next);
            }
        }
        return ready;
    }

    /** The account's count once everything that follows on without a gap is in a block. */
    long pendingCount(Address account, long count) {
        TreeMap<Long, PooledTransaction> ofSender = waiting.get(account);
        long next = count;
        while (ofSender != null && ofSender.containsKey(next)) {
            next++;
        }
        return next;
    }

    /** Forgets what the chain has used. */
    void prune(FakeLedger ledger) {
        if (size == 0) {
            return;
        }
        for (Map.Entry<Address, TreeMap<Long, PooledTransaction>> each : waiting.entrySet()) {
            Iterator<Long> nonces = each.getValue().keySet().iterator();
            long count = ledger.countOf(each.getKey());
            while (nonces.hasNext() && nonces.next() < count) {
                nonces.remove();
                size--;
            }
        }
    }

    void dropBelow(FeePerGas fee) {
        for (TreeMap<Long, PooledTransaction> each : waiting.values()) {
            int before = each.size();
            each.values().removeIf(transaction -> transaction.maxFee().compareTo(fee) < 0);
            size -= before - each.size();
        }
    }

    void dropAllBut(Address account) {
        TreeMap<Long, PooledTransaction> kept = waiting.get(account);
        clear();
        if (kept != null) {
            waiting.put(account, kept);
            size = kept.size();
        }
    }

    void clear() {
        waiting.clear();
        size = 0;
    }

    int size() {
        return size;
    }
}
