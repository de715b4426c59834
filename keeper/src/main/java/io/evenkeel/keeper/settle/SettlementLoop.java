package io.evenkeel.keeper.settle;

import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.confirm.Confirmation;
import io.evenkeel.keeper.confirm.ConfirmationCheck;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.BlockPoint;
import io.evenkeel.keeper.journal.Inclusion;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalFailure;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.node.NodeGateway.NonceView;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.reconcile.Executed;
import io.evenkeel.keeper.reconcile.ExecutionRecord;
import io.evenkeel.keeper.reconcile.FailureReader;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.submit.SendDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Drives every intent that is not settled: sends, looks, waits, replaces, confirms, reconciles. It decides from the
 * journal and the chain alone and keeps only conveniences in memory, so starting up after a crash is the same step.
 *
 * <p>Call {@link #step} at start, and again for every block or every few seconds. A step is bounded: a handful of
 * requests per unsettled intent, none when there is none.
 */
public final class SettlementLoop {
    private static final String NEVER_SIGNED = "the keeper stopped before it was signed";

    private final NodeGateway node;
    private final Journal journal;
    private final ConfirmationCheck confirmations;
    private final ExecutionRecord account;
    private final FailureReader failures;
    private final Sending sending;
    private final ReentrantLock oneAtATime;

    /** @param oneAtATime the same for the dispatcher of this account */
    public SettlementLoop(
            NodeGateway node,
            Journal journal,
            ConfirmationCheck confirmations,
            ExecutionRecord account,
            FailureReader failures,
            Sending sending,
            ReentrantLock oneAtATime) {
        this.node = node;
        this.journal = journal;
        this.confirmations = confirmations;
        this.account = account;
        this.failures = failures;
        this.sending = sending;
        this.oneAtATime = oneAtATime;
    }

    /**
     * One look at everything unsettled, oldest first.
     *
     * @param now by the same clock the dispatcher has
     * @return one outcome per intent that was unsettled when the step began
     * @throws JournalFailure when the journal cannot be read at all
     */
    public List<SettlementOutcome> step(Instant now) {
        oneAtATime.lock();
        try {
            List<IntentEntry> unsettled = journal.unresolved();
            if (unsettled.isEmpty()) {
                return List.of();
            }
            NodeAnswer<Optional<BlockHeader>> head = node.block(new BlockTag.Latest());
            List<SettlementOutcome> outcomes = new ArrayList<>();
            for (IntentEntry entry : unsettled) {
                outcomes.add(settle(entry, head, now));
            }
            return outcomes;
        } finally {
            oneAtATime.unlock();
        }
    }

    private SettlementOutcome settle(IntentEntry entry, NodeAnswer<Optional<BlockHeader>> head, Instant now) {
        try {
            voidLeftovers(entry, now);
            if (entry.signedNewestFirst().isEmpty()) {
                return abandon(entry, now);
            }
            return switch (head) {
                case NodeAnswer.Faulted<Optional<BlockHeader>> faulted ->
                    waiting(entry, "head of the chain: " + faulted.fault().describe());
                case NodeAnswer.Answered<Optional<BlockHeader>> answered ->
                    answered.value()
                            .map(newest -> look(entry, newest, now))
                            .orElseGet(() -> waiting(entry, "the node has no head"));
            };
        } catch (JournalFailure e) {
            return waiting(entry, "journal: " + e.getMessage());
        }
    }

    /**
     * Permitted, and the keeper died before the bytes were on disk: they cannot have been sent, so the permission must
     * not stand in the way of the next. (Nobody is between the two now: this loop and the dispatcher take turns.)
     */
    private void voidLeftovers(IntentEntry entry, Instant now) {
        for (AttemptEntry attempt : entry.attempts()) {
            if (attempt.signed().isEmpty() && !attempt.voided()) {
                journal.voided(attempt.record().id(), NEVER_SIGNED, now);
            }
        }
    }

    /** Without signed bytes nothing was sent, and the moment it was decided for has passed. */
    private SettlementOutcome abandon(IntentEntry entry, Instant now) {
        resolve(entry, IntentState.ABANDONED, NEVER_SIGNED, now);
        return new SettlementOutcome.Abandoned(entry.intent().intentId(), NEVER_SIGNED);
    }

    private SettlementOutcome look(IntentEntry entry, BlockHeader head, Instant now) {
        for (AttemptEntry attempt : entry.signedNewestFirst()) {
            SignedTransaction signed = attempt.signed().orElseThrow();
            switch (node.receipt(signed.hash())) {
                case NodeAnswer.Faulted<Optional<Receipt>> faulted -> {
                    return waiting(entry, "receipt: " + faulted.fault().describe());
                }
                case NodeAnswer.Answered<Optional<Receipt>> answered -> {
                    if (answered.value().isPresent()) {
                        return confirm(entry, attempt.record(), answered.value().get(), head, now);
                    }
                }
            }
        }
        return absent(entry, head, now);
    }

    // ---- in a block

    private SettlementOutcome confirm(
            IntentEntry entry, AttemptRecord attempt, Receipt receipt, BlockHeader head, Instant now) {
        BlockPoint block = new BlockPoint(receipt.blockNumber(), receipt.blockHash());
        noteInclusion(entry, new Inclusion(receipt.hash(), block), now);
        return switch (confirmations.of(block, head)) {
            case Confirmation.Final done -> reconcile(entry, attempt, receipt, block, now);
            case Confirmation.Shallow shallow -> waiting(entry, IntentState.SEEN, shallow.progress());
            case Confirmation.Unknown unknown -> waiting(entry, IntentState.SEEN, unknown.reason());
            case Confirmation.NotCanonical gone -> {
                journal.unseen(entry.intent().intentId(), gone.reason(), now);
                sending.excluded(entry, now);
                yield waiting(entry, IntentState.BROADCAST, "reorganisation: " + gone.reason());
            }
        };
    }

    private void noteInclusion(IntentEntry entry, Inclusion inclusion, Instant now) {
        if (!entry.inclusion().equals(Optional.of(inclusion))) {
            journal.seen(entry.intent().intentId(), inclusion, now);
        }
        sending.included(entry, now);
    }

    private SettlementOutcome reconcile(
            IntentEntry entry, AttemptRecord attempt, Receipt receipt, BlockPoint block, Instant now) {
        IntentId intentId = entry.intent().intentId();
        if (!receipt.succeeded()) {
            String why = failures.why(attempt.transaction(), receipt);
            resolve(entry, IntentState.FAILED, why, now);
            return new SettlementOutcome.FailedOnChain(intentId, receipt.hash(), block, why);
        }
        if (attempt.purpose() == Purpose.CANCEL) {
            String why = "cancelled by transaction " + receipt.hash();
            resolve(entry, IntentState.FAILED, why, now);
            return new SettlementOutcome.Superseded(intentId, why);
        }
        Optional<Executed> executed = account.executedIn(receipt, intentId);
        if (executed.isPresent()) {
            resolve(
                    entry,
                    IntentState.CONFIRMED,
                    "ran at sequence " + executed.get().sequence(),
                    now);
            return new SettlementOutcome.Confirmed(intentId, executed, Optional.of(receipt));
        }
        return askAccount(
                entry, "its transaction " + receipt.hash() + " succeeded, but the account reports nothing", now);
    }

    // ---- in no block

    private SettlementOutcome absent(IntentEntry entry, BlockHeader head, Instant now) {
        IntentId intentId = entry.intent().intentId();
        if (entry.state() == IntentState.SEEN) {
            journal.unseen(intentId, "its transaction is in no block any more", now);
        }
        sending.excluded(entry, now);
        AttemptRecord newest = entry.signedNewestFirst().get(0).record();
        return switch (node.nonce(newest.transaction().from(), NonceView.LATEST)) {
            case NodeAnswer.Faulted<Nonce> faulted ->
                waiting(entry, "transaction count: " + faulted.fault().describe());
            case NodeAnswer.Answered<Nonce> count ->
                newest.transaction().nonce().isBefore(count.value())
                        ? nonceIsUsed(entry, newest, head, now)
                        : sendOn(entry, head, now);
        };
    }

    /**
     * The chain has used the nonce, and none of our transactions is the one: another program has the key, or the node
     * has the block and not yet its receipts. Believed only when it is true at a block that is there to stay.
     */
    private SettlementOutcome nonceIsUsed(IntentEntry entry, AttemptRecord newest, BlockHeader head, Instant now) {
        Nonce nonce = newest.transaction().nonce();
        String finding = "nonce " + nonce + " was used by a transaction this journal does not know";
        NodeAnswer<Long> lasting = confirmations.lastingHeight(head.number());
        if (!(lasting instanceof NodeAnswer.Answered<Long> height)) {
            return waiting(entry, finding + "; the newest lasting block is unknown");
        }
        if (height.value() < 0) {
            return waiting(entry, finding + ", not deep enough yet");
        }
        return switch (node.nonceAt(newest.transaction().from(), height.value())) {
            case NodeAnswer.Faulted<Nonce> faulted ->
                waiting(entry, finding + "; " + faulted.fault().describe());
            case NodeAnswer.Answered<Nonce> count ->
                nonce.isBefore(count.value())
                        ? askAccount(entry, finding, now)
                        : waiting(entry, finding + ", not deep enough yet");
        };
    }

    private SettlementOutcome askAccount(IntentEntry entry, String finding, Instant now) {
        IntentId intentId = entry.intent().intentId();
        return switch (account.hasExecuted(intentId)) {
            case NodeAnswer.Faulted<Boolean> faulted ->
                waiting(entry, finding + "; account: " + faulted.fault().describe());
            case NodeAnswer.Answered<Boolean> answered -> {
                if (answered.value()) {
                    resolve(entry, IntentState.CONFIRMED, finding + "; the account says it ran", now);
                    yield new SettlementOutcome.Confirmed(intentId, Optional.empty(), Optional.empty());
                }
                resolve(entry, IntentState.FAILED, finding + "; the account says it never ran", now);
                yield new SettlementOutcome.Superseded(intentId, finding);
            }
        };
    }

    private SettlementOutcome sendOn(IntentEntry entry, BlockHeader head, Instant now) {
        SendDecision decision = sending.proceed(entry, head.timestamp(), now);
        IntentState state =
                journal.find(entry.intent().intentId()).map(IntentEntry::state).orElse(entry.state());
        String trouble = sending.trouble(entry.intent().intentId());
        return switch (decision) {
            case SendDecision.Wait wait -> waiting(entry, state, "not in a block yet" + but(trouble));
            case SendDecision.Resend again -> waiting(entry, state, "sent again" + but(trouble));
            case SendDecision.Bump bump -> waiting(entry, state, "to pay more, " + bump.why() + but(trouble));
            case SendDecision.Cancel cancel -> waiting(entry, state, "to be cancelled, " + cancel.why() + but(trouble));
            case SendDecision.GiveUp giveUp ->
                new SettlementOutcome.Unresolved(entry.intent().intentId(), state, giveUp.why() + but(trouble), true);
        };
    }

    // ----

    private static String but(String trouble) {
        return trouble.isEmpty() ? "" : "; " + trouble;
    }

    private void resolve(IntentEntry entry, IntentState end, String note, Instant now) {
        journal.resolved(entry.intent().intentId(), end, note, now);
        sending.forget(entry.intent().intentId());
    }

    private static SettlementOutcome waiting(IntentEntry entry, String reason) {
        return waiting(entry, entry.state(), reason);
    }

    private static SettlementOutcome waiting(IntentEntry entry, IntentState state, String reason) {
        return new SettlementOutcome.Unresolved(entry.intent().intentId(), state, reason, false);
    }
}
