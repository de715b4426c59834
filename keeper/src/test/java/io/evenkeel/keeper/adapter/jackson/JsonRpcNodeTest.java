package io.evenkeel.keeper.adapter.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.ChainReader.CallOutcome;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.adapter.okhttp.OkHttpTransport;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway.NonceView;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.rpc.RpcTransport.TransportOutcome;
import io.evenkeel.keeper.rpc.ScriptedServer;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRpcNodeTest {
    private static final Address VAULT = Address.of("0x00000000000000000000000000000000000000aa");
    private static final String HASH = "0x" + "12".repeat(32);

    private final ScriptedServer server = new ScriptedServer();
    private final JsonRpcNode node =
            new JsonRpcNode(new OkHttpTransport(server.address(), Duration.ofSeconds(5)), new ChainId(31337));

    @AfterEach
    void close() {
        node.close();
        server.close();
    }

    @Test
    void aCallReturnsItsBytesAndIsCounted() {
        server.answers("\"0x0102\"");

        assertThat(node.call(VAULT, new byte[] {9}, new BlockTag.AtNumber(17)))
                .isInstanceOfSatisfying(
                        CallOutcome.Returned.class,
                        returned -> assertThat(returned.data()).containsExactly(1, 2));
        assertThat(server.questions().get(0)).contains("\"0x11\"").contains("\"0x09\"");
        assertThat(node.requests().byMethod()).containsExactly(java.util.Map.entry("eth_call", 1L));
    }

    @Test
    void aBlockIsNamedByItsHash() {
        server.answers("\"0x\"");

        node.call(VAULT, new byte[0], new BlockTag.AtHash(new BlockHash(HASH)));

        assertThat(server.questions().get(0)).contains("{\"blockHash\":\"" + HASH + "\"}");
    }

    @Test
    void revertDataIsFoundAsAStringAndInsideAnObject() {
        server.refuses("{\"code\":3,\"message\":\"execution reverted\",\"data\":\"0x0d6a419a\"}")
                .refuses("{\"code\":-32603,\"message\":\"reverted with custom error\","
                        + "\"data\":{\"message\":\"x\",\"txHash\":\"0x1\",\"data\":\"0x0d6a419a\"}}");

        for (int shape = 0; shape < 2; shape++) {
            assertThat(node.call(VAULT, new byte[0], new BlockTag.Latest()))
                    .isInstanceOfSatisfying(
                            CallOutcome.Reverted.class,
                            reverted -> assertThat(reverted.data()).containsExactly(0x0d, 0x6a, 0x41, 0x9a));
        }
    }

    @Test
    void anAnswerToAnotherQuestionIsNotAnAnswer() {
        server.says(200, "{\"jsonrpc\":\"2.0\",\"id\":999,\"result\":\"0x5\"}");

        assertThat(node.nonce(VAULT, NonceView.LATEST))
                .isEqualTo(NodeAnswer.fault(new NodeFault.Malformed("an answer to another question")));
    }

    @Test
    void nullAndNonsenseAreFaultsOfTheCallThatGotThem() {
        server.answers("null").answers("{\"odd\":1}").says(200, "<html>").says(200, "{\"id\":$id}");

        for (int i = 0; i < 4; i++) {
            assertThat(node.nonce(VAULT, NonceView.PENDING))
                    .isInstanceOfSatisfying(
                            NodeAnswer.Faulted.class,
                            faulted -> assertThat(faulted.fault()).isInstanceOf(NodeFault.Malformed.class));
        }
    }

    @Test
    void httpErrorsAreToldApartAndABodyThatExplainsIsRead() {
        server.says(429, "slow down")
                .says(502, "bad gateway")
                .says(
                        400,
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32000,\"message\":\"nonce too low\"}}");

        assertThat(fault(node.sendRaw(new byte[] {1}))).isInstanceOf(NodeFault.RateLimited.class);
        assertThat(fault(node.sendRaw(new byte[] {1}))).isInstanceOf(NodeFault.Unavailable.class);
        assertThat(fault(node.sendRaw(new byte[] {1}))).isInstanceOf(NodeFault.NonceTooLow.class);
    }

    @Test
    void aNodeThatIsNotThereIsUnavailableAndItsAddressIsNotTold() {
        server.close();

        NodeFault fault = fault(node.nonce(VAULT, NonceView.LATEST));

        assertThat(fault).isInstanceOf(NodeFault.Unavailable.class);
        assertThat(fault.text() + node.name()).doesNotContain("secret-key");
    }

    @Test
    void feeHistoryGivesTheNextBaseFeeAndATipPerBlock() {
        server.answers("{\"baseFeePerGas\":[\"0x3b9aca00\",\"0x342770c0\",\"0x2da3adbb\"],"
                + "\"gasUsedRatio\":[0,0.1],\"oldestBlock\":\"0x0\",\"reward\":[[\"0x0\"],[\"0x3b9aca00\"]]}");

        assertThat(node.feeHistory(2, 50))
                .isEqualTo(NodeAnswer.of(new FeeHistory(fee(0x2da3adbbL), List.of(FeePerGas.ZERO, fee(0x3b9aca00L)))));
    }

    @Test
    void aReceiptThatIsNotThereYetIsEmptyAndOneThatIsTellsAll() {
        server.answers("null")
                .answers("{\"transactionHash\":\"" + HASH + "\",\"blockNumber\":\"0x5\",\"blockHash\":\"" + HASH
                        + "\",\"status\":\"0x1\",\"gasUsed\":\"0x5208\",\"effectiveGasPrice\":\"0x7\",\"logs\":[{\"address\":\""
                        + VAULT + "\",\"topics\":[\"" + HASH + "\"],\"data\":\"0x01\"}]}");

        assertThat(node.receipt(new TxHash(HASH))).isEqualTo(NodeAnswer.of(Optional.empty()));
        assertThat(node.receipt(new TxHash(HASH))).isInstanceOfSatisfying(NodeAnswer.Answered.class, answered -> {
            Receipt receipt = (Receipt) ((Optional<?>) answered.value()).orElseThrow();
            assertThat(receipt.succeeded()).isTrue();
            assertThat(receipt.gasUsed()).isEqualTo(new Gas(21_000));
            assertThat(receipt.logs().get(0).topics()).containsExactly(HASH);
        });
    }

    @Test
    void quantitiesOfTheNodeKeepTheirTypes() {
        server.answers("\"0x7a69\"").answers("\"0x11\"");

        assertThat(node.remoteChainId()).isEqualTo(NodeAnswer.of(new ChainId(31337)));
        assertThat(node.nonce(VAULT, NonceView.LATEST)).isEqualTo(NodeAnswer.of(new Nonce(17)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":$id,\"result\":\"0x5\",\"error\":{\"code\":1,\"message\":\"x\"}}", // both
                "{\"id\":$id,\"result\":\"0x5\"", // cut
                "{\"id\":$id,\"result\":\"0x5\"}{\"id\":$id,\"result\":\"0x6\"}", // two documents
                "{\"id\":$id,\"id\":$id,\"result\":\"0x5\"}", // which of the two?
                "[{\"id\":$id,\"result\":\"0x5\"}]", // a batch nobody asked for
                "{\"id\":null,\"result\":\"0x5\"}",
                "{\"result\":\"0x5\"}",
                "{\"id\":\"$id\",\"result\":\"0x5\"}",
                "{\"id\":$id,\"result\":5}",
                "{\"id\":$id,\"result\":\"5\"}",
                "{\"id\":$id,\"result\":\"0x\"}",
                "{\"id\":$id,\"result\":\"0X5\"}",
                "{\"id\":$id,\"result\":\"0x-5\"}",
                "{\"id\":$id,\"result\":\"0x8000000000000000\"}", // more than a count can be
                "\"0x5\"",
                "null",
                ""
            })
    void whatIsNoAnswerIsMalformed(String body) {
        server.says(200, body);

        assertThat(fault(node.nonce(VAULT, NonceView.LATEST))).isInstanceOf(NodeFault.Malformed.class);
    }

    @Test
    void leadingZerosAndUpperCaseDigitsChangeNothing() {
        server.answers("\"0x00000000000000000000000000000011\"").answers("\"0xAb\"");

        assertThat(node.nonce(VAULT, NonceView.LATEST)).isEqualTo(NodeAnswer.of(new Nonce(17)));
        assertThat(node.nonce(VAULT, NonceView.LATEST)).isEqualTo(NodeAnswer.of(new Nonce(0xab)));
    }

    @Test
    void aNestingBombIsMalformedLongBeforeItHurts() {
        server.says(200, "{\"id\":$id,\"result\":" + "[".repeat(1_000_000) + "}");

        assertThat(fault(node.nonce(VAULT, NonceView.LATEST))).isEqualTo(new NodeFault.Malformed("not JSON"));
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        TransportDouble line = new TransportDouble(ids -> new TransportOutcome.Answered(
                200, new byte[] {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'}));

        assertThat(fault(new JsonRpcNode(line, new ChainId(1)).gasPrice()))
                .isEqualTo(new NodeFault.Malformed("not JSON"));
    }

    /** On a line that mixes up replies, "already known" may be about somebody else's transaction. */
    @Test
    void anErrorUnderAnotherIdOrUnderNoneSaysNothingAboutOurTransaction() {
        server.says(200, "{\"id\":999,\"error\":{\"code\":-32000,\"message\":\"already known\"}}")
                .says(200, "{\"id\":null,\"error\":{\"code\":-32000,\"message\":\"already known\"}}")
                .says(200, "{\"error\":{\"code\":-32000,\"message\":\"nonce too low\"}}")
                .says(200, "{\"id\":null,\"error\":{\"code\":-32016,\"message\":\"over rate limit\"}}");

        for (int i = 0; i < 3; i++) {
            assertThat(fault(node.sendRaw(new byte[] {1}))).isInstanceOf(NodeFault.Malformed.class);
        }
        assertThat(fault(node.sendRaw(new byte[] {1}))).isInstanceOf(NodeFault.RateLimited.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "status":"0x1"          | "status":"0x2"        | a status of neither 0 nor 1
            "gasUsed":"0x5208"      | "gasUsed":"0x0"       | no gas used
            "gasUsed":"0x5208"      | "gasUsed":"0x5209"    | more gas used than by the whole block
            "transactionHash":"0x12 | "transactionHash":"0x13 | the receipt of another transaction
            "blockNumber":"0x5"     | "blockNumber":null    | no blockNumber
            "removed":false         | "removed":true        | a log that was taken back
            "topics":["0x12         | "topics":["0x         | a topic that has not 32 bytes
            "logs":[                | "logs":{},"x":[       | not an array
            """)
    void aReceiptThatCannotBeIsRefused(String part, String other, String why) {
        String receipt = "{\"transactionHash\":\"" + HASH + "\",\"blockNumber\":\"0x5\",\"blockHash\":\"" + HASH
                + "\",\"status\":\"0x1\",\"gasUsed\":\"0x5208\",\"cumulativeGasUsed\":\"0x5208\","
                + "\"effectiveGasPrice\":\"0x7\",\"logs\":[{\"address\":\"" + VAULT + "\",\"topics\":[\"" + HASH
                + "\"],\"data\":\"0x01\",\"removed\":false}]}";
        assertThat(receipt).contains(part);
        server.answers(receipt.replace(part, other));

        assertThat(fault(node.receipt(new TxHash(HASH))).text()).contains(why);
    }

    @Test
    void aBlockThatWasNotAskedForOrIsItsOwnParentIsRefused() {
        String block = "{\"number\":\"0x5\",\"hash\":\"" + HASH + "\",\"parentHash\":\"0x" + "34".repeat(32)
                + "\",\"timestamp\":\"0x1\"}";
        server.answers(block)
                .answers(block)
                .answers(block.replace("34".repeat(32), "12".repeat(32)))
                .answers(block);

        assertThat(fault(node.block(new BlockTag.AtNumber(6))).text()).contains("another block than asked for");
        assertThat(fault(node.block(new BlockTag.AtHash(new BlockHash("0x" + "34".repeat(32)))))
                        .text())
                .contains("another block than asked for");
        assertThat(fault(node.block(new BlockTag.Latest())).text()).contains("its own parent");
        assertThat(node.block(new BlockTag.AtNumber(5))).isInstanceOf(NodeAnswer.Answered.class);
    }

    /** Hardhat 3.18: a block of the chain it forked stands before the first that was asked for. */
    @Test
    void aFeeHistoryOfAForkThatWasJustMadeHasItsNextBaseFeeLastAsEver() {
        server.answers("{\"oldestBlock\":\"0xa3\",\"baseFeePerGas\":[\"0x4\",\"0x3\",\"0x3\",\"0x2\"],"
                + "\"gasUsedRatio\":[0,0.5],\"reward\":[[\"0x0\"],[\"0x1\"]]}");

        assertThat(node.feeHistory(2, 50))
                .isEqualTo(NodeAnswer.of(new FeeHistory(fee(2), List.of(FeePerGas.ZERO, fee(1)))));
    }

    @Test
    void aFeeHistoryOfOtherBlocksThanAskedForIsRefused() {
        server.answers("{\"baseFeePerGas\":[]}")
                .answers("{\"baseFeePerGas\":[\"0x1\",\"0x1\",\"0x1\",\"0x1\",\"0x1\"]}")
                .answers("{\"baseFeePerGas\":[\"0x1\",\"0x1\"],\"reward\":[[\"0x1\",\"0x2\"]]}")
                .answers("{\"baseFeePerGas\":[\"0x1\",\"0x1\"],\"reward\":[[\"0x1\"],[\"0x1\"]]}");

        for (int i = 0; i < 4; i++) {
            assertThat(fault(node.feeHistory(2, 50))).isInstanceOf(NodeFault.Malformed.class);
        }
    }

    private static FeePerGas fee(long wei) {
        return new FeePerGas(java.math.BigInteger.valueOf(wei));
    }

    private static NodeFault fault(NodeAnswer<?> answer) {
        return ((NodeAnswer.Faulted<?>) answer).fault();
    }
}
