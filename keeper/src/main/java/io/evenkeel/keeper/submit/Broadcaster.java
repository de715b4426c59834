package io.evenkeel.keeper.submit;

import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.sign.SignedTransaction;
import java.time.Instant;

/** Hands recorded bytes to the network. Safe to repeat: the same bytes can run only once. */
public final class Broadcaster {
    private final NodeGateway node;
    private final Journal journal;

    public Broadcaster(NodeGateway node, Journal journal) {
        this.node = node;
        this.journal = journal;
    }

    /** @return {@link SendEvent.Accepted} or {@link SendEvent.Rejected} */
    public SendEvent send(AttemptId attempt, SignedTransaction transaction, Instant now) {
        return switch (node.sendRaw(transaction.raw())) {
            case NodeAnswer.Answered<TxHash> taken ->
                taken.value().equals(transaction.hash())
                        ? accepted(attempt, now)
                        : new SendEvent.Rejected(
                                now, new NodeFault.Malformed("took another transaction: " + taken.value()));
            case NodeAnswer.Faulted<TxHash> faulted ->
                faulted.fault() instanceof NodeFault.AlreadyKnown
                        ? accepted(attempt, now)
                        : new SendEvent.Rejected(now, faulted.fault());
        };
    }

    private SendEvent accepted(AttemptId attempt, Instant now) {
        journal.broadcast(attempt, now);
        return new SendEvent.Accepted(now);
    }
}
