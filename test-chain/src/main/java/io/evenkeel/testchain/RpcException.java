package io.evenkeel.testchain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** The node answered a request with an error. */
public final class RpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final HexFormat HEX = HexFormat.of();
    /** Selector of Solidity's {@code Error(string)}. */
    private static final byte[] ERROR_STRING = {0x08, (byte) 0xc3, 0x79, (byte) 0xa0};

    private static final int SELECTOR_BYTES = 4;
    private static final int WORD_BYTES = 32;

    private final byte[] revertData;

    private RpcException(String message, byte[] revertData) {
        super(message);
        this.revertData = revertData;
    }

    static RpcException of(String method, JsonNode error) {
        JsonNode data = error.path("data");
        // Nodes differ: the revert data itself, or an object that has it.
        String hex = data.isString() ? data.asString() : data.path("data").asString("");
        byte[] revertData = hex.startsWith("0x") ? HEX.parseHex(hex.substring(2)) : new byte[0];
        return new RpcException(method + ": " + error.path("message").asString() + reasonIn(revertData), revertData);
    }

    /** What the contract reverted with; empty when it said nothing or the error is no revert. */
    public byte[] revertData() {
        return revertData.clone();
    }

    private static String reasonIn(byte[] revertData) {
        int textAt = SELECTOR_BYTES + 2 * WORD_BYTES;
        if (revertData.length < textAt || !Arrays.equals(revertData, 0, SELECTOR_BYTES, ERROR_STRING, 0, 4)) {
            return revertData.length == 0 ? "" : " (0x" + HEX.formatHex(revertData) + ")";
        }
        String padded = new String(revertData, textAt, revertData.length - textAt, StandardCharsets.UTF_8);
        return " (" + padded.replace("\0", "") + ")";
    }
}
