package io.evenkeel.keeper.explore;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.keeper.sign.SigningRules;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Looks on from outside, remembers every byte that left, and says when something broke that must hold. */
final class Watch {
    private final FakeNode world;
    private final FakeDisk disk;
    private final Tally tally;
    private final Set<Invariant> watched;
    private final TreeMap<Long, List<Payload>> payloadsByNonce = new TreeMap<>();
    private final Map<IntentId, Long> nonces = new HashMap<>();
    private Optional<Broken> broken = Optional.empty();

    private record Payload(PooledTransaction transaction, AttemptRecord attempt) {}

    Watch(FakeNode world, FakeDisk disk, Tally tally, Set<Invariant> watched) {
        this.watched = watched;
        this.world = world;
        this.disk = disk;
        this.tally = tally;
    }

    /** The first thing that broke. */
    Optional<Broken> broken() {
        return broken;
    }

    void broke(Invariant invariant, String how) {
        if (broken.isEmpty() && watched.contains(invariant)) {
            broken = Optional.of(new Broken(invariant, how));
        }
    }

    // ---- bytes

    /** Told of everything handed to a node, whether it arrives or not. */
    void leaves(PooledTransaction transaction) {
        byte[] raw = transaction.signed().raw();
        Optional<AttemptRecord> attempt = disk.attemptOf(transaction.hash(), raw);
        if (attempt.isEmpty()) {
            broke(Invariant.NO_UNKNOWN_BYTES, told(transaction));
            return;
        }
        List<Payload> earlier = payloadsByNonce.computeIfAbsent(transaction.nonce(), any -> new ArrayList<>());
        for (Payload each : earlier) {
            if (Arrays.equals(each.transaction.signed().raw(), raw)) {
                tally.count(Happening.SENT_AGAIN);
                checkDisplacedStaysSilent(each, earlier.getLast());
                return;
            }
        }
        Payload next = new Payload(transaction, attempt.get());
        tally.count(kind(next, earlier));
        if (earlier.isEmpty()) {
            checkGap(next);
        }
        earlier.forEach(each -> checkReplacement(each, next));
        checkNonce(next);
        earlier.add(next);
    }

    private static Happening kind(Payload next, List<Payload> earlier) {
        if (earlier.isEmpty()) {
            return Happening.SENT_FIRST;
        }
        if (!earlier.getLast().attempt.intentId().equals(next.attempt.intentId())) {
            return Happening.SENT_DISPLACING;
        }
        return next.attempt.purpose() == Purpose.CANCEL ? Happening.SENT_CANCELLATION : Happening.SENT_DEARER;
    }

    private void checkReplacement(Payload before, Payload next) {
        UnsignedTransaction old = before.transaction.content();
        UnsignedTransaction now = next.transaction.content();
        boolean paysMore = now.maxFee().compareTo(old.maxFee().raisedBy(SigningRules.LEAST_RAISE)) >= 0
                && now.maxTip().compareTo(old.maxTip().raisedBy(SigningRules.LEAST_RAISE)) >= 0;
        boolean declaredReplacement = next.attempt.intentId().equals(before.attempt.intentId())
                && (now.hasSameEffectAs(old) || now.isCancellation());
        if (!paysMore || !declaredReplacement && !isDeclaredDisplacement(before, next)) {
            broke(Invariant.ONE_PAYLOAD_PER_NONCE, told(before.transaction) + ", then " + told(next.transaction));
        }
    }

    private void checkDisplacedStaysSilent(Payload again, Payload newest) {
        if (!again.attempt.intentId().equals(newest.attempt.intentId())) {
            broke(Invariant.DISPLACED_STAYS_SILENT, told(again.transaction) + ", after " + told(newest.transaction));
        }
    }

    /** Urgent over routine, at the same sequence of the same account, and written down before. */
    private boolean isDeclaredDisplacement(Payload before, Payload next) {
        Optional<IntentRecord> routine = disk.decisionOf(before.attempt.intentId());
        Optional<IntentRecord> urgent = disk.decisionOf(next.attempt.intentId());
        return routine.isPresent()
                && urgent.isPresent()
                && urgent.get().displaces().equals(Optional.of(before.attempt.intentId()))
                && urgent.get().urgent()
                && !routine.get().urgent()
                && urgent.get().account().equals(routine.get().account())
                && urgent.get().sequence() == routine.get().sequence();
    }

    private void checkNonce(Payload next) {
        Long before = nonces.putIfAbsent(next.attempt.intentId(), next.transaction.nonce());
        if (before != null && before != next.transaction.nonce()) {
            broke(Invariant.ONE_NONCE_PER_INTENT, "nonce " + before + ", then " + told(next.transaction));
        }
    }

    /** Every nonce before must be used for good, or be ours and looked after. */
    private void checkGap(Payload next) {
        long lasting = world.head().back(Life.DEPTH - 1L).ledger().countOf(FakeSigner.KEEPER);
        for (long nonce = lasting; nonce < next.transaction.nonce(); nonce++) {
            if (!disk.looksAfter(nonce)) {
                broke(Invariant.NO_GAP, told(next.transaction) + ", while nonce " + nonce + " may become free again");
                return;
            }
            tally.count(Happening.SENT_FOLLOWING);
        }
    }

    // ---- chain and journal

    void chainMoved() {
        if (world.ledger().mostRuns() > 1) {
            broke(Invariant.AT_MOST_ONE_EFFECT, "one ran " + world.ledger().mostRuns() + " times");
        }
    }

    /** @param found by a keeper that has just started */
    void recovered(List<IntentEntry> found) {
        List<IntentId> known =
                found.stream().map(each -> each.intent().intentId()).toList();
        if (!known.containsAll(disk.unresolvedAsWritten())) {
            broke(Invariant.NOTHING_FORGOTTEN, "on disk " + disk.unresolvedAsWritten() + ", found " + known);
        }
    }

    /** @param before unresolved when the step began; what still is must have been looked at */
    void lookedAt(Set<IntentId> before, List<SettlementOutcome> outcomes) {
        for (IntentId each : disk.unresolved()) {
            if (before.contains(each)
                    && outcomes.stream().noneMatch(outcome -> outcome.intentId().equals(each))) {
                broke(Invariant.NOTHING_FORGOTTEN, "intent " + each + " was not looked at");
            }
        }
    }

    /** At the end, when everything is settled and nothing is on its way any more. */
    void books(List<IntentEntry> entries) {
        for (IntentEntry each : entries) {
            IntentId intent = each.intent().intentId();
            boolean ran = world.ledger().runsOf(intent) > 0;
            if (!each.state().isResolved()) {
                broke(Invariant.EVENTUALLY_SETTLED, "intent " + intent + " is " + each.state());
            } else if ((each.state() == IntentState.CONFIRMED) != ran) {
                broke(
                        Invariant.BOOKS_AGREE,
                        "intent " + intent + " is " + each.state() + " (" + each.note() + ") and "
                                + (ran ? "ran" : "did not run"));
            }
        }
        for (IntentId each : world.effects()) {
            if (disk.decisionOf(each).isEmpty()) {
                broke(Invariant.NO_EFFECT_WITHOUT_RECORD, "intent " + each);
            }
        }
        if (!payloadsByNonce.isEmpty()
                && payloadsByNonce.lastKey() >= world.ledger().countOf(FakeSigner.KEEPER)) {
            broke(Invariant.NO_GAP, "nonce " + payloadsByNonce.lastKey() + " is sent and not used");
        }
    }

    /** What a transaction is, in a few words. */
    String told(PooledTransaction transaction) {
        UnsignedTransaction t = transaction.content();
        String what = t.isCancellation()
                ? "a cancellation"
                : t.to().equals(FakeNode.VAULT)
                        ? "intent " + FakeCall.decode(t.data()).intentId()
                        : "something else";
        return what + " at nonce " + t.nonce() + " for " + t.maxFee() + ", tip " + t.maxTip();
    }
}
