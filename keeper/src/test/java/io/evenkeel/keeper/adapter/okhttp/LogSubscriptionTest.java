package io.evenkeel.keeper.adapter.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.trigger.LogEntry;
import io.evenkeel.keeper.trigger.LogFilter;
import io.evenkeel.keeper.trigger.LogListener;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real websocket on loopback; the node behind it is ours and says only what the test tells it to. */
@Timeout(20)
class LogSubscriptionTest {
    private static final Address FEED = Address.of("0x00000000000000000000000000000000000000fe");
    private static final String TOPIC = "0x" + "ab".repeat(32);

    private final MockWebServer server = new MockWebServer();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void hands_over_what_was_missed_while_the_line_was_cut_before_it_says_up_again() throws Exception {
        server.enqueue(new MockResponse().withWebSocketUpgrade(new Node("0x64", List.of(log(101)), true)));
        server.enqueue(new MockResponse().withWebSocketUpgrade(new Node("0x6c", List.of(log(110)), false)));

        try (LogSubscription subscription = subscription()) {
            subscription.start();
            assertThat(next()).isEqualTo("up");
            assertThat(next()).isEqualTo("log 101");
            assertThat(next()).startsWith("down");
            assertThat(next()).isEqualTo("log 105");
            assertThat(next()).isEqualTo("up");
            assertThat(next()).isEqualTo("log 110");
        }
    }

    @Test
    void comes_back_after_a_refused_connection() throws Exception {
        server.enqueue(new MockResponse().setResponseCode(503));
        server.enqueue(new MockResponse().withWebSocketUpgrade(new Node("0x64", List.of(), false)));

        try (LogSubscription subscription = subscription()) {
            subscription.start();
            assertThat(next()).startsWith("down");
            assertThat(next()).isEqualTo("up");
        }
    }

    private String next() throws InterruptedException {
        String heard = told.poll(10, TimeUnit.SECONDS);
        assertThat(heard).as("something heard within ten seconds").isNotNull();
        return String.valueOf(heard);
    }

    private LogSubscription subscription() {
        return new LogSubscription(
                URI.create("ws://127.0.0.1:" + server.getPort()),
                new LogFilter(List.of(FEED), List.of(TOPIC)),
                new LogListener() {
                    @Override
                    public void onLog(LogEntry entry) {
                        told.add("log " + entry.blockNumber());
                    }

                    @Override
                    public void onUp() {
                        told.add("up");
                    }

                    @Override
                    public void onDown(String reason) {
                        told.add("down: " + reason);
                    }
                },
                Duration.ofSeconds(5));
    }

    private static String log(long block) {
        return "{\"address\":\"" + FEED + "\",\"topics\":[\"" + TOPIC + "\"],\"data\":\"0x\",\"blockNumber\":\"0x"
                + Long.toHexString(block) + "\",\"logIndex\":\"0x0\"}";
    }

    /** Answers the three calls of a subscription; a back-fill always finds one log, in block 105. */
    private static final class Node extends WebSocketListener {
        private final String head;
        private final List<String> live;
        private final boolean cutAfterwards;

        Node(String head, List<String> live, boolean cutAfterwards) {
            this.head = head;
            this.live = live;
            this.cutAfterwards = cutAfterwards;
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {}

        @Override
        public void onMessage(WebSocket socket, String text) {
            if (text.contains("eth_subscribe")) {
                answer(socket, text, "\"0x1\"");
            } else if (text.contains("eth_blockNumber")) {
                answer(socket, text, "\"" + head + "\"");
                if (head.equals("0x64")) {
                    sendLive(socket);
                }
            } else {
                answer(socket, text, "[" + log(105) + "]");
                sendLive(socket);
            }
        }

        private void sendLive(WebSocket socket) {
            for (String entry : live) {
                socket.send(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\",\"params\":{\"result\":" + entry + "}}");
            }
            if (cutAfterwards) {
                socket.close(1001, "going away");
            }
        }

        private static void answer(WebSocket socket, String request, String result) {
            String id = request.replaceFirst(".*\"id\":(\\d+).*", "$1");
            socket.send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}");
        }
    }
}
