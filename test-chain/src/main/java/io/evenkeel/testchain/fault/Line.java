package io.evenkeel.testchain.fault;

import io.evenkeel.testchain.fault.Hold.Place;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of a keeper's: exchange after exchange, until one of the two ends it or a fault does. */
final class Line {
    private static final Pattern METHOD = Pattern.compile("\"method\"\\s*:\\s*\"([A-Za-z_]+)\"");
    private static final Duration DELAY = Duration.ofMillis(400);
    private static final Duration TRICKLE_PAUSE = Duration.ofMillis(2);
    private static final int TRICKLE_PIECES = 50;
    /** Longer than any keeper waits. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private static final byte[] GARBAGE =
            "\u0000\u0007{\"jsonrpc\":}}<\u00ff\u00fe".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
            .getBytes(StandardCharsets.UTF_8);

    private final Socket caller;
    private final Connecting node;
    private final FaultSource faults;
    private final Function<String, Optional<Hold>> holds;
    private final OldHeads heads;
    private final Consumer<String> delivered;

    interface Connecting {
        Socket connect() throws IOException;
    }

    Line(
            Socket caller,
            Connecting node,
            FaultSource faults,
            Function<String, Optional<Hold>> holds,
            OldHeads heads,
            Consumer<String> delivered) {
        this.caller = caller;
        this.node = node;
        this.faults = faults;
        this.holds = holds;
        this.heads = heads;
        this.delivered = delivered;
    }

    void serve(ExecutorService threads) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(caller.getInputStream());
        boolean goesOn = true;
        while (goesOn) {
            Optional<HttpMessage> request = HttpMessage.read(in);
            if (request.isEmpty()) {
                return;
            }
            if (request.get().wantsWebSocket()) {
                webSocket(request.get(), in, threads);
                return;
            }
            goesOn = exchange(request.get());
        }
    }

    /** @return whether the connection may be used again */
    private boolean exchange(HttpMessage request) throws IOException, InterruptedException {
        String asked = request.text();
        Optional<Hold> hold = holds.apply(asked);
        if (hold.isPresent()) {
            if (hold.get().place() == Place.AFTER_DELIVERY) {
                deliver(request);
            }
            hold.get().await(LONGEST_SILENCE);
            return false;
        }
        Fault fault = faults.next(methods(asked));
        switch (fault) {
            case CUT_BEFORE_DELIVERY -> {
                return false;
            }
            case HALF_OPEN_BEFORE_DELIVERY -> {
                return staySilent();
            }
            case TOO_MANY_REQUESTS -> {
                answer("HTTP/1.1 429 Too Many Requests", "text/plain", "slow down".getBytes(StandardCharsets.UTF_8));
                return true;
            }
            default -> {}
        }
        HttpMessage answer = deliver(request);
        byte[] body = answer.body();
        switch (fault) {
            case CUT_AFTER_DELIVERY -> {
                return false;
            }
            case HALF_OPEN_AFTER_DELIVERY -> {
                return staySilent();
            }
            case BAD_GATEWAY -> answer("HTTP/1.1 502 Bad Gateway", "text/html", PAGE);
            case GARBAGE -> answer("HTTP/1.1 200 OK", "application/json", GARBAGE);
            case RESET -> {
                half(answer);
                caller.setSoLinger(true, 0);
                return false;
            }
            case TRUNCATE -> {
                half(answer);
                return false;
            }
            case DELAY -> {
                Thread.sleep(DELAY);
                answer(answer.startLine(), "application/json", body);
            }
            case TRICKLE -> trickle(answer);
            case DUPLICATE -> {
                answer(answer.startLine(), "application/json", body);
                answer(answer.startLine(), "application/json", body);
            }
            case OLD_HEAD -> answer(answer.startLine(), "application/json", older(asked, body));
            default -> answer(answer.startLine(), "application/json", body);
        }
        return true;
    }

    private HttpMessage deliver(HttpMessage request) throws IOException {
        String asked = request.text();
        delivered.accept(asked);
        // A connection each: what a node does with idle ones is its own story.
        try (Socket called = node.connect()) {
            OutputStream out = called.getOutputStream();
            out.write(
                    ("POST / HTTP/1.1\r\nHost: node\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                                    + request.body().length + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            out.write(request.body());
            out.flush();
            HttpMessage answer = HttpMessage.read(new BufferedInputStream(called.getInputStream()))
                    .orElseThrow(() -> new IOException("the node ended the connection"));
            if (OldHeads.isAbout(asked)) {
                heads.remember(answer.text());
            }
            return answer;
        }
    }

    private byte[] older(String asked, byte[] truth) {
        return OldHeads.isAbout(asked)
                ? heads.instead(asked, new String(truth, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8)
                : truth;
    }

    /** Until the caller gives up. */
    private boolean staySilent() throws IOException {
        caller.setSoTimeout(Math.toIntExact(LONGEST_SILENCE.toMillis()));
        caller.getInputStream().read();
        return false;
    }

    private void answer(String startLine, String type, byte[] body) throws IOException {
        OutputStream out = caller.getOutputStream();
        out.write(head(startLine, type, body.length));
        out.write(body);
        out.flush();
    }

    private void half(HttpMessage answer) throws IOException {
        OutputStream out = caller.getOutputStream();
        out.write(head(answer.startLine(), "application/json", answer.body().length));
        out.write(answer.body(), 0, answer.body().length / 2);
        out.flush();
    }

    private void trickle(HttpMessage answer) throws IOException, InterruptedException {
        OutputStream out = caller.getOutputStream();
        byte[] body = answer.body();
        out.write(head(answer.startLine(), "application/json", body.length));
        int piece = Math.max(1, body.length / TRICKLE_PIECES);
        for (int at = 0; at < body.length; at += piece) {
            out.write(body, at, Math.min(piece, body.length - at));
            out.flush();
            Thread.sleep(TRICKLE_PAUSE);
        }
    }

    private static byte[] head(String startLine, String type, int length) {
        return (startLine + "\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> methods(String request) {
        List<String> methods = new ArrayList<>();
        Matcher found = METHOD.matcher(request);
        while (found.find()) {
            methods.add(found.group(1));
        }
        return methods;
    }

    // ---- websocket: bytes as they are, until a fault cuts them in the middle

    private void webSocket(HttpMessage request, InputStream fromCaller, ExecutorService threads) throws IOException {
        try (Socket called = node.connect()) {
            called.getOutputStream().write(request.head().getBytes(StandardCharsets.ISO_8859_1));
            threads.execute(() -> copy(fromCaller, called, caller));
            copy(called.getInputStream(), caller, called);
        }
    }

    private void copy(InputStream from, Socket to, Socket other) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                boolean cut = switch (faults.next(List.of("websocket"))) {
                    case CUT_BEFORE_DELIVERY, CUT_AFTER_DELIVERY, RESET, TRUNCATE -> true;
                    default -> false;
                };
                to.getOutputStream().write(buffer, 0, cut ? read / 2 : read);
                if (cut) {
                    return;
                }
            }
        } catch (IOException ended) {
            // Cut, or ended by one of the two.
        } finally {
            FaultProxy.closeQuietly(to);
            FaultProxy.closeQuietly(other);
        }
    }
}
