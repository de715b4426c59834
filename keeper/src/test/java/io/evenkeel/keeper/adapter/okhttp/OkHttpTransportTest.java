package io.evenkeel.keeper.adapter.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.rpc.RpcTransport.TransportOutcome;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OkHttpTransportTest {
    private static final int LARGEST = 32 * 1024 * 1024;

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void an_answer_as_large_as_allowed_is_taken_and_one_byte_more_is_not_whatever_length_it_claims() {
        server.enqueue(new MockResponse().setBody(new Buffer().write(new byte[LARGEST])));
        server.enqueue(new MockResponse().setBody(new Buffer().write(new byte[LARGEST + 1])));
        server.enqueue(new MockResponse().setChunkedBody(new Buffer().write(new byte[LARGEST + 1]), 64 * 1024));

        try (OkHttpTransport transport = transport(Duration.ofSeconds(20))) {
            assertThat(transport.post(new byte[1]))
                    .isInstanceOfSatisfying(
                            TransportOutcome.Answered.class,
                            answered -> assertThat(answered.body()).hasSize(LARGEST));
            for (int i = 0; i < 2; i++) {
                assertThat(transport.post(new byte[1]))
                        .isEqualTo(new TransportOutcome.Failed("answer larger than " + LARGEST + " bytes"));
            }
        }
    }

    @Test
    void an_answer_that_is_cut_or_only_trickles_in_is_none_and_names_no_key() {
        server.enqueue(new MockResponse()
                .setBody("{\"jsonrpc\":\"2.0\"}")
                .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
        server.enqueue(new MockResponse().setBody("{\"jsonrpc\":\"2.0\"}").throttleBody(1, 1, TimeUnit.SECONDS));

        try (OkHttpTransport transport = transport(Duration.ofMillis(500))) {
            for (int i = 0; i < 2; i++) {
                assertThat(transport.post(new byte[1]))
                        .isInstanceOfSatisfying(
                                TransportOutcome.Failed.class,
                                failed -> assertThat(failed.reason()).doesNotContain("secret-key"));
            }
        }
    }

    private OkHttpTransport transport(Duration timeout) {
        return new OkHttpTransport(URI.create("http://127.0.0.1:" + server.getPort() + "/secret-key"), timeout);
    }
}
