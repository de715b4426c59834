package io.evenkeel.keeper.rpc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real HTTP server on a free loopback port that says what it was told to, in turn. {@code $id} becomes the question's id,
 * {@code $next} the one after it. */
public final class ScriptedServer implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");

    private final HttpServer server;
    private final Deque<Reply> script = new ArrayDeque<>();
    private final List<String> questions = Collections.synchronizedList(new ArrayList<>());

    public ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public ScriptedServer says(int status, String body) {
        script.add(new Reply(status, body));
        return this;
    }

    public ScriptedServer answers(String result) {
        return says(200, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":" + result + "}");
    }

    public ScriptedServer refuses(String error) {
        return says(200, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":" + error + "}");
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v2/secret-key");
    }

    public List<String> questions() {
        return List.copyOf(questions);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        questions.add(question);
        Reply reply = script.isEmpty() ? new Reply(500, "script is at its end") : script.remove();
        Matcher id = ID.matcher(question);
        byte[] body = (id.find() ? numbered(reply.body, Long.parseLong(id.group(1))) : reply.body)
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String numbered(String body, long id) {
        return body.replace("$id", String.valueOf(id)).replace("$next", String.valueOf(id + 1));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Reply(int status, String body) {}
}
