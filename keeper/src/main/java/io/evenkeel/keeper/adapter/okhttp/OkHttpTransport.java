package io.evenkeel.keeper.adapter.okhttp;

import io.evenkeel.keeper.rpc.RpcTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * HTTP with keep-alive. The whole call has one time limit (OkHttp's own per-phase limits add up to none), answers
 * have a size limit, and neither bodies nor the address, which often holds a key, are ever logged.
 */
public final class OkHttpTransport implements RpcTransport {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int IDLE_CONNECTIONS = 4;
    private static final long KEEP_ALIVE_SECONDS = 300;
    /** More than any answer the keeper asks for; a node that sends more is broken or hostile. */
    private static final long LARGEST_ANSWER_BYTES = 32L * 1024 * 1024;

    private final OkHttpClient client;
    private final HttpUrl url;
    private final Function<byte[], Map<String, String>> headers;

    /**
     * @param address http or https; may hold a key, which is never shown
     * @param callTimeout from connecting to the last byte
     */
    public OkHttpTransport(URI address, Duration callTimeout) {
        this(address, callTimeout, body -> Map.of());
    }

    /** @param headers further ones that a body needs, by name */
    public OkHttpTransport(URI address, Duration callTimeout, Function<byte[], Map<String, String>> headers) {
        this.headers = headers;
        HttpUrl parsed = HttpUrl.get(address);
        if (parsed == null) {
            throw new IllegalArgumentException("an endpoint's address must be http or https");
        }
        this.url = parsed;
        this.client = new OkHttpClient.Builder()
                .callTimeout(callTimeout)
                .connectTimeout(callTimeout)
                .readTimeout(callTimeout)
                .writeTimeout(callTimeout)
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS))
                .build();
    }

    @Override
    public String name() {
        return url.host() + ":" + url.port();
    }

    @Override
    public TransportOutcome post(byte[] body) {
        Request request = new Request.Builder()
                .url(url)
                .headers(Headers.of(headers.apply(body)))
                .post(RequestBody.create(body, JSON))
                .build();
        try (Response response = client.newCall(request).execute()) {
            return answered(response);
        } catch (IOException e) {
            return new TransportOutcome.Failed(reason(e));
        }
    }

    private TransportOutcome answered(Response response) throws IOException {
        ResponseBody body = response.body();
        if (body == null) {
            return new TransportOutcome.Answered(response.code(), new byte[0]);
        }
        // One byte more than allowed tells "exactly full" from "too much" without trusting Content-Length.
        if (body.source().request(LARGEST_ANSWER_BYTES + 1)) {
            return new TransportOutcome.Failed("answer larger than " + LARGEST_ANSWER_BYTES + " bytes");
        }
        return new TransportOutcome.Answered(response.code(), body.source().readByteArray());
    }

    private String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.replace(url.toString(), name());
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
