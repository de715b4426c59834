package io.evenkeel.keeper.adapter.okhttp;

import io.evenkeel.keeper.trigger.LogEntry;
import io.evenkeel.keeper.trigger.LogFilter;
import io.evenkeel.keeper.trigger.LogListener;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * Logs over a websocket that comes back by itself: it subscribes, fetches what was missed since the last block it saw,
 * tells the listener that it is up, and after a cut waits (twice as long each time, bounded) and tries the next line,
 * in turn. A line is left when it is cut, when it answers no ping, and when blocks come elsewhere that it does not tell
 * of. What to listen to is looked up before each attempt and again at a steady pace, for a feed's proxy can be given
 * another contract.
 *
 * <p>Everything that is heard runs on one thread, so the listener needs no locks; what asks the chain runs beside it.
 * Only the newest connection is listened to. Nothing that goes wrong in here, a defect of ours included, ends the
 * attempts: it is told as a cut and tried again.
 */
public final class LogSubscription implements AutoCloseable {
    private static final Duration LONGEST_CONNECTING = Duration.ofSeconds(5);

    private final OkHttpClient client;
    private final List<URI> lines;
    private final Supplier<Optional<LogFilter>> wanted;
    private final Supplier<OptionalLong> newestBlock;
    private final LogListener listener;
    private final SubscriptionTiming timing;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("oracle-logs").factory());
    private final ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();

    private @Nullable WebSocket socket;
    private @Nullable LogConversation conversation;
    private int generation;
    private int failures;
    private int lineInUse;
    private long seenBlock = -1;
    /** The newest block known by another way when it was last looked; a line that still does not tell of it is dumb. */
    private long elsewhereAtLastLook = -1;

    private volatile boolean closed;

    /**
     * @param lines websockets, at least one, the preferred first; may hold keys, which are never shown
     * @param wanted what to listen to; empty while that cannot be found out. Asks the chain, so it may take its time
     * @param newestBlock the newest block by another way than these lines; empty while that cannot be found out
     */
    public LogSubscription(
            List<URI> lines,
            Supplier<Optional<LogFilter>> wanted,
            Supplier<OptionalLong> newestBlock,
            LogListener listener,
            SubscriptionTiming timing) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("at least one line is needed");
        }
        this.lines = List.copyOf(lines);
        this.wanted = wanted;
        this.newestBlock = newestBlock;
        this.listener = listener;
        this.timing = timing;
        this.client = new OkHttpClient.Builder()
                .pingInterval(timing.ping())
                .connectTimeout(LONGEST_CONNECTING)
                .readTimeout(Duration.ZERO)
                .build();
    }

    public void start() {
        run(0, this::attempt);
    }

    @Override
    public void close() {
        closed = true;
        thread.execute(() -> {
            if (socket != null) {
                socket.cancel();
            }
        });
        thread.shutdown();
        beside.shutdownNow();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    // ---- one attempt

    private void attempt() {
        int mine = ++generation;
        beside(mine, wanted, filter -> {
            if (filter.isEmpty()) {
                lost("what to listen to cannot be found out");
            } else {
                connect(filter.get(), mine);
            }
        });
    }

    private void connect(LogFilter filter, int mine) {
        String url = lines.get(lineInUse).toString().replaceFirst("^ws", "http");
        socket = client.newWebSocket(new Request.Builder().url(url).build(), new WebSocketListener() {
            @Override
            public void onOpen(WebSocket opened, Response response) {
                run(mine, () -> begin(filter, opened, mine));
            }

            @Override
            public void onMessage(WebSocket from, String text) {
                run(mine, () -> hear(text));
            }

            @Override
            public void onClosing(WebSocket from, int code, String reason) {
                from.close(code, null);
                run(mine, () -> lost("closed by the node (" + code + ")"));
            }

            @Override
            public void onFailure(WebSocket from, Throwable failure, @Nullable Response response) {
                run(mine, () -> lost(reason(failure, response)));
            }
        });
    }

    /** Never the address, which may hold a key. */
    private static String reason(Throwable failure, @Nullable Response response) {
        return response == null ? failure.getClass().getSimpleName() : "HTTP " + response.code();
    }

    private void begin(LogFilter filter, WebSocket opened, int mine) {
        conversation = new LogConversation(filter, seenBlock, opened::send, new LogConversation.Ear() {
            @Override
            public void ready() {
                failures = 0;
                listener.onUp();
                lookLater(mine);
            }

            @Override
            public void log(LogEntry entry) {
                listener.onLog(entry);
            }

            @Override
            public void broken(String reason) {
                lost(reason);
            }
        });
        conversation.begin();
    }

    private void hear(String text) {
        LogConversation current = conversation;
        if (current != null) {
            current.hear(text);
            seenBlock = Math.max(seenBlock, current.seenBlock());
        }
    }

    // ---- while it is up

    private void lookLater(int mine) {
        schedule(mine, timing.lookEvery(), () -> look(mine));
    }

    private void look(int mine) {
        beside(mine, () -> new Sight(wanted.get(), newestBlock.get()), sight -> {
            if (conversation == null) {
                return;
            }
            if (sight.filter.isPresent() && !sight.filter.get().equals(conversation.filter())) {
                lost("what to listen to has changed");
                return;
            }
            if (conversation.tellsOfBlocks() && elsewhereAtLastLook > seenBlock) {
                lost("it does not tell of new blocks, though there are some");
                return;
            }
            elsewhereAtLastLook = sight.newest.orElse(-1);
            lookLater(mine);
        });
    }

    private record Sight(Optional<LogFilter> filter, OptionalLong newest) {}

    // ---- when it is not

    private void lost(String reason) {
        // The next generation starts here, so that the same cut is not told twice.
        int mine = ++generation;
        if (socket != null) {
            socket.cancel();
        }
        conversation = null;
        elsewhereAtLastLook = -1;
        lineInUse = (lineInUse + 1) % lines.size();
        Duration pause = timing.pause(
                failures / lines.size(), ThreadLocalRandom.current().nextDouble());
        failures++;
        schedule(mine, pause, this::attempt);
        listener.onDown(reason);
    }

    // ---- threads

    private interface Use<T> {
        void of(T value);
    }

    private <T> void beside(int mine, Supplier<T> question, Use<T> use) {
        try {
            beside.execute(() -> {
                try {
                    T answer = question.get();
                    run(mine, () -> use.of(answer));
                } catch (RuntimeException defect) {
                    run(mine, () -> lost(defect.toString()));
                }
            });
        } catch (RejectedExecutionException stopped) {
            // Closed meanwhile; there is nobody left to tell.
        }
    }

    private void run(int mine, Runnable work) {
        schedule(mine, Duration.ZERO, work);
    }

    private void schedule(int mine, Duration pause, Runnable work) {
        try {
            thread.schedule(() -> whenCurrent(mine, work), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            // Closed meanwhile; there is nobody left to tell.
        }
    }

    /** A task that throws would be forgotten by the executor together with every attempt after it. */
    private void whenCurrent(int mine, Runnable work) {
        if (mine != generation || closed) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException defect) {
            if (mine == generation) {
                lost(defect.toString());
            }
        }
    }
}
