package io.evenkeel.keeper.adapter.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.trigger.LogEntry;
import io.evenkeel.keeper.trigger.LogFilter;
import io.evenkeel.keeper.trigger.LogListener;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
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
    private static final Address NEXT_FEED = Address.of("0x00000000000000000000000000000000000000ff");
    private static final String TOPIC = "0x" + "ab".repeat(32);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_MOMENT = Duration.ofMillis(5);

    private final MockWebServer server = new MockWebServer();
    private final MockWebServer second = new MockWebServer();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final List<String> asked = java.util.Collections.synchronizedList(new ArrayList<>());

    private Supplier<Optional<LogFilter>> wanted = () -> Optional.of(filter(FEED));
    private Supplier<OptionalLong> newestBlock = OptionalLong::empty;
    private Duration lookEvery = AN_HOUR;
    private Runnable whenUp = () -> {};

    @BeforeEach
    void start() throws Exception {
        server.start();
        second.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        second.close();
    }

    @Test
    void hands_over_what_was_missed_while_the_line_was_cut_before_it_says_up_again() throws Exception {
        accept(server, new Node("0x64").telling(log(101)).thenCut());
        accept(server, new Node("0x6c").telling(log(110)));

        try (LogSubscription subscription = subscription(server)) {
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
    void comes_back_after_a_refused_connection_and_never_shows_the_address() throws Exception {
        server.enqueue(new MockResponse().setResponseCode(503));
        accept(server, new Node("0x64"));

        try (LogSubscription subscription = subscription(server)) {
            subscription.start();
            assertThat(next()).isEqualTo("down: HTTP 503");
            assertThat(next()).isEqualTo("up");
        }
    }

    @Test
    void comes_back_after_a_defect_of_ours_in_the_middle_of_it() throws Exception {
        accept(server, new Node("0x64"));
        accept(server, new Node("0x64"));
        AtomicInteger times = new AtomicInteger();
        whenUp = () -> {
            if (times.incrementAndGet() == 1) {
                throw new IllegalStateException("a defect");
            }
        };

        try (LogSubscription subscription = subscription(server)) {
            subscription.start();
            assertThat(next()).isEqualTo("down: java.lang.IllegalStateException: a defect");
            assertThat(next()).isEqualTo("up");
        }
    }

    @Test
    void comes_back_after_a_defect_while_looking_up_what_to_listen_to() throws Exception {
        accept(server, new Node("0x64"));
        AtomicInteger times = new AtomicInteger();
        wanted = () -> {
            return switch (times.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("a defect");
                case 2 -> Optional.empty();
                default -> Optional.of(filter(FEED));
            };
        };

        try (LogSubscription subscription = subscription(server)) {
            subscription.start();
            assertThat(next()).isEqualTo("down: java.lang.IllegalStateException: a defect");
            assertThat(next()).isEqualTo("down: what to listen to cannot be found out");
            assertThat(next()).isEqualTo("up");
        }
    }

    @Test
    void follows_a_feed_whose_proxy_is_given_another_contract() throws Exception {
        accept(server, new Node("0x64"));
        accept(server, new Node("0x65").telling(log(NEXT_FEED, 107, false)));
        AtomicInteger times = new AtomicInteger();
        wanted = () -> Optional.of(filter(times.incrementAndGet() < 4 ? FEED : NEXT_FEED));
        lookEvery = A_MOMENT;

        try (LogSubscription subscription = subscription(server)) {
            subscription.start();
            assertThat(next()).isEqualTo("up");
            assertThat(next()).isEqualTo("down: what to listen to has changed");
            assertThat(next()).isEqualTo("up");
            assertThat(next()).isEqualTo("log 107");
        }
        assertThat(asked).anyMatch(request -> request.contains("eth_getLogs") && request.contains(NEXT_FEED.hex()));
    }

    @Test
    void changes_over_to_the_next_line_when_one_is_refused() throws Exception {
        server.enqueue(new MockResponse().setResponseCode(429));
        accept(second, new Node("0x64"));

        try (LogSubscription subscription = subscription(server, second)) {
            subscription.start();
            assertThat(next()).isEqualTo("down: HTTP 429");
            assertThat(next()).isEqualTo("up");
        }
        assertThat(second.getRequestCount()).isEqualTo(1);
    }

    @Test
    void leaves_a_line_that_tells_of_no_block_though_there_are_some() throws Exception {
        accept(server, new Node("0x64"));
        accept(second, new Node("0x6c"));
        newestBlock = () -> OptionalLong.of(0x6c);
        lookEvery = A_MOMENT;

        try (LogSubscription subscription = subscription(server, second)) {
            subscription.start();
            assertThat(next()).isEqualTo("up");
            assertThat(next()).isEqualTo("down: it does not tell of new blocks, though there are some");
            assertThat(next()).isEqualTo("log 105");
            assertThat(next()).isEqualTo("up");
        }
    }

    @Test
    void stays_with_a_line_that_tells_of_every_block_and_while_the_chain_stands_still() throws Exception {
        accept(
                server,
                new Node("0x64")
                        .telling("{\"number\":\"0x6c\",\"parentHash\":\"" + TOPIC + "\"}")
                        .telling(log(104)));
        AtomicLong elsewhere = new AtomicLong(0x64);
        Semaphore looks = new Semaphore(0);
        newestBlock = () -> {
            looks.release();
            return OptionalLong.of(elsewhere.get());
        };
        lookEvery = A_MOMENT;

        try (LogSubscription subscription = subscription(server)) {
            subscription.start();
            assertThat(next()).isEqualTo("up");
            assertThat(next()).isEqualTo("log 104");
            elsewhere.set(0x6c);
            looks.drainPermits();
            assertThat(looks.tryAcquire(5, 10, TimeUnit.SECONDS)).isTrue();
            assertThat(told).isEmpty();
        }
    }

    @Test
    void stays_with_a_node_that_offers_no_news_of_blocks() throws Exception {
        accept(server, new Node("0x64").withoutHeads());
        CountDownLatch looks = new CountDownLatch(5);
        newestBlock = () -> {
            looks.countDown();
            return OptionalLong.of(0x6c);
        };
        lookEvery = A_MOMENT;

        try (LogSubscription subscription = subscription(server)) {
            subscription.start();
            assertThat(next()).isEqualTo("up");
            assertThat(looks.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(told).isEmpty();
        }
    }

    @Test
    void leaves_a_line_that_sends_what_is_no_log() throws Exception {
        for (String garbage : List.of(
                "not json", "{\"address\":\"" + FEED + "\",\"topics\":[\"" + TOPIC + "\"],\"data\":\"0xzz\"}")) {
            accept(server, new Node("0x64").telling(garbage));
        }
        accept(server, new Node("0x64"));

        try (LogSubscription subscription = subscription(server)) {
            subscription.start();
            assertThat(next()).isEqualTo("up");
            assertThat(next()).isEqualTo("down: the node sent what is not JSON");
            assertThat(next()).isEqualTo("up");
            assertThat(next()).startsWith("down: the node sent what is no log");
            assertThat(next()).isEqualTo("up");
        }
    }

    @Test
    void hears_neither_other_contracts_nor_logs_that_were_taken_back() throws Exception {
        accept(
                server,
                new Node("0x64")
                        .telling(log(NEXT_FEED, 101, false))
                        .telling(log(FEED, 102, true))
                        .telling(log(103)));

        try (LogSubscription subscription = subscription(server)) {
            subscription.start();
            assertThat(next()).isEqualTo("up");
            assertThat(next()).isEqualTo("log 103");
        }
    }

    private String next() throws InterruptedException {
        String heard = told.poll(10, TimeUnit.SECONDS);
        assertThat(heard).as("something heard within ten seconds").isNotNull();
        return String.valueOf(heard);
    }

    private static LogFilter filter(Address contract) {
        return new LogFilter(List.of(contract), List.of(TOPIC));
    }

    private void accept(MockWebServer at, Node node) {
        node.heardBy = asked;
        at.enqueue(new MockResponse().withWebSocketUpgrade(node));
    }

    private LogSubscription subscription(MockWebServer... lines) {
        return new LogSubscription(
                java.util.Arrays.stream(lines)
                        .map(line -> URI.create("ws://127.0.0.1:" + line.getPort() + "/secret-key"))
                        .toList(),
                () -> wanted.get(),
                () -> newestBlock.get(),
                new LogListener() {
                    @Override
                    public void onLog(LogEntry entry) {
                        told.add("log " + entry.blockNumber());
                    }

                    @Override
                    public void onUp() {
                        whenUp.run();
                        told.add("up");
                    }

                    @Override
                    public void onDown(String reason) {
                        assertThat(reason).doesNotContain("secret-key");
                        told.add("down: " + reason);
                    }
                },
                new SubscriptionTiming(A_MOMENT, Duration.ofMillis(50), Duration.ofSeconds(5), lookEvery));
    }

    private static String log(long block) {
        return log(FEED, block, false);
    }

    private static String log(Address emitter, long block, boolean removed) {
        return "{\"address\":\"" + emitter + "\",\"topics\":[\"" + TOPIC + "\"],\"data\":\"0x\",\"blockNumber\":\"0x"
                + Long.toHexString(block) + "\",\"logIndex\":\"0x0\",\"removed\":" + removed + "}";
    }

    /** Answers the calls of a subscription; a back-fill always finds one log, in block 105. */
    private static final class Node extends WebSocketListener {
        private final String head;
        private final List<String> live = new ArrayList<>();
        private boolean cutAfterwards;
        private boolean offersHeads = true;
        private List<String> heardBy = new ArrayList<>();

        Node(String head) {
            this.head = head;
        }

        /** Said once the subscription stands: a log, a block, or something else altogether. */
        Node telling(String what) {
            live.add(what);
            return this;
        }

        Node thenCut() {
            cutAfterwards = true;
            return this;
        }

        Node withoutHeads() {
            offersHeads = false;
            return this;
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {}

        @Override
        public void onMessage(WebSocket socket, String text) {
            heardBy.add(text);
            if (text.contains("newHeads")) {
                answer(
                        socket,
                        text,
                        offersHeads ? "\"result\":\"0x2\"" : "\"error\":{\"code\":-32601,\"message\":\"no\"}");
                sendLive(socket);
            } else if (text.contains("eth_subscribe")) {
                answer(socket, text, "\"result\":\"0x1\"");
            } else if (text.contains("eth_blockNumber")) {
                answer(socket, text, "\"result\":\"" + head + "\"");
            } else {
                answer(socket, text, "\"result\":[" + log(105) + "]");
            }
        }

        private void sendLive(WebSocket socket) {
            for (String what : live) {
                socket.send(
                        "not json".equals(what)
                                ? what
                                : "{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\",\"params\":{\"result\":" + what
                                        + "}}");
            }
            if (cutAfterwards) {
                socket.close(1001, "going away");
            }
        }

        private static void answer(WebSocket socket, String request, String outcome) {
            String id = request.replaceFirst(".*\"id\":(\\d+).*", "$1");
            socket.send("{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + outcome + "}");
        }
    }
}
