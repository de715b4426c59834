package io.evenkeel.testchain;

import io.evenkeel.chain.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small JSON-RPC client for the nodes of the test chain. Every reply is matched to its request by id; a batch may
 * be answered in any order. Safe for use by several threads.
 */
public final class JsonRpc {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong lastId = new AtomicLong();

    public JsonRpc(URI url) {
        this.url = url;
    }

    /** One request of a batch. */
    public record Request(String method, List<Object> params) {
        public static Request of(String method, Object... params) {
            return new Request(method, Arrays.asList(params));
        }
    }

    public URI url() {
        return url;
    }

    /** @throws RpcException when the node answers with an error */
    public JsonNode request(String method, Object... params) {
        return batch(List.of(Request.of(method, params))).getFirst();
    }

    /**
     * Sends several requests in one go. The node may carry them out in any order.
     *
     * @return the results in the order of the requests
     * @throws RpcException for the first request that was answered with an error
     */
    public List<JsonNode> batch(List<Request> requests) {
        List<Map<String, Object>> bodies = new ArrayList<>();
        for (Request request : requests) {
            bodies.add(Map.of(
                    "jsonrpc", "2.0",
                    "id", lastId.incrementAndGet(),
                    "method", request.method(),
                    "params", request.params()));
        }
        JsonNode answer = post(JSON.writeValueAsString(bodies.size() == 1 ? bodies.getFirst() : bodies));
        Map<Long, JsonNode> replies = new HashMap<>();
        if (answer.isArray()) {
            answer.forEach(reply -> replies.put(reply.path("id").asLong(), reply));
        } else {
            replies.put(answer.path("id").asLong(), answer);
        }

        List<JsonNode> results = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            String method = requests.get(i).method();
            JsonNode reply = replies.get((Long) bodies.get(i).get("id"));
            if (reply == null) {
                throw new IllegalStateException(method + ": no reply with the id of the request");
            }
            if (reply.has("error")) {
                throw RpcException.of(method, reply.get("error"));
            }
            results.add(reply.path("result"));
        }
        return results;
    }

    public long chainId() {
        return quantity(request("eth_chainId")).longValueExact();
    }

    public long blockNumber() {
        return quantity(request("eth_blockNumber")).longValueExact();
    }

    /** The timestamp of the newest block. */
    public Instant blockTime() {
        return timestamp(request("eth_getBlockByNumber", "latest", false));
    }

    /**
     * A read-only call at the newest block.
     *
     * @throws RpcException when the contract reverts
     */
    public byte[] call(Address to, byte[] callData) {
        return bytes(request("eth_call", Map.of("to", to.hex(), "data", hex(callData)), "latest"));
    }

    public byte[] code(Address address) {
        return bytes(request("eth_getCode", address.hex(), "latest"));
    }

    static Instant timestamp(JsonNode block) {
        return Instant.ofEpochSecond(quantity(block.path("timestamp")).longValueExact());
    }

    public static BigInteger quantity(JsonNode hex) {
        return new BigInteger(hex.asString().substring(2), 16);
    }

    public static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asString().substring(2));
    }

    public static String hex(byte[] data) {
        return "0x" + HexFormat.of().formatHex(data);
    }

    public static String hex(BigInteger quantity) {
        return "0x" + quantity.toString(16);
    }

    public static String hex(long quantity) {
        return "0x" + Long.toHexString(quantity);
    }

    private JsonNode post(String body) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(url + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + url, e);
        }
    }
}
