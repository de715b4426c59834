package io.evenkeel.keeper.adapter.jackson;

import static io.evenkeel.keeper.adapter.jackson.RpcValues.hex;
import static io.evenkeel.keeper.adapter.jackson.RpcValues.number;
import static io.evenkeel.keeper.adapter.jackson.RpcValues.quantity;
import static io.evenkeel.keeper.adapter.jackson.RpcValues.text;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.adapter.jackson.RpcReplies.BatchReply;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.ChainHead;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.rpc.GuardFigures;
import io.evenkeel.keeper.rpc.NodeClient;
import io.evenkeel.keeper.rpc.RequestCounter;
import io.evenkeel.keeper.rpc.RpcTransport;
import io.evenkeel.keeper.rpc.RpcTransport.TransportOutcome;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Speaks JSON-RPC 2.0 to one node over a transport. What an answer must be to be one is said in {@link RpcReplies};
 * anything else is a fault, never an exception.
 */
public final class JsonRpcNode implements NodeClient {
    /** Providers count every call in a batch, and some take no more than this. */
    private static final int LARGEST_BATCH = 20;
    /** How a batch is counted: as one request, whatever is in it. */
    private static final String BATCH = "batch";
    /** The one question that changes something, and so is never repeated on the way. */
    private static final String SEND = "eth_sendRawTransaction";

    private final RpcTransport transport;
    private final ChainId chainId;
    private final RequestCounter requests = new RequestCounter();
    private final AtomicLong lastId = new AtomicLong();
    /** Halved by every batch the node refuses, down to single calls; a node that has refused is not tried again. */
    private final AtomicInteger batchSize = new AtomicInteger(LARGEST_BATCH);

    public JsonRpcNode(RpcTransport transport, ChainId chainId) {
        this.transport = transport;
        this.chainId = chainId;
    }

    @Override
    public String name() {
        return transport.name();
    }

    @Override
    public RequestCounter requests() {
        return requests;
    }

    @Override
    public Optional<GuardFigures> guard() {
        return transport.guard();
    }

    @Override
    public ChainId chainId() {
        return chainId;
    }

    @Override
    public void close() {
        transport.close();
    }

    // ---- reading

    @Override
    public CallOutcome call(Address to, byte[] callData, BlockTag at) {
        NodeAnswer<byte[]> answer = ask(
                "eth_call",
                List.of(Map.of("to", to.hex(), "data", hex(callData)), blockParameter(at)),
                RpcValues::bytes);
        return switch (answer) {
            case NodeAnswer.Answered<byte[]> answered -> new CallOutcome.Returned(answered.value());
            case NodeAnswer.Faulted<byte[]> faulted ->
                faulted.fault() instanceof NodeFault.Reverted reverted
                        ? new CallOutcome.Reverted(reverted.data())
                        : new CallOutcome.Unanswered(
                                name() + ": " + faulted.fault().describe());
        };
    }

    @Override
    public NodeAnswer<byte[]> call(Address from, Address to, byte[] callData, Gas limit, BlockTag at) {
        return ask(
                "eth_call",
                List.of(
                        Map.of("from", from.hex(), "to", to.hex(), "data", hex(callData), "gas", hex(limit.units())),
                        blockParameter(at)),
                RpcValues::bytes);
    }

    @Override
    public NodeAnswer<ChainId> remoteChainId() {
        return ask("eth_chainId", List.of(), result -> new ChainId(number(result)));
    }

    @Override
    public NodeAnswer<FeeHistory> feeHistory(int blocks, int percentile) {
        return ask(
                "eth_feeHistory",
                List.of(hex(blocks), "latest", List.of(percentile)),
                result -> RpcShapes.feeHistory(result, blocks));
    }

    @Override
    public NodeAnswer<FeePerGas> gasPrice() {
        return ask("eth_gasPrice", List.of(), result -> new FeePerGas(quantity(result)));
    }

    @Override
    public NodeAnswer<Gas> estimateGas(Address from, Address to, byte[] callData) {
        return ask(
                "eth_estimateGas",
                List.of(Map.of("from", from.hex(), "to", to.hex(), "data", hex(callData))),
                result -> new Gas(number(result)));
    }

    @Override
    public NodeAnswer<Nonce> nonce(Address account, NonceView view) {
        return count(account, view.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public NodeAnswer<Nonce> nonceAt(Address account, BlockTag at) {
        return count(account, blockParameter(at));
    }

    private NodeAnswer<Nonce> count(Address account, Object block) {
        return ask("eth_getTransactionCount", List.of(account.hex(), block), result -> new Nonce(number(result)));
    }

    @Override
    public NodeAnswer<Optional<Receipt>> receipt(TxHash hash) {
        RpcCall<Optional<Receipt>> call = receiptCall(hash);
        return ask(call.method(), call.parameters(), call.reading());
    }

    @Override
    public List<NodeAnswer<Optional<Receipt>>> receipts(List<TxHash> hashes) {
        return askAll(hashes.stream().map(JsonRpcNode::receiptCall).toList());
    }

    private static RpcCall<Optional<Receipt>> receiptCall(TxHash hash) {
        return new RpcCall<>(
                "eth_getTransactionReceipt", List.of(hash.hex()), result -> RpcShapes.receipt(result, hash));
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(BlockTag at) {
        return switch (at) {
            case BlockTag.Latest latest -> blockByNumber("latest", RpcShapes::header);
            case BlockTag.AtNumber(long number) ->
                blockByNumber(hex(number), result -> RpcShapes.header(result, number));
            case BlockTag.AtHash(BlockHash hash) ->
                ask("eth_getBlockByHash", List.of(hash.hex(), false), result -> RpcShapes.header(result, hash));
        };
    }

    @Override
    public NodeAnswer<ChainHead> chainHead() {
        List<NodeAnswer<Part>> both = askAll(List.of(
                new RpcCall<Part>("eth_chainId", List.of(), result -> new Part.OfChain(new ChainId(number(result)))),
                new RpcCall<Part>(
                        "eth_getBlockByNumber",
                        List.of("latest", false),
                        result -> new Part.OfBlock(RpcShapes.header(result)))));
        if (both.get(0) instanceof NodeAnswer.Answered<Part>(Part.OfChain(ChainId chain))
                && both.get(1) instanceof NodeAnswer.Answered<Part>(Part.OfBlock(Optional<BlockHeader> newest))) {
            return NodeAnswer.of(new ChainHead(chain, newest));
        }
        return NodeAnswer.fault(both.stream()
                .flatMap(each ->
                        each instanceof NodeAnswer.Faulted<Part> faulted ? Stream.of(faulted.fault()) : Stream.empty())
                .findFirst()
                .orElseGet(() -> new NodeFault.Malformed("an answer to another question")));
    }

    /** Two kinds of answers in one batch. */
    private sealed interface Part {
        record OfChain(ChainId chain) implements Part {}

        record OfBlock(Optional<BlockHeader> newest) implements Part {}
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(Finality finality) {
        return blockByNumber(finality.name().toLowerCase(Locale.ROOT), RpcShapes::header);
    }

    private NodeAnswer<Optional<BlockHeader>> blockByNumber(
            String numberOrTag, Function<JsonNode, Optional<BlockHeader>> reading) {
        return ask("eth_getBlockByNumber", List.of(numberOrTag, false), reading);
    }

    @Override
    public NodeAnswer<byte[]> code(Address address) {
        RpcCall<byte[]> call = codeCall(address);
        return ask(call.method(), call.parameters(), call.reading());
    }

    @Override
    public List<NodeAnswer<byte[]>> codes(List<Address> addresses) {
        return askAll(addresses.stream().map(JsonRpcNode::codeCall).toList());
    }

    private static RpcCall<byte[]> codeCall(Address address) {
        return new RpcCall<>("eth_getCode", List.of(address.hex(), "latest"), RpcValues::bytes);
    }

    @Override
    public NodeAnswer<Wei> balance(Address address) {
        return ask("eth_getBalance", List.of(address.hex(), "latest"), result -> new Wei(quantity(result)));
    }

    // ---- sending

    @Override
    public NodeAnswer<TxHash> sendRaw(byte[] signed) {
        return ask(SEND, List.of(hex(signed)), result -> new TxHash(text(result)));
    }

    // ---- the protocol

    private <T> NodeAnswer<T> ask(String method, List<?> parameters, Function<JsonNode, T> reading) {
        RpcCall<T> call = new RpcCall<>(method, parameters, reading);
        long id = lastId.incrementAndGet();
        requests.count(method);
        byte[] question = RpcReplies.bytes(call.withId(id));
        return switch (method.equals(SEND) ? transport.post(question) : transport.postRead(question)) {
            case TransportOutcome.Answered answered -> RpcReplies.one(id, call, answered.httpStatus(), answered.body());
            case TransportOutcome.Failed failed -> NodeAnswer.fault(silence(failed));
            case TransportOutcome.NotTried notTried -> NodeAnswer.fault(silence(notTried));
        };
    }

    /** In as few requests as the node takes; one by one where it takes no batches, which is found out once. */
    private <T> List<NodeAnswer<T>> askAll(List<RpcCall<T>> calls) {
        List<NodeAnswer<T>> answers = new ArrayList<>();
        for (int from = 0; from < calls.size(); ) {
            int size = Math.min(batchSize.get(), calls.size() - from);
            List<RpcCall<T>> part = calls.subList(from, from + size);
            if (size == 1) {
                RpcCall<T> call = part.get(0);
                answers.add(ask(call.method(), call.parameters(), call.reading()));
            } else {
                answers.addAll(askTogether(part));
            }
            from += size;
        }
        return answers;
    }

    private <T> List<NodeAnswer<T>> askTogether(List<RpcCall<T>> calls) {
        List<Long> ids = new ArrayList<>();
        List<Object> questions = new ArrayList<>();
        for (RpcCall<T> call : calls) {
            long id = lastId.incrementAndGet();
            ids.add(id);
            questions.add(call.withId(id));
        }
        requests.count(BATCH);
        BatchReply<T> reply = switch (transport.postRead(RpcReplies.bytes(questions))) {
            case TransportOutcome.Answered answered ->
                RpcReplies.several(ids, calls, answered.httpStatus(), answered.body());
            case TransportOutcome.Failed failed -> RpcReplies.all(silence(failed), calls);
            case TransportOutcome.NotTried notTried -> RpcReplies.all(silence(notTried), calls);
        };
        return switch (reply) {
            case BatchReply.Each<T>(List<NodeAnswer<T>> answers) -> answers;
            case BatchReply.Refused<T> refused -> {
                batchSize.updateAndGet(known -> Math.clamp(calls.size() / 2, 1, known));
                yield calls.stream()
                        .map(call -> ask(call.method(), call.parameters(), call.reading()))
                        .toList();
            }
        };
    }

    private static NodeFault silence(TransportOutcome.Failed failed) {
        return new NodeFault.Unavailable(failed.reason());
    }

    private static NodeFault silence(TransportOutcome.NotTried notTried) {
        return notTried.forRate()
                ? new NodeFault.RateLimited(notTried.reason())
                : new NodeFault.Unavailable(notTried.reason());
    }

    private static Object blockParameter(BlockTag at) {
        return switch (at) {
            case BlockTag.Latest latest -> "latest";
            case BlockTag.AtNumber(long number) -> hex(number);
            case BlockTag.AtHash(BlockHash hash) -> Map.of("blockHash", hash.hex());
        };
    }
}
