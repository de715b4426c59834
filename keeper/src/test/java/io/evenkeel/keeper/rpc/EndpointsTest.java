package io.evenkeel.keeper.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.adapter.jackson.JsonRpcNode;
import io.evenkeel.keeper.adapter.okhttp.OkHttpTransport;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway.NonceView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One word enough, over a real line. */
class EndpointsTest {
    private static final Address KEEPER = Address.of("0x00000000000000000000000000000000000000bb");
    private static final String HASH = "\"0x" + "ab".repeat(32) + "\"";
    private static final String BLOCK = "{\"number\":\"0x10\",\"hash\":\"0x" + "cd".repeat(32)
            + "\",\"parentHash\":\"0x" + "ef".repeat(32) + "\",\"timestamp\":\"0x10\"}";
    private static final String RIGHT_HEAD = head("0x7a69");

    private final ScriptedServer first = new ScriptedServer();
    private final ScriptedServer second = new ScriptedServer();
    private final Endpoints endpoints = new Endpoints(
            List.of(client(first), client(second)),
            1,
            HealthRules.usual(2),
            () -> Instant.parse("2026-03-01T12:00:00Z"));

    @AfterEach
    void close() {
        endpoints.close();
        first.close();
        second.close();
    }

    @Test
    void readsGoToTheFirstAndTheSecondIsLeftInPeace() {
        first.answers("\"0x5\"");

        assertThat(endpoints.nonce(KEEPER, NonceView.LATEST)).isEqualTo(NodeAnswer.of(new Nonce(5)));
        assertThat(second.questions()).isEmpty();
        assertThat(endpoints.condition()).isInstanceOf(EndpointsCondition.AllUsable.class);
    }

    @Test
    void oneDownAtTheStartIsUsableAndSaysWhy() {
        String name = endpoints.name().split(", ")[0];
        first.close();
        second.says(200, RIGHT_HEAD).answers("\"0x5\"");

        assertThat(endpoints.probe())
                .isInstanceOfSatisfying(
                        EndpointsCondition.SomeUsable.class,
                        some -> assertThat(some.reasons())
                                .singleElement()
                                .asString()
                                .startsWith("endpoint " + name + " does not answer"));
        assertThat(endpoints.nonce(KEEPER, NonceView.LATEST)).isEqualTo(NodeAnswer.of(new Nonce(5)));
    }

    @Test
    void oneThatComesBackIsNoticed() {
        first.says(200, RIGHT_HEAD).answers(BLOCK);
        second.says(503, "").says(200, RIGHT_HEAD);

        assertThat(endpoints.probe()).isInstanceOf(EndpointsCondition.SomeUsable.class);
        assertThat(endpoints.probe()).isInstanceOf(EndpointsCondition.AllUsable.class);
    }

    @Test
    void allDownIsNotUsable() {
        first.close();
        second.close();

        assertThat(endpoints.probe()).isInstanceOf(EndpointsCondition.NoneUsable.class);
    }

    @Test
    void aNodeOnAnotherChainIsNeverUsed() {
        first.says(200, head("0x1"));
        second.says(200, RIGHT_HEAD).answers("\"0x5\"").answers(HASH);

        assertThat(endpoints.probe()).isInstanceOf(EndpointsCondition.SomeUsable.class);
        assertThat(endpoints.anyOnAnotherChain()).isTrue();
        assertThat(endpoints.nonce(KEEPER, NonceView.LATEST)).isEqualTo(NodeAnswer.of(new Nonce(5)));
        endpoints.sendRaw(new byte[] {1});
        assertThat(first.questions()).singleElement().asString().contains("eth_chainId");
    }

    @Test
    void signedBytesGoToAllAndOneYesIsEnough() {
        first.refuses("{\"code\":-32000,\"message\":\"txpool is full\"}");
        second.answers(HASH);

        assertThat(endpoints.sendRaw(new byte[] {1})).isInstanceOf(NodeAnswer.Answered.class);
        assertThat(first.questions()).hasSize(1);
        assertThat(second.questions()).hasSize(1);
    }

    @Test
    void ofABatchTheSecondIsAskedOnlyWhatTheFirstCouldNotSay() {
        Address other = Address.of("0x00000000000000000000000000000000000000cc");
        first.says(
                200,
                "[{\"id\":$id,\"result\":\"0x60\"},{\"id\":null,\"error\":{\"code\":-32016,\"message\":\"over rate limit\"}}]");
        second.answers("\"0x61\"");

        List<NodeAnswer<byte[]>> codes = endpoints.codes(List.of(KEEPER, other));

        assertThat(codes).hasSize(2).allMatch(NodeAnswer.Answered.class::isInstance);
        assertThat(first.questions())
                .singleElement()
                .asString()
                .contains(KEEPER.hex())
                .contains(other.hex());
        assertThat(second.questions())
                .singleElement()
                .asString()
                .doesNotContain(KEEPER.hex())
                .contains(other.hex());
    }

    @Test
    void whatANodeSaysAboutTheTransactionGoesBeforeAnotherNodesSilence() {
        first.says(503, "");
        second.refuses("{\"code\":-32000,\"message\":\"nonce too low\"}");

        assertThat(endpoints.sendRaw(new byte[] {1}))
                .isEqualTo(NodeAnswer.fault(new NodeFault.NonceTooLow("nonce too low")));
    }

    @Test
    void whatTheContractRefusesIsNotAskedAgainElsewhere() {
        first.refuses("{\"code\":3,\"message\":\"execution reverted\",\"data\":\"0x01\"}");

        assertThat(endpoints.estimateGas(KEEPER, KEEPER, new byte[0])).isInstanceOf(NodeAnswer.Faulted.class);
        assertThat(second.questions()).isEmpty();
    }

    @Test
    void moreThanThereAreCannotAgree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Endpoints(List.of(client(first)), 2, HealthRules.usual(2), () -> Instant.EPOCH))
                .withMessage("agreement of 2 among 1 endpoints");
    }

    private static String head(String chainId) {
        return "[{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":\"" + chainId
                + "\"},{\"jsonrpc\":\"2.0\",\"id\":$next,\"result\":" + BLOCK + "}]";
    }

    private static NodeClient client(ScriptedServer server) {
        return new JsonRpcNode(new OkHttpTransport(server.address(), Duration.ofSeconds(5)), new ChainId(31337));
    }
}
