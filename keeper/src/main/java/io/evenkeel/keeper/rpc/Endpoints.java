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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Several nodes of one chain behind the face of one. What money depends on is read from as many as have to agree, the
 * rest from the first that is well; signed bytes go to all at once. The table of which read is which is in the
 * README beside this. A node that says what cannot be true is put aside for a while; when too few are left, reads refuse
 * and say so. Safe for several threads.
 */
public final class Endpoints implements NodeClient {
    private final ChainId chainId;
    private final List<Endpoint> all;
    private final int needed;
    private final HeadRound heads;
    private final AgreedReads agreed;
    private final Broadcast broadcast;
    private final Parallel parallel;
    private final RequestCounter combined = new RequestCounter();

    /**
     * @param inOrder at least one, the preferred first, all configured for the same chain
     * @param needed how many have to agree where money depends on it; 1 to the number of endpoints
     */
    public Endpoints(List<? extends NodeClient> inOrder, int needed, HealthRules rules, InstantSource time) {
        this(inOrder, needed, rules, time, Executors.newVirtualThreadPerTaskExecutor());
    }

    /** @param elsewhere where the others are asked while this thread asks the first; closed with this */
    Endpoints(
            List<? extends NodeClient> inOrder,
            int needed,
            HealthRules rules,
            InstantSource time,
            ExecutorService elsewhere) {
        if (inOrder.isEmpty()) {
            throw new IllegalArgumentException("at least one endpoint is needed");
        }
        if (needed < 1 || needed > inOrder.size()) {
            throw new IllegalArgumentException("agreement of " + needed + " among " + inOrder.size() + " endpoints");
        }
        this.chainId = inOrder.get(0).chainId();
        if (inOrder.stream().anyMatch(each -> !each.chainId().equals(chainId))) {
            throw new IllegalArgumentException("endpoints of different chains cannot stand for one another");
        }
        this.needed = needed;
        this.parallel = new Parallel(elsewhere);
        this.all = inOrder.stream().map(each -> new Endpoint(each, rules, time)).toList();
        this.heads = new HeadRound(all, needed, rules, parallel);
        this.agreed = new AgreedReads(all, needed, heads, parallel);
        this.broadcast = new Broadcast(all, parallel);
    }

    // ---- how they are

    /** Asks each endpoint which chain it is on and for its newest block, and waits for the answers. At start. */
    public EndpointsCondition probe() {
        heads.runWaitingForAll();
        return condition();
    }

    /** As last seen; every read of the newest state looks anew. */
    public EndpointsCondition condition() {
        List<String> reasons =
                all.stream().filter(each -> !each.isWell()).map(Endpoint::words).toList();
        if (reasons.isEmpty()) {
            return new EndpointsCondition.AllUsable();
        }
        if (all.size() - reasons.size() >= needed) {
            return new EndpointsCondition.SomeUsable(reasons);
        }
        return new EndpointsCondition.NoneUsable(needed == 1 ? reasons : List.of(HeadRound.tooFewWords(all, needed)));
    }

    /** True when some endpoint says it is on another chain: at the start a mistake in the configuration. */
    public boolean anyOnAnotherChain() {
        return all.stream().anyMatch(Endpoint::isOnAnotherChain);
    }

    /** One for each endpoint, in the configured order, as last seen. */
    public List<EndpointReport> reports() {
        return all.stream().map(EndpointReport::of).toList();
    }

    /** How many endpoints have to agree where money depends on it. */
    public int needed() {
        return needed;
    }

    /** Requests so far, by endpoint name. */
    public Map<String, Long> requestsByEndpoint() {
        Map<String, Long> totals = new LinkedHashMap<>();
        all.forEach(each -> totals.merge(each.name(), each.node().requests().total(), Long::sum));
        return totals;
    }

    @Override
    public String name() {
        return String.join(", ", all.stream().map(Endpoint::name).toList());
    }

    /** Questions asked through this object; each counts once however many endpoints it goes to. */
    @Override
    public RequestCounter requests() {
        return combined;
    }

    @Override
    public ChainId chainId() {
        return chainId;
    }

    // ---- what money depends on

    @Override
    public CallOutcome call(Address to, byte[] callData, BlockTag at) {
        combined.count("eth_call");
        if (needed > 1) {
            return agreed.call(to, callData, at);
        }
        if (!(at instanceof BlockTag.Latest)) {
            return call(to, callData, at, inTurn());
        }
        return switch (heads.run()) {
            case HeadRound.Outcome.Refused refused -> new CallOutcome.Unanswered(refused.reason());
            case HeadRound.Outcome.Pinned pinned ->
                call(to, callData, new BlockTag.AtHash(pinned.hash()), pinned.readers());
        };
    }

    /** Of the block that the newest read was pinned to, where that is known without asking. */
    public Optional<FeePerGas> pinnedBaseFee() {
        return heads.lastPinned().flatMap(BlockHeader::baseFee);
    }

    private CallOutcome call(Address to, byte[] callData, BlockTag at, List<Endpoint> inTurn) {
        CallOutcome last = new CallOutcome.Unanswered(HeadRound.tooFewWords(all, needed));
        for (Endpoint each : inTurn) {
            last = each.call(to, callData, at);
            if (!(last instanceof CallOutcome.Unanswered)) {
                return last;
            }
        }
        return last;
    }

    @Override
    public NodeAnswer<Nonce> nonce(Address account, NonceView view) {
        combined.count("eth_getTransactionCount");
        if (needed == 1) {
            return first(each -> each.ask(node -> node.nonce(account, view)));
        }
        return switch (view) {
            case LATEST -> agreed.count(account);
            case PENDING -> highestPending(account);
        };
    }

    /** Pools differ; a transaction in any of them would compete with ours, so the highest count is the one to heed. */
    private NodeAnswer<Nonce> highestPending(Address account) {
        NodeAnswer<Nonce> highest = NodeAnswer.fault(new NodeFault.Disagreed(HeadRound.tooFewWords(all, needed)));
        Map<Endpoint, NodeAnswer<Nonce>> answers =
                parallel.ask(agreed.well(), each -> each.ask(node -> node.nonce(account, NonceView.PENDING)));
        for (NodeAnswer<Nonce> each : answers.values()) {
            if (each instanceof NodeAnswer.Answered<Nonce> count
                    && (!(highest instanceof NodeAnswer.Answered<Nonce> most)
                            || most.value().isBefore(count.value()))) {
                highest = each;
            }
        }
        return highest;
    }

    @Override
    public NodeAnswer<Nonce> nonceAt(Address account, BlockTag at) {
        combined.count("eth_getTransactionCount");
        return needed > 1 ? agreed.count(account, at) : first(each -> each.ask(node -> node.nonceAt(account, at)));
    }

    @Override
    public NodeAnswer<Optional<Receipt>> receipt(TxHash hash) {
        return receipts(List.of(hash)).get(0);
    }

    @Override
    public List<NodeAnswer<Optional<Receipt>>> receipts(List<TxHash> hashes) {
        return receipts(hashes, List.of());
    }

    @Override
    public List<NodeAnswer<Optional<Receipt>>> receipts(List<TxHash> hashes, List<Gas> limits) {
        combined.count("eth_getTransactionReceipt");
        Map<TxHash, Gas> limitOf = new HashMap<>();
        for (int i = 0; i < limits.size(); i++) {
            limitOf.put(hashes.get(i), limits.get(i));
        }
        return needed > 1
                ? agreed.receipts(hashes, limitOf)
                : together(hashes, (each, asked) -> each.receipts(asked, limitOf));
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(BlockTag at) {
        combined.count("eth_getBlock");
        if (needed == 1) {
            return first(each -> at instanceof BlockTag.Latest ? each.head() : each.block(at));
        }
        return at instanceof BlockTag.Latest ? agreed.newest() : agreed.block(at);
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(Finality finality) {
        combined.count("eth_getBlock");
        return needed > 1 ? agreed.lasting(finality) : first(each -> each.ask(node -> node.block(finality)));
    }

    // ---- what one answer is enough for

    @Override
    public NodeAnswer<byte[]> call(Address from, Address to, byte[] callData, Gas limit, BlockTag at) {
        return firstOf("eth_call", node -> node.call(from, to, callData, limit, at));
    }

    @Override
    public NodeAnswer<ChainId> remoteChainId() {
        return firstOf("eth_chainId", NodeClient::remoteChainId);
    }

    @Override
    public NodeAnswer<FeeHistory> feeHistory(int blocks, int percentile) {
        return firstOf("eth_feeHistory", node -> node.feeHistory(blocks, percentile));
    }

    @Override
    public NodeAnswer<FeePerGas> gasPrice() {
        return firstOf("eth_gasPrice", NodeClient::gasPrice);
    }

    @Override
    public NodeAnswer<Gas> estimateGas(Address from, Address to, byte[] callData) {
        return firstOf("eth_estimateGas", node -> node.estimateGas(from, to, callData));
    }

    @Override
    public NodeAnswer<byte[]> code(Address address) {
        return firstOf("eth_getCode", node -> node.code(address));
    }

    @Override
    public List<NodeAnswer<byte[]>> codes(List<Address> addresses) {
        combined.count("eth_getCode");
        return together(addresses, (each, asked) -> each.askAll(node -> node.codes(asked)));
    }

    /** Of one endpoint in one request; what it could not say, of the next. */
    private <Q, T> List<NodeAnswer<T>> together(
            List<Q> questions, BiFunction<Endpoint, List<Q>, List<NodeAnswer<T>>> ask) {
        List<NodeAnswer<T>> answers = new ArrayList<>(Collections.nCopies(
                questions.size(), NodeAnswer.fault(new NodeFault.Unavailable(HeadRound.tooFewWords(all, 1)))));
        List<Integer> open = new ArrayList<>();
        IntStream.range(0, questions.size()).forEach(open::add);
        for (Endpoint each : inTurn()) {
            if (open.isEmpty()) {
                break;
            }
            List<Integer> asked = List.copyOf(open);
            List<NodeAnswer<T>> said =
                    ask.apply(each, asked.stream().map(questions::get).toList());
            for (int i = 0; i < asked.size(); i++) {
                answers.set(asked.get(i), said.get(i));
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
        return firstOf("eth_getBalance", node -> node.balance(address));
    }

    private <T> NodeAnswer<T> firstOf(String method, Function<NodeClient, NodeAnswer<T>> question) {
        combined.count(method);
        return first(each -> each.ask(question));
    }

    private <T> NodeAnswer<T> first(Function<Endpoint, NodeAnswer<T>> question) {
        NodeAnswer<T> last = NodeAnswer.fault(new NodeFault.Unavailable(HeadRound.tooFewWords(all, 1)));
        for (Endpoint each : inTurn()) {
            last = question.apply(each);
            if (!(last instanceof NodeAnswer.Faulted<T> faulted)
                    || !faulted.fault().isAboutTheNode()) {
                return last;
            }
        }
        return last;
    }

    /** Those that are well in the configured order, then those that at least have told no lie. */
    private List<Endpoint> inTurn() {
        List<Endpoint> inTurn = new ArrayList<>(agreed.well());
        all.stream()
                .filter(each -> each.standing() instanceof EndpointStanding.Silent)
                .forEach(inTurn::add);
        return inTurn;
    }

    // ---- sending

    /** To all at once, also to those put aside: a lie told before does not keep a node from relaying. */
    @Override
    public NodeAnswer<TxHash> sendRaw(byte[] signed) {
        combined.count("eth_sendRawTransaction");
        return broadcast.send(signed);
    }

    @Override
    public void close() {
        parallel.close();
        all.forEach(Endpoint::close);
    }
}
