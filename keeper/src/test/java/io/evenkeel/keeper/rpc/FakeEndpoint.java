package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.explore.FakeNode;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One of several doors to the same fake chain. It tells the truth unless a test makes it lie, and knows no block above
 * its own head. The lens is a recorded reading, the same at every block it knows.
 */
public final class FakeEndpoint implements NodeClient {
    public static final Address LENS = Address.of("0x00000000000000000000000000000000000000e5");

    private final String name;
    private final FakeNode chain;
    private final byte[] lensReading;
    private final RequestCounter requests = new RequestCounter();
    private final List<byte[]> sent = new ArrayList<>();

    private boolean silent;
    private long blocksBehind;
    private ChainId chainId = FakeNode.CHAIN;
    private UnaryOperator<BlockHeader> newest = UnaryOperator.identity();
    private UnaryOperator<BlockHeader> byNumber = UnaryOperator.identity();
    private UnaryOperator<NodeAnswer<Optional<BlockHeader>>> lasting = UnaryOperator.identity();
    private UnaryOperator<CallOutcome> called = UnaryOperator.identity();
    private UnaryOperator<Nonce> counted = UnaryOperator.identity();
    private UnaryOperator<Optional<Receipt>> receipt = UnaryOperator.identity();

    public FakeEndpoint(String name, FakeNode chain, byte[] lensReading) {
        this.name = name;
        this.chain = chain;
        this.lensReading = lensReading.clone();
    }

    // ---- lies

    public void silent(boolean isSilent) {
        silent = isSilent;
    }

    /** It knows nothing newer than so many blocks below the head. */
    public void behind(long blocks) {
        blocksBehind = blocks;
    }

    public void onChain(ChainId id) {
        chainId = id;
    }

    public void newestBlock(UnaryOperator<BlockHeader> lie) {
        newest = lie;
    }

    /** Lies about every block it is asked for by height, the newest included. */
    public void history(UnaryOperator<BlockHeader> lie) {
        newest = lie;
        byNumber = lie;
    }

    /** What it says whenever it is asked for the safe or the finalized block. */
    public void lasting(NodeAnswer<Optional<BlockHeader>> said) {
        lasting = truth -> said;
    }

    public void calls(UnaryOperator<CallOutcome> lie) {
        called = lie;
    }

    public void counts(UnaryOperator<Nonce> lie) {
        counted = lie;
    }

    public void receipts(UnaryOperator<Optional<Receipt>> lie) {
        receipt = lie;
    }

    /** From now on nothing but the truth. */
    public void honest() {
        silent = false;
        blocksBehind = 0;
        chainId = FakeNode.CHAIN;
        newest = UnaryOperator.identity();
        byNumber = UnaryOperator.identity();
        lasting = UnaryOperator.identity();
        called = UnaryOperator.identity();
        counted = UnaryOperator.identity();
        receipt = UnaryOperator.identity();
    }

    public List<byte[]> sent() {
        return List.copyOf(sent);
    }

    // ---- the node

    @Override
    public String name() {
        return name;
    }

    @Override
    public RequestCounter requests() {
        return requests;
    }

    @Override
    public ChainId chainId() {
        return FakeNode.CHAIN;
    }

    @Override
    public NodeAnswer<ChainId> remoteChainId() {
        return answer("eth_chainId", () -> NodeAnswer.of(chainId));
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(BlockTag at) {
        return answer(
                "eth_getBlock",
                () -> at instanceof BlockTag.Latest
                        ? chain.block(new BlockTag.AtNumber(head())).map(found -> found.map(newest))
                        : chain.block(at)
                                .map(found -> found.filter(header -> header.number() <= head())
                                        .map(at instanceof BlockTag.AtNumber ? byNumber : UnaryOperator.identity())));
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(Finality finality) {
        return answer("eth_getBlock", () -> lasting.apply(chain.block(finality)));
    }

    @Override
    public CallOutcome call(Address to, byte[] callData, BlockTag at) {
        requests.count("eth_call");
        if (silent) {
            return new CallOutcome.Unanswered("no route");
        }
        if (!knows(at)) {
            return new CallOutcome.Unanswered("header not found");
        }
        return called.apply(
                to.equals(LENS) ? new CallOutcome.Returned(lensReading.clone()) : chain.call(to, callData, at));
    }

    @Override
    public NodeAnswer<byte[]> call(Address from, Address to, byte[] callData, Gas limit, BlockTag at) {
        return answer("eth_call", () -> chain.call(from, to, callData, limit, at));
    }

    @Override
    public NodeAnswer<Nonce> nonce(Address account, NonceView view) {
        return answer(
                "eth_getTransactionCount", () -> chain.nonce(account, view).map(counted::apply));
    }

    @Override
    public NodeAnswer<Nonce> nonceAt(Address account, BlockTag at) {
        return answer(
                "eth_getTransactionCount",
                () -> knows(at)
                        ? chain.nonceAt(account, at).map(counted::apply)
                        : NodeAnswer.fault(new NodeFault.UnknownBlock("header not found")));
    }

    @Override
    public NodeAnswer<Optional<Receipt>> receipt(TxHash hash) {
        return answer(
                "eth_getTransactionReceipt",
                () -> chain.receipt(hash)
                        .map(found -> receipt.apply(found.filter(each -> each.blockNumber() <= head()))));
    }

    @Override
    public NodeAnswer<TxHash> sendRaw(byte[] signed) {
        return answer("eth_sendRawTransaction", () -> {
            sent.add(signed.clone());
            return chain.sendRaw(signed);
        });
    }

    @Override
    public NodeAnswer<FeeHistory> feeHistory(int blocks, int percentile) {
        return answer("eth_feeHistory", () -> chain.feeHistory(blocks, percentile));
    }

    @Override
    public NodeAnswer<FeePerGas> gasPrice() {
        return answer("eth_gasPrice", chain::gasPrice);
    }

    @Override
    public NodeAnswer<Gas> estimateGas(Address from, Address to, byte[] callData) {
        return answer("eth_estimateGas", () -> chain.estimateGas(from, to, callData));
    }

    @Override
    public NodeAnswer<byte[]> code(Address address) {
        return answer("eth_getCode", () -> chain.code(address));
    }

    @Override
    public NodeAnswer<Wei> balance(Address address) {
        return answer("eth_getBalance", () -> chain.balance(address));
    }

    @Override
    public void close() {}

    // ----

    private long head() {
        return Math.max(0, chain.height() - blocksBehind);
    }

    private boolean knows(BlockTag at) {
        return chain.block(at) instanceof NodeAnswer.Answered<Optional<BlockHeader>> found
                && found.value().filter(header -> header.number() <= head()).isPresent();
    }

    private <T> NodeAnswer<T> answer(String method, Supplier<NodeAnswer<T>> truth) {
        requests.count(method);
        return silent ? NodeAnswer.fault(new NodeFault.Unavailable("no route")) : truth.get();
    }
}
