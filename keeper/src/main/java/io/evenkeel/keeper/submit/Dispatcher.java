package io.evenkeel.keeper.submit;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.confirm.ConfirmationCheck;
import io.evenkeel.keeper.cycle.Sender;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalFailure;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.node.NodeGateway.NonceView;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.keeper.submit.TransactionMaker.Made;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Gas;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last steps of a cycle: price it, number it, permit, record, sign, record, broadcast. Five requests when all
 * goes well: fee history, gas estimate, two counts, and the transaction itself. One more when the key has a history
 * that this journal does not know.
 */
public final class Dispatcher implements Sender {
    private final NodeGateway node;
    private final Journal journal;
    private final HedgeAccount account;
    private final Address sender;
    private final TransactionMaker maker;
    private final Broadcaster broadcaster;
    private final ConfirmationCheck confirmations;
    private final FeePolicy fees;
    private final Bps gasPadding;
    private final InstantSource time;
    private final ReentrantLock oneAtATime;

    /**
     * @param gasPadding on top of the node's estimate: state moves on between estimate and block
     * @param oneAtATime the same for the settlement loop of this account
     */
    public Dispatcher(
            NodeGateway node,
            Journal journal,
            HedgeAccount account,
            Address sender,
            TransactionMaker maker,
            ConfirmationCheck confirmations,
            FeePolicy fees,
            Bps gasPadding,
            InstantSource time,
            ReentrantLock oneAtATime) {
        this.node = node;
        this.journal = journal;
        this.account = account;
        this.sender = sender;
        this.maker = maker;
        this.confirmations = confirmations;
        this.broadcaster = new Broadcaster(node, journal);
        this.fees = fees;
        this.gasPadding = gasPadding;
        this.time = time;
        this.oneAtATime = oneAtATime;
    }

    @Override
    public Optional<IntentId> unresolved(AccountId accountId) {
        return journal.unresolved(accountId).stream()
                .findFirst()
                .map(entry -> entry.intent().intentId());
    }

    @Override
    public SendOutcome send(HedgePlan plan, PreparedExecution execution) {
        return switch (dispatch(execution, plan)) {
            case DispatchOutcome.Broadcast sent -> new SendOutcome.Sent(sent.txHash());
            // Its bytes are on disk and may be out there: for the cycle it is on its way.
            case DispatchOutcome.NotTakenYet recorded -> new SendOutcome.Sent(recorded.txHash());
            case DispatchOutcome.Waiting waiting ->
                new SendOutcome.NotSent("intent " + waiting.unresolved() + " is not settled");
            case DispatchOutcome.Refused refused -> new SendOutcome.NotSent(String.join("; ", refused.reasons()));
            case DispatchOutcome.Unanswered silent -> new SendOutcome.NotSent(silent.stage() + ": " + silent.reason());
        };
    }

    public DispatchOutcome dispatch(PreparedExecution execution, HedgePlan plan) {
        oneAtATime.lock();
        try {
            return alone(execution, plan);
        } catch (JournalFailure e) {
            return new DispatchOutcome.Unanswered("journal", String.valueOf(e.getMessage()));
        } finally {
            oneAtATime.unlock();
        }
    }

    private DispatchOutcome alone(PreparedExecution execution, HedgePlan plan) {
        Optional<IntentId> earlier = unresolved(execution.account());
        if (earlier.isPresent()) {
            return new DispatchOutcome.Waiting(earlier.get());
        }
        Optional<IntentEntry> same = journal.find(execution.intentId());
        if (same.isPresent()) {
            return new DispatchOutcome.Refused(List.of("intent " + execution.intentId() + " is already "
                    + same.get().state()));
        }
        return price(execution, plan);
    }

    private DispatchOutcome price(PreparedExecution execution, HedgePlan plan) {
        NodeAnswer<FeeHistory> history =
                node.feeHistory(FeePolicy.BLOCKS, fees.limits().percentile());
        if (!(history instanceof NodeAnswer.Answered<FeeHistory> market)) {
            return unanswered("fee history", history);
        }
        return switch (fees.first(market.value(), execution.urgent())) {
            case FeePolicy.Quote.TooExpensive expensive -> new DispatchOutcome.Refused(List.of(expensive.reason()));
            case FeePolicy.Quote.Offer offer -> estimate(execution, plan, offer);
        };
    }

    private DispatchOutcome estimate(PreparedExecution execution, HedgePlan plan, FeePolicy.Quote.Offer offer) {
        NodeAnswer<Gas> estimate = node.estimateGas(sender, execution.to(), execution.callData());
        return switch (estimate) {
            case NodeAnswer.Answered<Gas> gas ->
                number(execution, plan, offer, gas.value().paddedBy(gasPadding));
            case NodeAnswer.Faulted<Gas> faulted ->
                switch (faulted.fault()) {
                    case NodeFault.Reverted reverted ->
                        new DispatchOutcome.Refused(List.of("would revert: " + account.explainRevert(reverted.data())));
                    case NodeFault.OutOfGas gas -> new DispatchOutcome.Refused(List.of(gas.describe()));
                    case NodeFault.InsufficientFunds funds -> new DispatchOutcome.Refused(List.of(funds.describe()));
                    default -> unanswered("gas estimate", estimate);
                };
        };
    }

    private DispatchOutcome number(
            PreparedExecution execution, HedgePlan plan, FeePolicy.Quote.Offer offer, Gas gasLimit) {
        NodeAnswer<Nonce> latest = node.nonce(sender, NonceView.LATEST);
        if (!(latest instanceof NodeAnswer.Answered<Nonce> onChain)) {
            return unanswered("transaction count", latest);
        }
        NodeAnswer<Nonce> pending = node.nonce(sender, NonceView.PENDING);
        if (!(pending instanceof NodeAnswer.Answered<Nonce> withPool)) {
            return unanswered("pending transaction count", pending);
        }
        Optional<Nonce> highest = journal.highestNonce(node.chainId(), sender);
        return switch (NonceChoice.of(onChain.value(), withPool.value(), highest)) {
            case NonceChoice.None none -> new DispatchOutcome.Refused(List.of(none.reason()));
            case NonceChoice.Use use ->
                commit(execution, plan, transaction(execution, use.nonce(), offer, gasLimit), "");
            case NonceChoice.UseOnceLasting once -> {
                Optional<String> obstacle =
                        notLasting(once.nonce(), plan.madeAt().number());
                yield obstacle.isPresent()
                        ? new DispatchOutcome.Refused(List.of(once.note() + "; " + obstacle.get()))
                        : commit(execution, plan, transaction(execution, once.nonce(), offer, gasLimit), once.note());
            }
        };
    }

    /** Empty when the count will not go back below this nonce any more. */
    private Optional<String> notLasting(Nonce nonce, long head) {
        NodeAnswer<Long> height = confirmations.lastingHeight(head);
        if (!(height instanceof NodeAnswer.Answered<Long> lasting) || lasting.value() < 0) {
            return Optional.of("no block is there to stay yet");
        }
        return switch (node.nonceAt(sender, lasting.value())) {
            case NodeAnswer.Faulted<Nonce> faulted ->
                Optional.of(faulted.fault().describe());
            case NodeAnswer.Answered<Nonce> count ->
                count.value().isBefore(nonce)
                        ? Optional.of("waiting until that is deep enough to stay")
                        : Optional.empty();
        };
    }

    private UnsignedTransaction transaction(
            PreparedExecution execution, Nonce nonce, FeePolicy.Quote.Offer offer, Gas gasLimit) {
        return new UnsignedTransaction(
                node.chainId(),
                sender,
                nonce,
                execution.to(),
                execution.callData(),
                gasLimit,
                offer.maxFee(),
                offer.maxTip());
    }

    /** From here on the journal is ahead of every effect. */
    private DispatchOutcome commit(
            PreparedExecution execution, HedgePlan plan, UnsignedTransaction transaction, String note) {
        Instant now = time.instant();
        IntentId intentId = execution.intentId();
        journal.decided(new IntentRecord(
                intentId,
                execution.account(),
                sender,
                execution.to(),
                execution.callData(),
                execution.sequence(),
                execution.deadline(),
                execution.urgent(),
                String.join("; ", plan.reasons()),
                now));
        return switch (maker.make(intentId, Purpose.EXECUTE, transaction, now)) {
            case Made.NotSigned not -> {
                journal.resolved(intentId, IntentState.ABANDONED, not.reason(), now);
                yield new DispatchOutcome.Refused(List.of(not.reason()));
            }
            case Made.Signed made -> broadcast(intentId, made, note, now);
        };
    }

    private DispatchOutcome broadcast(IntentId intentId, Made.Signed made, String note, Instant now) {
        UnsignedTransaction transaction = made.attempt().transaction();
        return switch (broadcaster.send(made.attempt().id(), made.transaction(), now)) {
            case SendEvent.Rejected rejected ->
                new DispatchOutcome.NotTakenYet(
                        intentId,
                        made.transaction().hash(),
                        transaction.nonce(),
                        rejected.fault().describe());
            default ->
                new DispatchOutcome.Broadcast(
                        intentId,
                        made.transaction().hash(),
                        transaction.nonce(),
                        transaction.maxFee(),
                        transaction.maxTip(),
                        note.isEmpty() ? List.of() : List.of(note));
        };
    }

    private static DispatchOutcome unanswered(String stage, NodeAnswer<?> answer) {
        String reason = answer instanceof NodeAnswer.Faulted<?> faulted
                ? faulted.fault().describe()
                : "";
        return new DispatchOutcome.Unanswered(stage, reason);
    }
}
