package io.evenkeel.keeper.adapter.okhttp;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.trigger.LogEntry;
import io.evenkeel.keeper.trigger.LogFilter;
import io.evenkeel.keeper.trigger.LogListener;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Logs over a websocket that comes back by itself: it subscribes, fetches what was missed since the last block it saw,
 * tells the listener that it is up, and after a cut waits (twice as long each time, bounded) and does it again.
 *
 * <p>Everything runs on one thread, so the listener needs no locks. A line that stays silent is found by the pings of
 * the client and treated as cut. Only the newest connection is listened to.
 */
public final class LogSubscription implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** More blocks than this are not fetched in one go: a node may refuse, and the newest state is read anyway. */
    private static final long MOST_BLOCKS_BACK = 5_000;

    private static final long SUBSCRIBE_ID = 1;
    private static final long HEAD_ID = 2;
    private static final long BACKFILL_ID = 3;

    private final JsonMapper json = JsonMapper.builder().build();
    private final OkHttpClient client;
    private final URI url;
    private final LogFilter filter;
    private final LogListener listener;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("oracle-logs").factory());

    private @Nullable WebSocket socket;
    private int generation;
    private int failures;
    private long lastSeenBlock = -1;
    private long backfillHead = -1;
    private volatile boolean closed;

    public LogSubscription(URI url, LogFilter filter, LogListener listener, Duration pingInterval) {
        this.url = url;
        this.filter = filter;
        this.listener = listener;
        this.client = new OkHttpClient.Builder()
                .pingInterval(pingInterval)
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ZERO)
                .build();
    }

    public void start() {
        run(this::connect);
    }

    @Override
    public void close() {
        closed = true;
        run(() -> {
            if (socket != null) {
                socket.cancel();
            }
        });
        thread.shutdown();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private void connect() {
        if (closed) {
            return;
        }
        int mine = ++generation;
        Request request = new Request.Builder()
                .url(url.toString().replaceFirst("^ws", "http"))
                .build();
        socket = client.newWebSocket(request, new WebSocketListener() {
            @Override
            public void onOpen(WebSocket opened, Response response) {
                run(() -> whenCurrent(mine, () -> subscribe(opened)));
            }

            @Override
            public void onMessage(WebSocket from, String text) {
                run(() -> whenCurrent(mine, () -> receive(from, text, mine)));
            }

            @Override
            public void onClosing(WebSocket from, int code, String reason) {
                from.close(code, null);
                run(() -> lost(mine, "closed by the node (" + code + ")"));
            }

            @Override
            public void onFailure(WebSocket from, Throwable failure, @Nullable Response response) {
                run(() -> lost(mine, String.valueOf(failure.getMessage())));
            }
        });
    }

    private void subscribe(WebSocket opened) {
        send(opened, SUBSCRIBE_ID, "eth_subscribe", List.of("logs", criteria()));
    }

    private void receive(WebSocket from, String text, int mine) {
        JsonNode message;
        try {
            message = json.readTree(text);
        } catch (JacksonException notJson) {
            from.cancel();
            lost(mine, "the node sent what is not JSON");
            return;
        }
        if (message.path("method").asString("").equals("eth_subscription")) {
            deliver(message.path("params").path("result"));
            return;
        }
        long id = message.path("id").asLong(-1);
        if (message.has("error")) {
            from.cancel();
            lost(
                    mine,
                    "the node refused: " + message.path("error").path("message").asString(""));
            return;
        }
        if (id == SUBSCRIBE_ID) {
            // Subscribed first, then fetched: what falls between is seen twice rather than never.
            send(from, HEAD_ID, "eth_blockNumber", List.of());
        } else if (id == HEAD_ID) {
            backfill(from, quantity(message.path("result")));
        } else if (id == BACKFILL_ID) {
            message.path("result").forEach(this::deliver);
            // Only now: had the line been cut before the answer came, the same range is asked for again.
            lastSeenBlock = Math.max(lastSeenBlock, backfillHead);
            up();
        }
    }

    private void backfill(WebSocket from, long head) {
        if (lastSeenBlock < 0 || lastSeenBlock >= head) {
            lastSeenBlock = Math.max(lastSeenBlock, head);
            up();
            return;
        }
        Map<String, Object> range = new LinkedHashMap<>(criteria());
        range.put("fromBlock", "0x" + Long.toHexString(Math.max(lastSeenBlock, head - MOST_BLOCKS_BACK)));
        range.put("toBlock", "0x" + Long.toHexString(head));
        backfillHead = head;
        send(from, BACKFILL_ID, "eth_getLogs", List.of(range));
    }

    private void up() {
        failures = 0;
        listener.onUp();
    }

    private void deliver(JsonNode log) {
        List<String> topics = new ArrayList<>();
        log.path("topics").forEach(topic -> topics.add(topic.asString()));
        String data = log.path("data").asString("0x");
        LogEntry entry = new LogEntry(
                Address.of(log.path("address").asString()),
                topics,
                HexFormat.of().parseHex(data, 2, data.length()),
                quantity(log.path("blockNumber")),
                quantity(log.path("logIndex")));
        lastSeenBlock = Math.max(lastSeenBlock, entry.blockNumber());
        listener.onLog(entry);
    }

    private void lost(int mine, String reason) {
        if (mine != generation || closed) {
            return;
        }
        // The next generation starts here, so that the same cut is not told twice.
        generation++;
        listener.onDown(reason);
        long pause = FIRST_PAUSE.toMillis() << Math.min(failures, 10);
        failures++;
        thread.schedule(this::connect, Math.min(pause, LONGEST_PAUSE.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void whenCurrent(int mine, Runnable work) {
        if (mine == generation && !closed) {
            work.run();
        }
    }

    private void run(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException stopped) {
            // Closed meanwhile; there is nobody left to tell.
            if (!closed) {
                throw stopped;
            }
        }
    }

    private void send(WebSocket to, long id, String method, List<?> params) {
        to.send(json.writeValueAsString(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params)));
    }

    private Map<String, Object> criteria() {
        return Map.of(
                "address",
                filter.addresses().stream().map(Address::hex).toList(),
                "topics",
                List.of(filter.firstTopics()));
    }

    private static long quantity(JsonNode hex) {
        return Long.decode(hex.asString("0x0"));
    }
}
