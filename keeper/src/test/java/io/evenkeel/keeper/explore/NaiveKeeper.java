package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.node.NodeGateway.NonceView;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.keeper.submit.DispatchOutcome;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What many relayers do: the next nonce is the pool's, and what is not there yet is sent again under a new one. */
final class NaiveKeeper implements SendingKeeper {
    private final NodeGateway node;
    private final Journal journal;

    NaiveKeeper(NodeGateway node, Journal journal) {
        this.node = node;
        this.journal = journal;
    }

    @Override
    public DispatchOutcome dispatch(PreparedExecution execution, long head, Instant at) {
        if (!journal.unresolved().isEmpty()
                || journal.find(execution.intentId()).isPresent()) {
            return new DispatchOutcome.Refused(List.of("busy"));
        }
        journal.decided(new IntentRecord(
                execution.intentId(),
                execution.account(),
                FakeSigner.KEEPER,
                execution.to(),
                execution.callData(),
                execution.sequence(),
                execution.deadline(),
                execution.urgent(),
                "",
                at));
        send(journal.find(execution.intentId()).orElseThrow(), at);
        return new DispatchOutcome.Refused(List.of("sent, or not"));
    }

    @Override
    public List<SettlementOutcome> step(Instant at) {
        List<SettlementOutcome> outcomes = new ArrayList<>();
        for (IntentEntry entry : journal.unresolved()) {
            outcomes.add(new SettlementOutcome.Unresolved(entry.intent().intentId(), entry.state(), "looked", false));
            if (entry.signedNewestFirst().stream().anyMatch(this::isInABlock)) {
                journal.resolved(entry.intent().intentId(), IntentState.CONFIRMED, "", at);
            } else {
                send(entry, at);
            }
        }
        return outcomes;
    }

    private boolean isInABlock(AttemptEntry attempt) {
        return node.receipt(attempt.signed().orElseThrow().hash())
                        instanceof NodeAnswer.Answered<Optional<Receipt>> answered
                && answered.value().isPresent();
    }

    private void send(IntentEntry entry, Instant at) {
        if (!(node.nonce(FakeSigner.KEEPER, NonceView.PENDING) instanceof NodeAnswer.Answered<Nonce> next)) {
            return;
        }
        IntentRecord intent = entry.intent();
        int ordinal = journal.attempts(FakeNode.CHAIN, FakeSigner.KEEPER, next.value())
                .size();
        UnsignedTransaction transaction = new UnsignedTransaction(
                FakeNode.CHAIN,
                FakeSigner.KEEPER,
                next.value(),
                intent.to(),
                intent.callData(),
                new Gas(1_000_000),
                FeePerGas.ofGwei("200"),
                FeePerGas.ofGwei("5"));
        AttemptId id = new AttemptId(FakeNode.CHAIN, FakeSigner.KEEPER, next.value(), ordinal);
        journal.permitted(new AttemptRecord(id, intent.intentId(), Purpose.EXECUTE, transaction, at));
        SignedTransaction signed = FakeTransaction.encode(transaction);
        journal.signed(id, signed, at);
        node.sendRaw(signed.raw());
    }
}
