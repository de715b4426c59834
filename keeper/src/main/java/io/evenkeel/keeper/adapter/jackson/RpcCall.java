package io.evenkeel.keeper.adapter.jackson;

import io.evenkeel.keeper.node.Asked;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One question to a node.
 *
 * @param reading takes the result apart; throws when it is not of the expected shape, which makes it malformed
 */
record RpcCall<T>(String method, List<?> parameters, Function<JsonNode, T> reading) {
    Asked asked() {
        if (method.startsWith("eth_send")) {
            return Asked.TO_SEND;
        }
        return switch (method) {
            case "eth_call", "eth_estimateGas", "eth_simulateV1" -> Asked.TO_EXECUTE;
            default -> Asked.TO_READ;
        };
    }

    Map<String, Object> withId(long id) {
        return Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", parameters);
    }
}
