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
import io.evenkeel.keeper.rpc.ScriptedServer;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    private static FeePerGas fee(long wei) {
        return new FeePerGas(java.math.BigInteger.valueOf(wei));
    }

    private static NodeFault fault(NodeAnswer<?> answer) {
        return ((NodeAnswer.Faulted<?>) answer).fault();
    }
}
