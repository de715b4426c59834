package io.evenkeel.testchain.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a keeper and its node, on a loopback port of its own: HTTP and websockets go through, and what a
 * {@link FaultSource} names goes wrong. At most {@value #MOST_CONNECTIONS} connections are open at once, each with one
 * thread (a websocket with two); closing ends them all.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 64;

    private final URI node;
    private final FaultSource faults;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable Hold> hold = new AtomicReference<>();
    private final OldHeads heads = new OldHeads();
    private volatile Consumer<String> delivered = request -> {};
    private volatile boolean cut;

    /** @param node http or ws; host and port are what counts */
    public FaultProxy(URI node, FaultSource faults) {
        this.node = node;
        this.faults = faults;
        try {
            listening = new ServerSocket(0, MOST_CONNECTIONS, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.execute(this::accept);
    }

    public URI httpUrl() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    public URI webSocketUrl() {
        return URI.create("ws://127.0.0.1:" + listening.getLocalPort());
    }

    /** From now on hears the body of every request before the node does. Called on the proxy's threads. */
    public void onDelivery(Consumer<String> listener) {
        delivered = listener;
    }

    /** Holds the next request for this method. Another hold that nobody has reached is forgotten. */
    public Hold holdNext(String method, Hold.Place place) {
        Hold next = new Hold(method, place);
        hold.set(next);
        return next;
    }

    /** Forgets a hold that nobody has reached. */
    public void holdNothing() {
        hold.set(null);
    }

    /** Ends every connection; new ones end at once until {@link #mend}. */
    public void cut() {
        cut = true;
        endAll();
    }

    public void mend() {
        cut = false;
    }

    /** Ends every connection; new ones are served. */
    public void endAll() {
        open.forEach(FaultProxy::closeQuietly);
    }

    @Override
    public void close() {
        cut();
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            Optional.ofNullable(hold.get()).ifPresent(Hold::release);
            threads.shutdownNow();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket caller = listening.accept();
                if (cut || open.size() >= MOST_CONNECTIONS) {
                    caller.close();
                } else {
                    open.add(caller);
                    threads.execute(() -> serve(caller));
                }
            } catch (IOException closed) {
                // Ours was closed: the loop ends. A caller that gave up is no concern of ours.
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            caller.setTcpNoDelay(true);
            Line line = new Line(caller, this::connect, faults, this::takeHold, heads, delivered);
            line.serve(threads);
        } catch (IOException ended) {
            // Cut, or ended by one of the two.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(caller);
        }
    }

    private Socket connect() throws IOException {
        Socket called = new Socket(node.getHost(), node.getPort());
        called.setTcpNoDelay(true);
        return called;
    }

    private Optional<Hold> takeHold(String request) {
        Hold wanted = hold.get();
        boolean meant =
                wanted != null && request.contains("\"" + wanted.method() + "\"") && hold.compareAndSet(wanted, null);
        return meant ? Optional.ofNullable(wanted) : Optional.empty();
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // That is what was wanted.
        }
    }
}
