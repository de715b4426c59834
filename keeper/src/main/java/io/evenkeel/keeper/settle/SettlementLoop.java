package io.evenkeel.keeper.settle;

import static io.evenkeel.keeper.settle.Endings.waiting;

import io.evenkeel.chain.ChainReader.BlockTag;
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
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.reconcile.Executed;
import io.evenkeel.keeper.reconcile.ExecutionRecord;
import io.evenkeel.keeper.reconcile.FailureReader;
import io.evenkeel.keeper.submit.GasAllowance;
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
    private final GasAllowance gas;
    private final Endings endings;
    private final Absence absence;
    private final Hindsight hindsight;
    private final ReentrantLock oneAtATime;

    /** @param oneAtATime the same for the dispatcher of this account */
    public SettlementLoop(
            NodeGateway node,
            Journal journal,
            ConfirmationCheck confirmations,
            ExecutionRecord account,
            FailureReader failures,
            Sending sending,
            GasAllowance gas,
            ReentrantLock oneAtATime) {
        this.node = node;
        this.journal = journal;
        this.confirmations = confirmations;
        this.account = account;
        this.failures = failures;
        this.sending = sending;
        this.gas = gas;
        this.endings = new Endings(journal, account, sending);
        this.hindsight = new Hindsight(node, journal, confirmations);
        this.absence = new Absence(node, journal, confirmations, sending, endings);
        this.oneAtATime = oneAtATime;
    }

    /**
     * One look at everything unsettled, oldest first.
     *
     * @param now by the same clock the dispatcher has
     * @return one outcome per intent that was unsettled when the step began, and one per settled one that changed
     * @throws JournalFailure when the journal cannot be read at all
     */
    public List<SettlementOutcome> step(Instant now) {
        oneAtATime.lock();
        try {
            List<IntentEntry> unsettled = journal.unresolved();
            if (unsettled.isEmpty() && !hindsight.isWatching()) {
                return List.of();
            }
            NodeAnswer<Optional<BlockHeader>> head = node.block(new BlockTag.Latest());
            List<SettlementOutcome> outcomes = new ArrayList<>();
            for (IntentEntry entry : unsettled) {
                outcomes.add(settle(entry, head, now));
            }
            if (outcomes.stream().anyMatch(outcome -> !(outcome instanceof SettlementOutcome.Unresolved))) {
                hindsight.somethingWasSettled();
            }
            if (head instanceof NodeAnswer.Answered<Optional<BlockHeader>> answered) {
                answered.value().ifPresent(newest -> outcomes.addAll(hindsight.look(newest)));
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
            // What was written last may or may not be there: the next step goes by what it then reads.
            sending.forget(entry.intent().intentId());
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
        endings.resolve(entry, IntentState.ABANDONED, NEVER_SIGNED, now);
        return new SettlementOutcome.Abandoned(entry.intent().intentId(), NEVER_SIGNED);
    }

    private SettlementOutcome look(IntentEntry entry, BlockHeader head, Instant now) {
        List<AttemptEntry> signed = entry.signedNewestFirst();
        List<NodeAnswer<Optional<Receipt>>> receipts = node.receipts(
                signed.stream().map(each -> each.signed().orElseThrow().hash()).toList(),
                signed.stream()
                        .map(each -> each.record().transaction().gasLimit())
                        .toList());
        for (int i = 0; i < signed.size(); i++) {
            switch (receipts.get(i)) {
                case NodeAnswer.Faulted<Optional<Receipt>> faulted -> {
                    return waiting(entry, "receipt: " + faulted.fault().describe());
                }
                case NodeAnswer.Answered<Optional<Receipt>> answered -> {
                    if (answered.value().isPresent()) {
                        return confirmIfItsOwn(
                                entry, signed.get(i), answered.value().get(), head, now);
                    }
                }
            }
        }
        return absence.look(entry, head, now);
    }

    // ---- in a block

    /** A receipt that names another transaction says nothing about this one, whoever let it through. */
    private SettlementOutcome confirmIfItsOwn(
            IntentEntry entry, AttemptEntry attempt, Receipt receipt, BlockHeader head, Instant now) {
        return receipt.hash().equals(attempt.signed().orElseThrow().hash())
                ? confirm(entry, attempt.record(), receipt, head, now)
                : waiting(entry, "the node gave the receipt of another transaction, " + receipt.hash());
    }

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
            if (FailureReader.ranOutOfGas(attempt.transaction(), receipt)) {
                gas.ranOutOfGas();
            }
            endings.resolve(entry, IntentState.FAILED, why, now);
            return new SettlementOutcome.FailedOnChain(intentId, receipt.hash(), block, why);
        }
        if (attempt.purpose() == Purpose.CANCEL) {
            String why = "cancelled by transaction " + receipt.hash();
            endings.resolve(entry, IntentState.FAILED, why, now);
            return new SettlementOutcome.Superseded(intentId, why);
        }
        Optional<Executed> executed = account.executedIn(receipt, intentId);
        if (executed.isPresent()) {
            gas.ran();
            endings.resolve(
                    entry,
                    IntentState.CONFIRMED,
                    "ran at sequence " + executed.get().sequence(),
                    now);
            return new SettlementOutcome.Confirmed(intentId, executed, Optional.of(receipt));
        }
        return endings.askAccount(
                entry,
                "its transaction " + receipt.hash() + " succeeded, but the account reports nothing",
                block.hash(),
                now);
    }
}
