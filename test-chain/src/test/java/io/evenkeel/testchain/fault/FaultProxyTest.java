package io.evenkeel.testchain.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.evenkeel.keeper.adapter.okhttp.OkHttpTransport;
import io.evenkeel.keeper.rpc.RpcTransport.TransportOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node that counts what it was asked, a line to it that fails, and the keeper's own HTTP client. */
class FaultProxyTest {
    private static final Duration PATIENCE = Duration.ofMillis(700);
    private static final String LATEST =
            "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"eth_getBlockByNumber\",\"params\":[\"latest\",false]}";

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer node;
    private volatile Fault next = Fault.NONE;

    FaultProxyTest() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void aNodeWhoseEveryAnswerIsAnotherBlock() {
        node.createContext("/", exchange -> {
            byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":" + asked.incrementAndGet() + ",\"result\":{\"number\":\"0x"
                            + asked.get() + "\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        node.start();
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,                       1, 200",
        "DELAY,                      1, 200",
        "TRICKLE,                    1, 200",
        "DUPLICATE,                  1, 200",
        "GARBAGE,                    1, 200",
        "TOO_MANY_REQUESTS,          0, 429",
        "BAD_GATEWAY,                1, 502",
        "CUT_BEFORE_DELIVERY,        0, 0",
        "CUT_AFTER_DELIVERY,         1, 0",
        "RESET,                      1, 0",
        "TRUNCATE,                   1, 0",
        "HALF_OPEN_BEFORE_DELIVERY,  0, 0",
        "HALF_OPEN_AFTER_DELIVERY,   1, 0"
    })
    void theCallerSeesTheFaultAndTheNodeHasOrHasNotHeard(Fault fault, int delivered, int status) {
        // A connection that was never used: on one that was, the client would try again by itself.
        next = fault;
        try (FaultProxy line = line();
                OkHttpTransport caller = caller(line)) {
            TransportOutcome outcome = post(caller, 1);

            int seen = outcome instanceof TransportOutcome.Answered answered ? answered.httpStatus() : 0;
            assertThat(seen).isEqualTo(status);
            assertThat(asked).hasValue(delivered);
        }
    }

    @Test
    void anOldHeadComesUnderTheNewQuestionsId() {
        try (FaultProxy line = line();
                OkHttpTransport caller = caller(line)) {
            post(caller, 1);
            post(caller, 2);
            next = Fault.OLD_HEAD;

            assertThat(post(caller, 77))
                    .isInstanceOfSatisfying(
                            TransportOutcome.Answered.class,
                            answered -> assertThat(new String(answered.body(), StandardCharsets.UTF_8))
                                    .contains("\"id\":77")
                                    .contains("\"number\":\"0x1\""));
        }
    }

    @Test
    void aHeldRequestIsDeliveredOrNotAndTheCallerGetsNoAnswer() {
        try (FaultProxy line = line();
                OkHttpTransport caller = caller(line)) {
            Hold before = line.holdNext("eth_getBlockByNumber", Hold.Place.BEFORE_DELIVERY);
            assertThat(post(caller, 1)).isInstanceOf(TransportOutcome.Failed.class);
            assertThat(before.isReached()).isTrue();
            assertThat(asked).hasValue(0);

            Hold after = line.holdNext("eth_getBlockByNumber", Hold.Place.AFTER_DELIVERY);
            assertThat(post(caller, 2)).isInstanceOf(TransportOutcome.Failed.class);
            assertThat(after.isReached()).isTrue();
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void aCutLineServesNobodyUntilItIsMended() {
        try (FaultProxy line = line();
                OkHttpTransport caller = caller(line)) {
            line.cut();
            assertThat(post(caller, 1)).isInstanceOf(TransportOutcome.Failed.class);
            line.mend();
            assertThat(post(caller, 2)).isInstanceOf(TransportOutcome.Answered.class);
        }
    }

    @Test
    void theSameSeedFailsInTheSameOrder() {
        SeededFaults one = new SeededFaults(7);
        SeededFaults other = new SeededFaults(7);
        one.misbehave(0.5);
        other.misbehave(0.5);

        for (int i = 0; i < 200; i++) {
            assertThat(one.next(List.of())).isEqualTo(other.next(List.of()));
        }
        assertThat(one.drawn()).isNotEmpty();
    }

    private FaultProxy line() {
        return new FaultProxy(URI.create("http://127.0.0.1:" + node.getAddress().getPort()), methods -> next);
    }

    private static OkHttpTransport caller(FaultProxy line) {
        return new OkHttpTransport(line.httpUrl(), PATIENCE);
    }

    private static TransportOutcome post(OkHttpTransport caller, int id) {
        return caller.post(LATEST.formatted(id).getBytes(StandardCharsets.UTF_8));
    }
}
