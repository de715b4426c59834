package io.evenkeel.keeper.adapter.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.adapter.okhttp.OkHttpTransport;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.submit.PrivateRelay;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes over the wire to a relay, against a server that only answers: a double of a relay. */
class JsonRpcRelayTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SignedTransaction BYTES =
            new SignedTransaction(new byte[] {2, (byte) 0xf8}, new TxHash("0x" + "1".repeat(64)));

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aPrivateTransactionNamesItsLastBlock() throws InterruptedException {
        server.enqueue(new MockResponse().setBody("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x11\"}"));

        assertThat(relay(JsonRpcRelay.Method.PRIVATE_TRANSACTION).submit(BYTES, 100, 105))
                .isEqualTo(NodeAnswer.of(new PrivateRelay.Accepted()));

        JsonNode sent = sent();
        assertThat(sent.get("method").stringValue()).isEqualTo("eth_sendPrivateTransaction");
        assertThat(sent.get("params").get(0).get("tx").stringValue()).isEqualTo("0x02f8");
        assertThat(sent.get("params").get(0).get("maxBlockNumber").stringValue())
                .isEqualTo("0x69");
    }

    @Test
    void aBundleIsForTheNextBlock() throws InterruptedException {
        server.enqueue(
                new MockResponse().setBody("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"bundleHash\":\"0x22\"}}"));

        assertThat(relay(JsonRpcRelay.Method.BUNDLE).submit(BYTES, 100, 105)).isInstanceOf(NodeAnswer.Answered.class);

        JsonNode sent = sent();
        assertThat(sent.get("method").stringValue()).isEqualTo("eth_sendBundle");
        assertThat(sent.get("params").get(0).get("txs").get(0).stringValue()).isEqualTo("0x02f8");
        assertThat(sent.get("params").get(0).get("blockNumber").stringValue()).isEqualTo("0x65");
    }

    @Test
    void aRelayThatSaysNoOrNothingHasNotTakenIt() {
        server.enqueue(new MockResponse()
                .setBody("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32000,\"message\":\"no\"}}"));
        server.enqueue(new MockResponse().setResponseCode(503));
        JsonRpcRelay relay = relay(JsonRpcRelay.Method.PRIVATE_TRANSACTION);

        assertThat(relay.submit(BYTES, 100, 105)).isInstanceOf(NodeAnswer.Faulted.class);
        assertThat(relay.submit(BYTES, 100, 105))
                .isInstanceOfSatisfying(
                        NodeAnswer.Faulted.class,
                        faulted -> assertThat(faulted.fault()).isInstanceOf(NodeFault.Unavailable.class));
    }

    private JsonRpcRelay relay(JsonRpcRelay.Method method) {
        return new JsonRpcRelay(
                new OkHttpTransport(
                        server.url("/").uri(),
                        Duration.ofSeconds(5),
                        body -> Map.of("X-Flashbots-Signature", "signed")),
                method);
    }

    private JsonNode sent() throws InterruptedException {
        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeader("X-Flashbots-Signature")).isEqualTo("signed");
        return JSON.readTree(request.getBody().readUtf8());
    }
}
