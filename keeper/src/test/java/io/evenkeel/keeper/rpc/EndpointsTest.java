package io.evenkeel.keeper.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.adapter.jackson.JsonRpcNode;
import io.evenkeel.keeper.adapter.okhttp.OkHttpTransport;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway.NonceView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    private static final Address KEEPER = Address.of("0x00000000000000000000000000000000000000bb");
    private static final String HASH = "\"0x" + "ab".repeat(32) + "\"";

    private final ScriptedServer first = new ScriptedServer();
    private final ScriptedServer second = new ScriptedServer();
    private final Endpoints endpoints = new Endpoints(List.of(client(first), client(second)));

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
        second.answers("\"0x7a69\"").answers("\"0x5\"");

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
    void oneThatComesBackIsNoticedThoughNobodyReadsFromIt() throws InterruptedException {
        first.answers("\"0x7a69\"");
        second.says(503, "").says(503, "").answers("\"0x7a69\"");
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        Endpoints watched = new Endpoints(List.of(client(first), client(second)), elsewhere);

        assertThat(watched.probe()).isInstanceOf(EndpointsCondition.SomeUsable.class);
        assertThat(watched.condition()).isInstanceOf(EndpointsCondition.SomeUsable.class);
        settle(elsewhere);
        assertThat(watched.condition()).isInstanceOf(EndpointsCondition.SomeUsable.class);
        settle(elsewhere);
        assertThat(watched.condition()).isInstanceOf(EndpointsCondition.AllUsable.class);
        assertThat(second.questions()).hasSize(3);
        watched.close();
    }

    @Test
    void allDownIsNotUsable() {
        first.close();
        second.close();

        assertThat(endpoints.probe()).isInstanceOf(EndpointsCondition.NoneUsable.class);
    }

    @Test
    void aNodeOnAnotherChainIsNeverUsed() {
        first.answers("\"0x1\"");
        second.answers("\"0x7a69\"").answers("\"0x5\"").answers(HASH);

        assertThat(endpoints.probe()).isInstanceOf(EndpointsCondition.SomeUsable.class);
        assertThat(endpoints.anyOnAnotherChain()).isTrue();
        assertThat(endpoints.nonce(KEEPER, NonceView.LATEST)).isEqualTo(NodeAnswer.of(new Nonce(5)));
        endpoints.sendRaw(new byte[] {1});
        assertThat(first.questions()).hasSize(1);
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

    /** What was handed to the one thread before this has been done. */
    private static void settle(ExecutorService elsewhere) throws InterruptedException {
        elsewhere.invokeAll(List.of(() -> true));
    }

    private static NodeClient client(ScriptedServer server) {
        return new JsonRpcNode(new OkHttpTransport(server.address(), Duration.ofSeconds(5)), new ChainId(31337));
    }
}
