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
import io.evenkeel.keeper.journal.OrderLine;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.keeper.submit.Numbering.Numbered;
import io.evenkeel.keeper.submit.Pricing.Priced;
import io.evenkeel.keeper.submit.TransactionMaker.Made;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.OrderLife.Submitted;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last steps of a cycle: find the lane, price it, number it, permit, record, sign, record, broadcast. Five
 * requests when all goes well: fee history, gas estimate, two counts, and the transaction itself. One more when the
 * key has a history that this journal does not know.
 */
public final class Dispatcher implements Sender {
    private final Journal journal;
    private final Address sender;
    private final Pricing pricing;
    private final Numbering numbering;
    private final TransactionMaker maker;
    private final Broadcaster broadcaster;
    private final InstantSource time;
    private final ReentrantLock oneAtATime;

    /** For a keeper without a private relay. */
    public Dispatcher(
            NodeGateway node,
            Journal journal,
            HedgeAccount account,
            Address sender,
            TransactionMaker maker,
            ConfirmationCheck confirmations,
            FeePolicy fees,
            GasAllowance gas,
            InstantSource time,
            ReentrantLock oneAtATime) {
        this(
                node,
                journal,
                account,
                sender,
                maker,
                new Broadcaster(node, journal),
                confirmations,
                fees,
                gas,
                time,
                oneAtATime);
    }

    /** @param oneAtATime the same for the settlement loop of this account */
    public Dispatcher(
            NodeGateway node,
            Journal journal,
            HedgeAccount account,
            Address sender,
            TransactionMaker maker,
            Broadcaster broadcaster,
            ConfirmationCheck confirmations,
            FeePolicy fees,
            GasAllowance gas,
            InstantSource time,
            ReentrantLock oneAtATime) {
        this.journal = journal;
        this.sender = sender;
        this.pricing = new Pricing(node, account, sender, fees, gas);
        this.numbering = new Numbering(node, journal, sender, confirmations);
        this.maker = maker;
        this.broadcaster = broadcaster;
        this.time = time;
        this.oneAtATime = oneAtATime;
    }

    @Override
    public UnderWay underWay(AccountId accountId) {
        return Lane.underWay(journal.unresolved(accountId));
    }

    @Override
    public SendOutcome send(HedgePlan plan, PreparedExecution execution) {
        return switch (dispatch(execution, plan)) {
            case DispatchOutcome.Broadcast sent -> new SendOutcome.Sent(sent.txHash());
            // Its bytes are on disk and may be out there: for the cycle it is on its way.
            case DispatchOutcome.NotTakenYet recorded -> new SendOutcome.Sent(recorded.txHash());
            case DispatchOutcome.Waiting waiting -> new SendOutcome.Waiting(waiting.unresolved());
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
        Optional<IntentState> known =
                journal.find(execution.intentId()).map(IntentEntry::state).filter(IntentState::isResolved);
        if (known.isPresent()) {
            return new DispatchOutcome.Refused(
                    List.of("intent " + execution.intentId() + " is already " + known.get()));
        }
        IntentRecord intent = record(execution, plan);
        return switch (Lane.of(journal.unresolved(execution.account()), intent)) {
            case Lane.Closed closed -> new DispatchOutcome.Waiting(closed.unresolved());
            case Lane lane ->
                price(intent, execution.orders(), lane, plan.madeAt().number());
        };
    }

    private IntentRecord record(PreparedExecution execution, HedgePlan plan) {
        return new IntentRecord(
                execution.intentId(),
                execution.account(),
                sender,
                execution.to(),
                execution.callData(),
                execution.sequence(),
                execution.deadline(),
                execution.urgent(),
                String.join("; ", plan.reasons()),
                time.instant(),
                Optional.empty(),
                plan.mostFee(),
                Optional.of(plan.madeAt().number()));
    }

    private DispatchOutcome price(IntentRecord intent, List<Submitted> orders, Lane lane, long head) {
        return switch (pricing.price(intent, lane)) {
            case Priced.Refused refused -> new DispatchOutcome.Refused(List.of(refused.reason()));
            case Priced.Unanswered silent -> new DispatchOutcome.Unanswered(silent.stage(), silent.reason());
            case Priced.Offered offered -> number(intent, orders, offered, lane, head);
        };
    }

    private DispatchOutcome number(
            IntentRecord intent, List<Submitted> orders, Priced.Offered offered, Lane lane, long head) {
        return switch (numbering.number(lane, intent.urgent(), head)) {
            case Numbered.Refused refused -> new DispatchOutcome.Refused(List.of(refused.reason()));
            case Numbered.Unanswered silent -> new DispatchOutcome.Unanswered(silent.stage(), silent.reason());
            case Numbered.Number number -> {
                Optional<IntentId> displaced = lane instanceof Lane.Displace displace
                        ? Optional.of(displace.routine().intent().intentId())
                        : Optional.empty();
                UnsignedTransaction transaction = transaction(intent, number.nonce(), offered);
                yield commit(intent.displacing(displaced), orders, transaction, number.note());
            }
        };
    }

    private UnsignedTransaction transaction(IntentRecord intent, Nonce nonce, Priced.Offered offered) {
        return new UnsignedTransaction(
                intent.account().chainId(),
                sender,
                nonce,
                intent.to(),
                intent.callData(),
                offered.gasLimit(),
                offered.offer().maxFee(),
                offered.offer().maxTip());
    }

    /** From here on the journal is ahead of every effect. */
    private DispatchOutcome commit(
            IntentRecord intent, List<Submitted> orders, UnsignedTransaction transaction, String note) {
        Instant now = intent.decidedAt();
        IntentId intentId = intent.intentId();
        journal.decided(intent);
        orders.forEach(order -> journal.remark(intentId, OrderLine.of(order), now));
        return switch (maker.make(intentId, Purpose.EXECUTE, transaction, now)) {
            case Made.NotSigned not -> {
                journal.resolved(intentId, IntentState.ABANDONED, not.reason(), now);
                yield new DispatchOutcome.Refused(List.of(not.reason()));
            }
            case Made.Signed made -> broadcast(intent, made, note, now);
        };
    }

    private DispatchOutcome broadcast(IntentRecord intent, Made.Signed made, String note, Instant now) {
        IntentId intentId = intent.intentId();
        long head = intent.madeAtBlock().orElseThrow();
        UnsignedTransaction transaction = made.attempt().transaction();
        SendEvent event;
        try {
            event = broadcaster.send(intent, made.attempt().id(), made.transaction(), head, now);
        } catch (JournalFailure e) {
            // Its bytes were on the disk before they left; only that they have left could not be noted.
            return new DispatchOutcome.NotTakenYet(
                    intentId, made.transaction().hash(), transaction.nonce(), "journal: " + e.getMessage());
        }
        return switch (event) {
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
}
