package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Several nodes of one chain behind the face of one. Reads go to the first that answers, in the configured order;
 * signed bytes go to all of them at once. A node on another chain is never used. Safe for several threads.
 */
public final class Endpoints implements NodeClient {
    private final ChainId chainId;
    private final List<NodeClient> inOrder;
    private final RequestCounter combined = new RequestCounter();
    /** What is wrong with an endpoint as far as we know; absent when its last answer was one. */
    private final Map<NodeClient, String> troubles = new ConcurrentHashMap<>();

    private final Map<NodeClient, String> onAnotherChain = new ConcurrentHashMap<>();
    /** Endpoints that are being asked again whether they are well. */
    private final Set<NodeClient> underDoubt = ConcurrentHashMap.newKeySet();

    private final ExecutorService elsewhere;

    /** @param inOrder at least one, the preferred first, all configured for the same chain */
    public Endpoints(List<NodeClient> inOrder) {
        this(inOrder, Executors.newVirtualThreadPerTaskExecutor());
    }

    /** @param elsewhere what need not be waited for is done there; closed with this */
    Endpoints(List<NodeClient> inOrder, ExecutorService elsewhere) {
        if (inOrder.isEmpty()) {
            throw new IllegalArgumentException("at least one endpoint is needed");
        }
        this.elsewhere = elsewhere;
        this.inOrder = List.copyOf(inOrder);
        this.chainId = inOrder.get(0).chainId();
        if (inOrder.stream().anyMatch(each -> !each.chainId().equals(chainId))) {
            throw new IllegalArgumentException("endpoints of different chains cannot stand for one another");
        }
    }

    /** Asks each endpoint which chain it is on, one request each, and waits for the answers. At start. */
    public EndpointsCondition probe() {
        inOrder.forEach(this::ask);
        return known();
    }

    private void ask(NodeClient each) {
        switch (noted(each, each.remoteChainId())) {
            case NodeAnswer.Answered<ChainId> answered
            when !answered.value().equals(chainId) ->
                onAnotherChain.put(each, "is on chain " + answered.value() + ", not " + chainId);
            case NodeAnswer.Answered<ChainId> right -> onAnotherChain.remove(each);
            case NodeAnswer.Faulted<ChainId> silent -> {} // stays as it was: noted() keeps the reason
        }
    }

    /**
     * As last seen. An endpoint that was not well is asked again meanwhile, so that the next answer knows: reads go to
     * the first that is well, and nobody would notice that another has come back.
     */
    public EndpointsCondition condition() {
        EndpointsCondition asLastSeen = known();
        for (NodeClient each : inOrder) {
            if ((troubles.containsKey(each) || onAnotherChain.containsKey(each)) && underDoubt.add(each)) {
                elsewhere.execute(() -> {
                    try {
                        ask(each);
                    } finally {
                        underDoubt.remove(each);
                    }
                });
            }
        }
        return asLastSeen;
    }

    private EndpointsCondition known() {
        List<String> reasons = new ArrayList<>();
        for (NodeClient each : inOrder) {
            String reason = onAnotherChain.getOrDefault(each, troubles.get(each));
            if (reason != null) {
                reasons.add("endpoint " + each.name() + " " + reason);
            }
        }
        if (reasons.isEmpty()) {
            return new EndpointsCondition.AllUsable();
        }
        return reasons.size() < inOrder.size()
                ? new EndpointsCondition.SomeUsable(reasons)
                : new EndpointsCondition.NoneUsable(reasons);
    }

    /** True when some endpoint said it is on another chain: a mistake in the configuration, not an outage. */
    public boolean anyOnAnotherChain() {
        return !onAnotherChain.isEmpty();
    }

    /** Requests so far, by endpoint name. */
    public Map<String, Long> requestsByEndpoint() {
        Map<String, Long> totals = new LinkedHashMap<>();
        inOrder.forEach(each -> totals.merge(each.name(), each.requests().total(), Long::sum));
        return totals;
    }

    @Override
    public String name() {
        return String.join(", ", inOrder.stream().map(NodeClient::name).toList());
    }

    /** Questions asked through this object; one broadcast counts once however many endpoints it goes to. */
    @Override
    public RequestCounter requests() {
        return combined;
    }

    @Override
    public ChainId chainId() {
        return chainId;
    }

    @Override
    public CallOutcome call(Address to, byte[] callData, BlockTag at) {
        combined.count("eth_call");
        CallOutcome last = new CallOutcome.Unanswered("no endpoint on chain " + chainId);
        for (NodeClient each : inOrder) {
            if (onAnotherChain.containsKey(each)) {
                continue;
            }
            last = each.call(to, callData, at);
            if (!(last instanceof CallOutcome.Unanswered(String reason))) {
                troubles.remove(each);
                return last;
            }
            troubles.put(each, "does not answer: " + reason);
        }
        return last;
    }

    @Override
    public NodeAnswer<byte[]> call(Address from, Address to, byte[] callData, Gas limit, BlockTag at) {
        return first("eth_call", each -> each.call(from, to, callData, limit, at));
    }

    @Override
    public NodeAnswer<ChainId> remoteChainId() {
        return first("eth_chainId", NodeClient::remoteChainId);
    }

    @Override
    public NodeAnswer<FeeHistory> feeHistory(int blocks, int percentile) {
        return first("eth_feeHistory", each -> each.feeHistory(blocks, percentile));
    }

    @Override
    public NodeAnswer<FeePerGas> gasPrice() {
        return first("eth_gasPrice", NodeClient::gasPrice);
    }

    @Override
    public NodeAnswer<Gas> estimateGas(Address from, Address to, byte[] callData) {
        return first("eth_estimateGas", each -> each.estimateGas(from, to, callData));
    }

    @Override
    public NodeAnswer<Nonce> nonce(Address account, NonceView view) {
        return first("eth_getTransactionCount", each -> each.nonce(account, view));
    }

    @Override
    public NodeAnswer<Nonce> nonceAt(Address account, long blockNumber) {
        return first("eth_getTransactionCount", each -> each.nonceAt(account, blockNumber));
    }

    @Override
    public NodeAnswer<Optional<Receipt>> receipt(TxHash hash) {
        return first("eth_getTransactionReceipt", each -> each.receipt(hash));
    }

    @Override
    public List<NodeAnswer<Optional<Receipt>>> receipts(List<TxHash> hashes) {
        return together(hashes, NodeClient::receipts);
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(BlockTag at) {
        return first("eth_getBlock", each -> each.block(at));
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(Finality finality) {
        return first("eth_getBlock", each -> each.block(finality));
    }

    @Override
    public NodeAnswer<byte[]> code(Address address) {
        return first("eth_getCode", each -> each.code(address));
    }

    @Override
    public List<NodeAnswer<byte[]>> codes(List<Address> addresses) {
        return together(addresses, NodeClient::codes);
    }

    /** Of one endpoint in one request; what it could not say, of the next. */
    private <Q, T> List<NodeAnswer<T>> together(
            List<Q> questions, BiFunction<NodeClient, List<Q>, List<NodeAnswer<T>>> ask) {
        combined.count("batch");
        List<NodeAnswer<T>> answers = new ArrayList<>(Collections.nCopies(
                questions.size(), NodeAnswer.fault(new NodeFault.Unavailable("no endpoint on chain " + chainId))));
        List<Integer> open = new ArrayList<>();
        IntStream.range(0, questions.size()).forEach(open::add);
        for (NodeClient each : inOrder) {
            if (onAnotherChain.containsKey(each) || open.isEmpty()) {
                continue;
            }
            List<Integer> asked = List.copyOf(open);
            List<NodeAnswer<T>> said =
                    ask.apply(each, asked.stream().map(questions::get).toList());
            for (int i = 0; i < asked.size(); i++) {
                answers.set(asked.get(i), noted(each, said.get(i)));
                if (!(said.get(i) instanceof NodeAnswer.Faulted<T> faulted)
                        || !faulted.fault().isAboutTheNode()) {
                    open.remove(asked.get(i));
                }
            }
        }
        return answers;
    }

    @Override
    public NodeAnswer<Wei> balance(Address address) {
        return first("eth_getBalance", each -> each.balance(address));
    }

    /**
     * To all at once, since one node may drop what another keeps. Accepted by any is accepted; held by any already
     * is {@link NodeFault.AlreadyKnown}; otherwise what a node said about the transaction goes before what kept
     * another from answering.
     */
    @Override
    public NodeAnswer<TxHash> sendRaw(byte[] signed) {
        combined.count("eth_sendRawTransaction");
        List<NodeClient> usable = inOrder.stream()
                .filter(each -> !onAnotherChain.containsKey(each))
                .toList();
        List<Future<NodeAnswer<TxHash>>> pending = new ArrayList<>();
        for (NodeClient each : usable.subList(Math.min(1, usable.size()), usable.size())) {
            pending.add(elsewhere.submit(() -> noted(each, each.sendRaw(signed))));
        }
        List<NodeAnswer<TxHash>> answers = new ArrayList<>();
        if (!usable.isEmpty()) {
            answers.add(noted(usable.get(0), usable.get(0).sendRaw(signed)));
        }
        for (Future<NodeAnswer<TxHash>> each : pending) {
            answers.add(finished(each));
        }
        return best(answers);
    }

    private static NodeAnswer<TxHash> finished(Future<NodeAnswer<TxHash>> sending) {
        try {
            return sending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NodeAnswer.fault(new NodeFault.Unavailable("interrupted while sending"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a node client threw", e.getCause());
        }
    }

    private static NodeAnswer<TxHash> best(List<NodeAnswer<TxHash>> answers) {
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

    private <T> NodeAnswer<T> first(String what, Function<NodeClient, NodeAnswer<T>> question) {
        combined.count(what);
        NodeAnswer<T> last = NodeAnswer.fault(new NodeFault.Unavailable("no endpoint on chain " + chainId));
        for (NodeClient each : inOrder) {
            if (onAnotherChain.containsKey(each)) {
                continue;
            }
            last = noted(each, question.apply(each));
            if (!(last instanceof NodeAnswer.Faulted<T> faulted)
                    || !faulted.fault().isAboutTheNode()) {
                return last;
            }
        }
        return last;
    }

    private <T> NodeAnswer<T> noted(NodeClient each, NodeAnswer<T> answer) {
        if (answer instanceof NodeAnswer.Faulted<T> faulted && meansDown(faulted.fault())) {
            troubles.put(each, "does not answer: " + faulted.fault().describe());
        } else {
            troubles.remove(each);
        }
        return answer;
    }

    private static boolean meansDown(NodeFault fault) {
        return fault instanceof NodeFault.Unavailable
                || fault instanceof NodeFault.Malformed
                || fault instanceof NodeFault.RateLimited;
    }

    @Override
    public void close() {
        elsewhere.shutdown();
        inOrder.forEach(NodeClient::close);
    }
}
