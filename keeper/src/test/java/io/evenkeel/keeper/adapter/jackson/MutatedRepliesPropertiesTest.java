package io.evenkeel.keeper.adapter.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeGateway.Finality;
import io.evenkeel.keeper.node.NodeGateway.NonceView;
import io.evenkeel.keeper.rpc.RpcTransport.TransportOutcome;
import io.evenkeel.units.Gas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Real replies, damaged in every way: bytes flipped, cut, doubled, values exchanged for others. Whatever comes of it
 * is an answer or a fault, never an exception, and never the value of another question.
 */
class MutatedRepliesPropertiesTest {
    private static final String HASH = "0x" + "1a".repeat(32);
    private static final String BLOCK = "0x" + "2b".repeat(32);
    private static final Address VAULT = Address.of("0x00000000000000000000000000000000000000aa");
    private static final Pattern VALUE =
            Pattern.compile("\"0x[0-9a-f]*\"|\\btrue\\b|\\bfalse\\b|\\bnull\\b|\\[[^\\[\\]]*]|(?<=:)\\d+");

    /** A question, and what anvil or Hardhat answered to it. */
    private record Exchange(String name, Function<JsonRpcNode, NodeAnswer<?>> question, String result) {}

    private static final String RECEIPT =
            "{\"transactionHash\":\"" + HASH + "\",\"transactionIndex\":\"0x0\",\"blockHash\":\""
                    + BLOCK + "\",\"blockNumber\":\"0x5\",\"from\":\"" + VAULT + "\",\"to\":\"" + VAULT
                    + "\",\"cumulativeGasUsed\":\"0x5208\",\"gasUsed\":\"0x5208\",\"contractAddress\":null,\"logs\":[{\"address\":\""
                    + VAULT + "\",\"topics\":[\"" + HASH + "\"],\"data\":\"0x01\",\"blockHash\":\"" + BLOCK
                    + "\",\"transactionHash\":\"" + HASH + "\",\"removed\":false}],\"status\":\"0x1\",\"type\":\"0x2\","
                    + "\"effectiveGasPrice\":\"0x3b9aca00\"}";

    private static final String HEADER = "{\"number\":\"0x5\",\"hash\":\"" + BLOCK + "\",\"parentHash\":\"" + HASH
            + "\",\"timestamp\":\"0x68000000\",\"baseFeePerGas\":\"0x7\",\"transactions\":[]}";

    private static final List<Exchange> EXCHANGES = List.of(
            new Exchange("chain id", node -> node.remoteChainId(), "\"0x7a69\""),
            new Exchange("receipt", node -> node.receipt(new TxHash(HASH)), RECEIPT),
            new Exchange("newest block", node -> node.block(new BlockTag.Latest()), HEADER),
            new Exchange("block by number", node -> node.block(new BlockTag.AtNumber(5)), HEADER),
            new Exchange("block by hash", node -> node.block(new BlockTag.AtHash(new BlockHash(BLOCK))), HEADER),
            new Exchange("finalized block", node -> node.block(Finality.FINALIZED), HEADER),
            new Exchange(
                    "fee history",
                    node -> node.feeHistory(2, 50),
                    "{\"oldestBlock\":\"0x0\",\"baseFeePerGas\":[\"0x3b9aca00\",\"0x342770c0\",\"0x2da3adbb\"],"
                            + "\"gasUsedRatio\":[0,0.1],\"reward\":[[\"0x0\"],[\"0x3b9aca00\"]]}"),
            new Exchange("gas price", node -> node.gasPrice(), "\"0x3b9aca00\""),
            new Exchange("gas", node -> node.estimateGas(VAULT, VAULT, new byte[] {1}), "\"0x5208\""),
            new Exchange("count", node -> node.nonce(VAULT, NonceView.PENDING), "\"0x11\""),
            new Exchange("code", node -> node.code(VAULT), "\"0x6001\""),
            new Exchange("balance", node -> node.balance(VAULT), "\"0xde0b6b3a7640000\""),
            new Exchange(
                    "call",
                    node -> node.call(VAULT, VAULT, new byte[] {1}, new Gas(100), new BlockTag.Latest()),
                    "\"0x0102\""),
            new Exchange("sending", node -> node.sendRaw(new byte[] {1}), "\"" + HASH + "\""));

    private static final List<String> OTHER_VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "17",
            "1e400",
            "1e-400",
            "99999999999999999999999999",
            "\"\"",
            "\"0x\"",
            "\"0X1\"",
            "\"0x0001\"",
            "\"0xABC\"",
            "\"17\"",
            "\"-0x1\"",
            "\"0x-1\"",
            "\"0xzz\"",
            "\"0x" + "f".repeat(64) + "\"",
            "\"0x" + "f".repeat(65) + "\"",
            "\"0x7fffffffffffffff\"",
            "\"0x8000000000000000\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "{\"a\":1}",
            "[".repeat(200) + "]".repeat(200),
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"" + HASH + "\"");

    @Property(tries = 4_000)
    void aDamagedReplyIsAnAnswerOrAFault(
            @ForAll @IntRange(max = 13) int which, @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int wounds) {
        Exchange exchange = EXCHANGES.get(which);
        Random random = new Random(seed);
        JsonRpcNode node = answering(id -> {
            byte[] reply = reply(id, exchange.result);
            for (int i = 0; i < wounds; i++) {
                reply = damaged(reply, random);
            }
            return new TransportOutcome.Answered(random.nextInt(8) == 0 ? 500 : 200, reply);
        });

        assertThat(exchange.question.apply(node)).as(exchange.name).isNotNull();
    }

    @Property(tries = 4_000)
    void aReplyWithAnotherIdIsNeverAnAnswerHoweverItIsDamaged(
            @ForAll @IntRange(max = 13) int which, @ForAll long seed, @ForAll @IntRange(max = 2) int wounds) {
        Exchange exchange = EXCHANGES.get(which);
        Random random = new Random(seed);
        JsonRpcNode node = answering(id -> {
            String result = exchange.result;
            for (int i = 0; i < wounds; i++) {
                result = otherValue(result, random);
            }
            String otherId = List.of(
                            "" + (id + 1 + random.nextInt(9)),
                            "\"" + id + "\"",
                            "null",
                            id + ".5",
                            "-" + id,
                            "[" + id + "]")
                    .get(random.nextInt(6));
            return TransportDouble.says(200, "{\"jsonrpc\":\"2.0\",\"id\":" + otherId + ",\"result\":" + result + "}");
        });

        assertThat(exchange.question.apply(node)).as(exchange.name).isInstanceOf(NodeAnswer.Faulted.class);
    }

    /** Undamaged each of them is an answer, or the two above would be true of anything. */
    @Property(tries = 50)
    void undamagedEachIsAnAnswer(@ForAll @IntRange(max = 13) int which) {
        Exchange exchange = EXCHANGES.get(which);
        JsonRpcNode node = answering(id -> new TransportOutcome.Answered(200, reply(id, exchange.result)));

        assertThat(exchange.question.apply(node)).as(exchange.name).isInstanceOf(NodeAnswer.Answered.class);
    }

    @Property(tries = 2_000)
    void aDamagedBatchHasAnAnswerOrAFaultForEachQuestionAndNoneTwice(
            @ForAll long seed, @ForAll @IntRange(max = 4) int wounds) {
        Random random = new Random(seed);
        List<TxHash> hashes = List.of(new TxHash(HASH), new TxHash(BLOCK), new TxHash("0x" + "3c".repeat(32)));
        JsonRpcNode node = new JsonRpcNode(
                new TransportDouble(ids -> {
                    StringBuilder batch = new StringBuilder("[");
                    for (int i = 0; i < ids.size(); i++) {
                        String mine = RECEIPT.replace(HASH, hashes.get(i % 3).hex());
                        batch.append(i == 0 ? "" : ",")
                                .append(new String(reply(ids.get(i), mine), StandardCharsets.UTF_8));
                    }
                    byte[] reply = batch.append("]").toString().getBytes(StandardCharsets.UTF_8);
                    for (int i = 0; i < wounds; i++) {
                        reply = damaged(reply, random);
                    }
                    return new TransportOutcome.Answered(200, reply);
                }),
                new ChainId(1));

        var answers = node.receipts(hashes);

        assertThat(answers).hasSize(3);
        for (int i = 0; i < 3; i++) {
            if (answers.get(i) instanceof NodeAnswer.Answered<?> answered
                    && answered.value() instanceof java.util.Optional<?> found
                    && found.isPresent()) {
                assertThat(((io.evenkeel.keeper.node.Receipt) found.get()).hash())
                        .isEqualTo(hashes.get(i));
            }
        }
    }

    private static JsonRpcNode answering(Function<Long, TransportOutcome> node) {
        return new JsonRpcNode(new TransportDouble(ids -> node.apply(ids.get(0))), new ChainId(1));
    }

    private static byte[] reply(long id, String result) {
        return ("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] damaged(byte[] reply, Random random) {
        if (reply.length < 2) {
            return reply;
        }
        int at = random.nextInt(reply.length);
        return switch (random.nextInt(6)) {
            case 0 -> flipped(reply, at, random);
            case 1 -> java.util.Arrays.copyOf(reply, at);
            case 2 -> joined(reply, reply);
            case 3 ->
                joined(java.util.Arrays.copyOf(reply, at), java.util.Arrays.copyOfRange(reply, at + 1, reply.length));
            case 4 ->
                joined(java.util.Arrays.copyOf(reply, at), java.util.Arrays.copyOfRange(reply, at / 2, reply.length));
            default ->
                otherValue(new String(reply, StandardCharsets.UTF_8), random).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] flipped(byte[] reply, int at, Random random) {
        byte[] changed = reply.clone();
        changed[at] = (byte) random.nextInt(256);
        return changed;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static String otherValue(String json, Random random) {
        List<int[]> places = VALUE.matcher(json)
                .results()
                .map(found -> new int[] {found.start(), found.end()})
                .toList();
        if (places.isEmpty()) {
            return json;
        }
        int[] place = places.get(random.nextInt(places.size()));
        String other = OTHER_VALUES.get(random.nextInt(OTHER_VALUES.size()));
        return json.substring(0, place[0]) + other + json.substring(place[1]);
    }
}
