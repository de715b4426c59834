package io.evenkeel.keeper.adapter.jackson;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.node.Asked;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.LogEntry;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeFaults;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.rpc.NodeClient;
import io.evenkeel.keeper.rpc.RequestCounter;
import io.evenkeel.keeper.rpc.RpcTransport;
import io.evenkeel.keeper.rpc.RpcTransport.TransportOutcome;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks JSON-RPC 2.0 to one node over a transport. An answer is taken only when it carries the id of its question,
 * exactly one of result and error, and a result of the expected shape; anything else is a fault, never an exception.
 */
public final class JsonRpcNode implements NodeClient {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] NO_DATA = new byte[0];

    private final RpcTransport transport;
    private final ChainId chainId;
    private final RequestCounter requests = new RequestCounter();
    private final AtomicLong lastId = new AtomicLong();

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
                JsonRpcNode::bytes);
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
                JsonRpcNode::bytes);
    }

    @Override
    public NodeAnswer<ChainId> remoteChainId() {
        return ask("eth_chainId", List.of(), result -> new ChainId(number(result)));
    }

    @Override
    public NodeAnswer<FeeHistory> feeHistory(int blocks, int percentile) {
        return ask("eth_feeHistory", List.of(hex(blocks), "latest", List.of(percentile)), JsonRpcNode::feeHistory);
    }

    private static FeeHistory feeHistory(JsonNode result) {
        JsonNode baseFees = field(result, "baseFeePerGas");
        FeePerGas next = new FeePerGas(quantity(baseFees.get(baseFees.size() - 1)));
        List<FeePerGas> tips = new ArrayList<>();
        for (JsonNode reward : result.path("reward")) {
            tips.add(new FeePerGas(quantity(reward.get(0))));
        }
        return new FeeHistory(next, tips);
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
    public NodeAnswer<Nonce> nonceAt(Address account, long blockNumber) {
        return count(account, hex(blockNumber));
    }

    private NodeAnswer<Nonce> count(Address account, String numberOrTag) {
        return ask("eth_getTransactionCount", List.of(account.hex(), numberOrTag), result -> new Nonce(number(result)));
    }

    @Override
    public NodeAnswer<Optional<Receipt>> receipt(TxHash hash) {
        return ask(
                "eth_getTransactionReceipt",
                List.of(hash.hex()),
                result -> result.isNull() ? Optional.empty() : Optional.of(receipt(result)));
    }

    private static Receipt receipt(JsonNode result) {
        List<LogEntry> logs = new ArrayList<>();
        for (JsonNode log : field(result, "logs")) {
            logs.add(log(log));
        }
        return new Receipt(
                new TxHash(text(result, "transactionHash")),
                number(field(result, "blockNumber")),
                new BlockHash(text(result, "blockHash")),
                number(field(result, "status")) == 1,
                new Gas(number(field(result, "gasUsed"))),
                new FeePerGas(quantity(field(result, "effectiveGasPrice"))),
                logs);
    }

    private static LogEntry log(JsonNode log) {
        List<String> topics = new ArrayList<>();
        for (JsonNode topic : field(log, "topics")) {
            topics.add(topic.stringValue().toLowerCase(Locale.ROOT));
        }
        return new LogEntry(new Address(text(log, "address")), topics, bytes(field(log, "data")));
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(BlockTag at) {
        return switch (at) {
            case BlockTag.Latest latest -> blockByNumber("latest");
            case BlockTag.AtNumber(long number) -> blockByNumber(hex(number));
            case BlockTag.AtHash(BlockHash hash) ->
                ask("eth_getBlockByHash", List.of(hash.hex(), false), JsonRpcNode::header);
        };
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(Finality finality) {
        return blockByNumber(finality.name().toLowerCase(Locale.ROOT));
    }

    private NodeAnswer<Optional<BlockHeader>> blockByNumber(String numberOrTag) {
        return ask("eth_getBlockByNumber", List.of(numberOrTag, false), JsonRpcNode::header);
    }

    private static Optional<BlockHeader> header(JsonNode result) {
        if (result.isNull()) {
            return Optional.empty();
        }
        return Optional.of(new BlockHeader(
                number(field(result, "number")),
                new BlockHash(text(result, "hash")),
                new BlockHash(text(result, "parentHash")),
                Instant.ofEpochSecond(number(field(result, "timestamp")))));
    }

    @Override
    public NodeAnswer<byte[]> code(Address address) {
        return ask("eth_getCode", List.of(address.hex(), "latest"), JsonRpcNode::bytes);
    }

    @Override
    public NodeAnswer<Wei> balance(Address address) {
        return ask("eth_getBalance", List.of(address.hex(), "latest"), result -> new Wei(quantity(result)));
    }

    // ---- sending

    @Override
    public NodeAnswer<TxHash> sendRaw(byte[] signed) {
        return ask("eth_sendRawTransaction", List.of(hex(signed)), result -> new TxHash(result.stringValue()));
    }

    // ---- the protocol

    private <T> NodeAnswer<T> ask(String method, List<?> parameters, Function<JsonNode, T> reading) {
        Asked asked = kindOf(method);
        long id = lastId.incrementAndGet();
        byte[] question =
                JSON.writeValueAsBytes(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", parameters));
        requests.count(method);
        return switch (transport.post(question)) {
            case TransportOutcome.Failed(String reason) -> NodeAnswer.fault(new NodeFault.Unavailable(reason));
            case TransportOutcome.NotTried(String reason, boolean forRate) ->
                NodeAnswer.fault(forRate ? new NodeFault.RateLimited(reason) : new NodeFault.Unavailable(reason));
            case TransportOutcome.Answered answered -> read(asked, id, answered.httpStatus(), answered.body(), reading);
        };
    }

    private static Asked kindOf(String method) {
        return switch (method) {
            case "eth_sendRawTransaction" -> Asked.TO_SEND;
            case "eth_call", "eth_estimateGas" -> Asked.TO_EXECUTE;
            default -> Asked.TO_READ;
        };
    }

    private static <T> NodeAnswer<T> read(
            Asked asked, long id, int status, byte[] body, Function<JsonNode, T> reading) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JacksonException e) {
            return NodeAnswer.fault(
                    status == 200 ? new NodeFault.Malformed("not JSON") : NodeFaults.ofHttpStatus(status));
        }
        // Some nodes answer a failed call with an HTTP error and a proper JSON-RPC body: the body says more.
        if (answer.has("error") && !answer.get("error").isNull()) {
            return NodeAnswer.fault(fault(asked, status, answer.get("error")));
        }
        if (status != 200) {
            return NodeAnswer.fault(NodeFaults.ofHttpStatus(status));
        }
        if (answer.path("id").asLong(-1) != id) {
            return NodeAnswer.fault(new NodeFault.Malformed("an answer to another question"));
        }
        if (!answer.has("result")) {
            return NodeAnswer.fault(new NodeFault.Malformed("neither result nor error"));
        }
        try {
            return NodeAnswer.of(reading.apply(answer.get("result")));
        } catch (RuntimeException e) {
            // Every reader only takes a JSON value apart, so what it throws is about the value's shape.
            return NodeAnswer.fault(new NodeFault.Malformed("unexpected result: " + e.getMessage()));
        }
    }

    private static NodeFault fault(Asked asked, int status, JsonNode error) {
        if (status == 429) {
            return NodeFaults.ofHttpStatus(status);
        }
        if (!error.isObject()) {
            return NodeFaults.classify(asked, 0, error.asString(""), NO_DATA);
        }
        return NodeFaults.classify(
                asked, error.path("code").asInt(0), error.path("message").asString(""), errorData(error.path("data")));
    }

    /** Revert data: a plain string, or an object that holds it (older Hardhat), or a sentence that ends with it. */
    private static byte[] errorData(JsonNode data) {
        if (data.isObject()) {
            return errorData(data.path("data"));
        }
        if (!data.isString()) {
            return NO_DATA;
        }
        String text = data.stringValue().replace("\"", "").trim();
        int start = text.startsWith("Reverted 0x") ? "Reverted ".length() : 0;
        String hex = text.substring(start);
        return hex.matches("0x([0-9a-fA-F]{2})*") ? HEX.parseHex(hex, 2, hex.length()) : NO_DATA;
    }

    // ---- values

    private static Object blockParameter(BlockTag at) {
        return switch (at) {
            case BlockTag.Latest latest -> "latest";
            case BlockTag.AtNumber(long number) -> hex(number);
            case BlockTag.AtHash(BlockHash hash) -> Map.of("blockHash", hash.hex());
        };
    }

    private static String hex(byte[] bytes) {
        return "0x" + HEX.formatHex(bytes);
    }

    private static String hex(long quantity) {
        return "0x" + Long.toHexString(quantity);
    }

    private static byte[] bytes(JsonNode value) {
        String hex = value.stringValue();
        if (!hex.startsWith("0x")) {
            throw new IllegalArgumentException("bytes without 0x");
        }
        return HEX.parseHex(hex, 2, hex.length());
    }

    private static BigInteger quantity(JsonNode value) {
        String hex = value.stringValue();
        if (!hex.startsWith("0x")) {
            throw new IllegalArgumentException("quantity without 0x");
        }
        return new BigInteger(hex.substring(2), 16);
    }

    private static long number(JsonNode value) {
        return quantity(value).longValueExact();
    }

    private static JsonNode field(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    private static String text(JsonNode object, String name) {
        return field(object, name).stringValue();
    }
}
