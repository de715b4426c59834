package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import java.util.Collection;
import java.util.List;

/**
 * Signed bytes go to all at once, since one node may drop what another keeps. Accepted by any is accepted; held by any
 * already is {@link NodeFault.AlreadyKnown}; otherwise what a node said about the transaction goes before what kept
 * another from answering. Only a node on another chain is left out.
 */
final class Broadcast {
    private final List<Endpoint> all;
    private final Parallel parallel;

    Broadcast(List<Endpoint> all, Parallel parallel) {
        this.all = all;
        this.parallel = parallel;
    }

    NodeAnswer<TxHash> send(byte[] signed) {
        List<Endpoint> usable =
                all.stream().filter(each -> !each.isOnAnotherChain()).toList();
        return best(parallel.ask(usable, each -> each.ask(node -> node.sendRaw(signed)))
                .values());
    }

    private static NodeAnswer<TxHash> best(Collection<NodeAnswer<TxHash>> answers) {
        NodeAnswer<TxHash> best = NodeAnswer.fault(new NodeFault.Unavailable("no usable endpoint"));
        int bestRank = Integer.MAX_VALUE;
        for (NodeAnswer<TxHash> each : answers) {
            if (rank(each) < bestRank) {
                bestRank = rank(each);
                best = each;
            }
        }
        return best;
    }

    private static int rank(NodeAnswer<TxHash> answer) {
        return switch (answer) {
            case NodeAnswer.Answered<TxHash> accepted -> 0;
            case NodeAnswer.Faulted<TxHash> faulted -> {
                if (faulted.fault() instanceof NodeFault.AlreadyKnown) {
                    yield 1;
                }
                yield faulted.fault().isAboutTheNode() ? 3 : 2;
            }
        };
    }
}
