package io.evenkeel.keeper.adapter.jackson;

import io.evenkeel.keeper.node.Asked;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeFaults;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The error part of an answer. */
final class RpcErrors {
    private static final byte[] NO_DATA = new byte[0];
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Pattern REVERT_DATA = Pattern.compile("(?:Reverted )?(0x(?:[0-9a-fA-F]{2})*)");

    private RpcErrors() {}

    static NodeFault fault(Asked asked, int httpStatus, JsonNode error) {
        if (httpStatus == TOO_MANY_REQUESTS) {
            return NodeFaults.ofHttpStatus(httpStatus);
        }
        if (!error.isObject()) {
            return NodeFaults.classify(asked, 0, error.asString(""), NO_DATA);
        }
        return NodeFaults.classify(
                asked, error.path("code").asInt(0), error.path("message").asString(""), data(error.path("data")));
    }

    /**
     * An error that does not say which question it answers can be about the node (too many requests, a proxy that
     * reaches nobody), never about a transaction: it may be somebody else's.
     */
    static NodeFault withoutId(Asked asked, int httpStatus, JsonNode error) {
        NodeFault fault = fault(asked, httpStatus, error);
        return fault.isAboutTheNode()
                ? fault
                : new NodeFault.Malformed("an error that answers no question: " + fault.text());
    }

    /** Whether the node says, in whatever words, that it was too much at once. */
    static boolean isAboutBatches(JsonNode error) {
        String message = error.path("message").asString("").toLowerCase(Locale.ROOT);
        return message.contains("batch");
    }

    /** Revert data: a plain string, or an object that holds it (older Hardhat), or "Reverted " and then the data. */
    private static byte[] data(JsonNode data) {
        JsonNode innermost = data.isObject() ? data.path("data") : data;
        if (!innermost.isString()) {
            return NO_DATA;
        }
        var found =
                REVERT_DATA.matcher(innermost.stringValue().replace("\"", "").trim());
        if (!found.matches()) {
            return NO_DATA;
        }
        String hex = found.group(1);
        return HexFormat.of().parseHex(hex, 2, hex.length());
    }
}
