package io.evenkeel.keeper.adapter.jackson;

import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeFaults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the bytes that came back to one answer per question. An answer is taken only when it carries the id of its
 * question, exactly one of result and error, and a result of the expected shape; anything else is a fault, never an
 * exception.
 *
 * <p>In a batch, an answer of the wrong shape, or one that is missing, spoils its own question only. An answer to a
 * question that was not asked, or two to the same, spoil all: whoever mixes up one may have mixed up another.
 */
final class RpcReplies {
    /** Ethereum's answers are six levels deep at most. */
    private static final int DEEPEST = 32;
    /** What the transport lets through at most is one string of bytes at most. */
    private static final int LONGEST_STRING = 64 * 1024 * 1024;

    /** An id that is there and is no number we gave. */
    private static final long NOT_OURS = -1;

    private static final int OK = 200;
    /** Statuses by which a server says that it does not take this body, rather than that it is not well. */
    private static final Set<Integer> BODY_REFUSED = Set.of(400, 405, 413, 415, 422, 501);

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RpcReplies() {}

    sealed interface BatchReply<T> {
        /** One answer per question, in the order of the questions. */
        record Each<T>(List<NodeAnswer<T>> answers) implements BatchReply<T> {}

        /** The node takes no batches, or none of this size; nothing was done. */
        record Refused<T>(String reason) implements BatchReply<T> {}
    }

    static byte[] bytes(Object question) {
        return JSON.writeValueAsBytes(question);
    }

    static <T> NodeAnswer<T> one(long id, RpcCall<T> call, int status, byte[] body) {
        JsonNode answer = parsed(body);
        if (answer == null) {
            return NodeAnswer.fault(notJson(status));
        }
        if (!answer.isObject()) {
            return NodeAnswer.fault(
                    status == OK ? new NodeFault.Malformed("not one answer") : NodeFaults.ofHttpStatus(status));
        }
        return matched(id, call, status, answer);
    }

    /** @param ids of the calls, in their order */
    static <T> BatchReply<T> several(List<Long> ids, List<RpcCall<T>> calls, int status, byte[] body) {
        JsonNode answer = parsed(body);
        if (answer != null && answer.isArray() && !answer.isEmpty()) {
            return matched(ids, calls, status, answer);
        }
        if (answer != null && answer.isObject() && answer.has("error")) {
            JsonNode error = answer.get("error");
            NodeFault fault = RpcErrors.withoutId(calls.get(0).asked(), status, error);
            return passes(fault) && !RpcErrors.isAboutBatches(error)
                    ? all(fault, calls)
                    : new BatchReply.Refused<>(fault.text());
        }
        return BODY_REFUSED.contains(status)
                ? new BatchReply.Refused<>("HTTP " + status)
                : all(answer == null ? notJson(status) : noBatch(status), calls);
    }

    /** Trouble of the moment: no reason to think that the node takes no batches. */
    private static boolean passes(NodeFault fault) {
        return fault instanceof NodeFault.RateLimited || fault instanceof NodeFault.Unavailable;
    }

    private static NodeFault noBatch(int status) {
        return status == OK ? new NodeFault.Malformed("not a batch of answers") : NodeFaults.ofHttpStatus(status);
    }

    private static NodeFault notJson(int status) {
        return status == OK ? new NodeFault.Malformed("not JSON") : NodeFaults.ofHttpStatus(status);
    }

    private static @Nullable JsonNode parsed(byte[] body) {
        try {
            JsonNode answer = JSON.readTree(body);
            return answer.isMissingNode() ? null : answer;
        } catch (JacksonException broken) {
            return null;
        }
    }

    private static <T> BatchReply<T> matched(List<Long> ids, List<RpcCall<T>> calls, int status, JsonNode answers) {
        Map<Long, JsonNode> byId = new HashMap<>();
        Optional<JsonNode> unclaimed = Optional.empty();
        for (JsonNode answer : answers) {
            Optional<Long> id = id(answer);
            if (id.isEmpty()) {
                if (isThere(answer, "result")) {
                    return all(new NodeFault.Malformed("a result in a batch that says not whose it is"), calls);
                }
                // dRPC puts the bare error into the array.
                unclaimed = Optional.of(answer.has("error") ? answer.get("error") : answer);
            } else if (!ids.contains(id.get())) {
                return all(new NodeFault.Malformed("a batch with an answer to another question"), calls);
            } else if (byId.put(id.get(), answer) != null) {
                return all(new NodeFault.Malformed("a batch with two answers to one question"), calls);
            }
        }
        if (noneIsDone(byId, unclaimed)) {
            return new BatchReply.Refused<>("the node takes no batch of " + calls.size());
        }
        List<NodeAnswer<T>> each = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            JsonNode answer = byId.get(ids.get(i));
            each.add(
                    answer == null
                            ? NodeAnswer.fault(missing(calls.get(i), status, unclaimed))
                            : matched(ids.get(i), calls.get(i), status, answer));
        }
        return new BatchReply.Each<>(each);
    }

    private static boolean noneIsDone(Map<Long, JsonNode> byId, Optional<JsonNode> unclaimed) {
        return (unclaimed.isPresent() || !byId.isEmpty())
                && unclaimed.map(RpcErrors::isAboutBatches).orElse(true)
                && byId.values().stream().allMatch(answer -> RpcErrors.isAboutBatches(answer.path("error")));
    }

    private static NodeFault missing(RpcCall<?> call, int status, Optional<JsonNode> unclaimed) {
        return unclaimed
                .map(error -> RpcErrors.withoutId(call.asked(), status, error))
                .orElseGet(() -> new NodeFault.Malformed("no answer in the batch"));
    }

    private static <T> NodeAnswer<T> matched(long id, RpcCall<T> call, int status, JsonNode answer) {
        Optional<Long> answered = id(answer);
        boolean failed = isThere(answer, "error");
        if (answered.isPresent() && answered.get() != id) {
            return NodeAnswer.fault(new NodeFault.Malformed("an answer to another question"));
        }
        // Some nodes answer a failed call with an HTTP error and a proper JSON-RPC body: the body says more.
        if (failed && isThere(answer, "result")) {
            return NodeAnswer.fault(new NodeFault.Malformed("both result and error"));
        }
        if (failed) {
            JsonNode error = answer.get("error");
            return NodeAnswer.fault(
                    answered.isPresent()
                            ? RpcErrors.fault(call.asked(), status, error)
                            : RpcErrors.withoutId(call.asked(), status, error));
        }
        if (status != OK) {
            return NodeAnswer.fault(NodeFaults.ofHttpStatus(status));
        }
        if (answered.isEmpty()) {
            return NodeAnswer.fault(new NodeFault.Malformed("an answer to no question"));
        }
        if (!answer.has("result")) {
            return NodeAnswer.fault(new NodeFault.Malformed("neither result nor error"));
        }
        return read(call, answer.get("result"));
    }

    private static <T> NodeAnswer<T> read(RpcCall<T> call, JsonNode result) {
        try {
            return NodeAnswer.of(call.reading().apply(result));
        } catch (RuntimeException e) {
            // Every reader only takes a JSON value apart, so what it throws is about the value's shape.
            return NodeAnswer.fault(new NodeFault.Malformed("unexpected result: " + e.getMessage()));
        }
    }

    private static Optional<Long> id(JsonNode answer) {
        JsonNode id = answer.path("id");
        if (id.isMissingNode() || id.isNull()) {
            return Optional.empty();
        }
        return Optional.of(id.isIntegralNumber() && id.canConvertToLong() ? id.longValue() : NOT_OURS);
    }

    private static boolean isThere(JsonNode answer, String name) {
        return answer.has(name) && !answer.get(name).isNull();
    }

    static <T> BatchReply.Each<T> all(NodeFault fault, List<RpcCall<T>> calls) {
        return new BatchReply.Each<>(
                calls.stream().map(call -> NodeAnswer.<T>fault(fault)).toList());
    }
}
