package io.evenkeel.keeper.submit;

import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.sign.SignedTransaction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hands recorded bytes to the network. Safe to repeat: the same bytes can run only once. Where there is a private
 * relay they go there first, and to every endpoint as soon as the relay refuses or their time there is over.
 */
public final class Broadcaster {
    /** Attempts of which it is remembered which way they went, so that the journal is told once. */
    private static final int REMEMBERED = 64;

    private final NodeGateway node;
    private final Journal journal;
    private final Optional<PrivateRoute> privately;
    private final Map<AttemptId, String> ways = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AttemptId, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Everything goes to the endpoints. */
    public Broadcaster(NodeGateway node, Journal journal) {
        this(node, journal, Optional.empty());
    }

    public Broadcaster(NodeGateway node, Journal journal, Optional<PrivateRoute> privately) {
        this.node = node;
        this.journal = journal;
        this.privately = privately;
    }

    /**
     * @param head number of the newest block
     * @return {@link SendEvent.Accepted} or {@link SendEvent.Rejected}
     */
    public SendEvent send(
            IntentRecord intent, AttemptId attempt, SignedTransaction transaction, long head, Instant now) {
        if (privately.isEmpty()) {
            return publicly(attempt, transaction, now);
        }
        PrivateRoute route = privately.get();
        if (!route.isFor(intent, head)) {
            tell(intent, attempt, "to the public pool", now);
            return publicly(attempt, transaction, now);
        }
        return switch (route.relay().submit(transaction, head, route.lastBlock(intent))) {
            case NodeAnswer.Answered<PrivateRelay.Accepted> taken -> {
                SendEvent accepted = accepted(attempt, now);
                tell(
                        intent,
                        attempt,
                        "to relay " + route.relay().name() + " alone, until block " + route.lastBlock(intent),
                        now);
                yield accepted;
            }
            case NodeAnswer.Faulted<PrivateRelay.Accepted> faulted -> {
                tell(
                        intent,
                        attempt,
                        "to the public pool, since relay " + route.relay().name() + " did not take it: "
                                + faulted.fault().describe(),
                        now);
                yield publicly(attempt, transaction, now);
            }
        };
    }

    private SendEvent publicly(AttemptId attempt, SignedTransaction transaction, Instant now) {
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

    private void tell(IntentRecord intent, AttemptId attempt, String way, Instant now) {
        if (!way.equals(ways.put(attempt, way))) {
            journal.remark(intent.intentId(), way, now);
        }
    }
}
