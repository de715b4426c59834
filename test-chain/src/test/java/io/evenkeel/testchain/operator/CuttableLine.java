package io.evenkeel.testchain.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to a node that can be cut and mended: bytes go through as they are. */
final class CuttableLine implements AutoCloseable {
    private final URI node;
    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    CuttableLine(URI node) {
        this.node = node;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI webSocketUrl() {
        return URI.create("ws://127.0.0.1:" + listening.getLocalPort());
    }

    /** Ends every connection; new ones end at once until {@link #mend}. */
    void cut() {
        cut = true;
        open.forEach(CuttableLine::closeQuietly);
        open.clear();
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() {
        cut();
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket caller = listening.accept();
                if (cut) {
                    caller.close();
                    continue;
                }
                Socket called = new Socket(node.getHost(), node.getPort());
                open.add(caller);
                open.add(called);
                Thread.ofVirtual().start(() -> copy(caller, called));
                Thread.ofVirtual().start(() -> copy(called, caller));
            } catch (IOException closed) {
                // Ours was closed, or the node is gone: whoever called sees the end of its connection.
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // Cut, or ended by one of the two.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // That is what was wanted.
        }
    }
}
