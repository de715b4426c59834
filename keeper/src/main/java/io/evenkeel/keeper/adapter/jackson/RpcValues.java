package io.evenkeel.keeper.adapter.jackson;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The encodings of Ethereum's JSON-RPC. Quantities are hex with 0x, of either case; leading zeros are forgiven, for
 * they change nothing. A number without 0x is refused: nobody can tell whether "10" is ten or sixteen. All throw
 * {@link RuntimeException} on anything else.
 */
final class RpcValues {
    private static final HexFormat HEX = HexFormat.of();
    /** 256 bits, the largest number the chain knows. */
    private static final Pattern QUANTITY = Pattern.compile("0x[0-9a-fA-F]{1,64}");

    private RpcValues() {}

    static String hex(byte[] bytes) {
        return "0x" + HEX.formatHex(bytes);
    }

    static String hex(long quantity) {
        return "0x" + Long.toHexString(quantity);
    }

    static byte[] bytes(JsonNode value) {
        String hex = text(value);
        if (!hex.startsWith("0x")) {
            throw new IllegalArgumentException("bytes without 0x");
        }
        return HEX.parseHex(hex, 2, hex.length());
    }

    static BigInteger quantity(JsonNode value) {
        String hex = text(value);
        if (!QUANTITY.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a quantity");
        }
        return new BigInteger(hex.substring(2), 16);
    }

    /** @return 0 to 2^63 - 1 */
    static long number(JsonNode value) {
        return quantity(value).longValueExact();
    }

    static String text(JsonNode value) {
        if (!value.isString()) {
            throw new IllegalArgumentException("not a string");
        }
        return value.stringValue();
    }

    static JsonNode array(JsonNode value) {
        if (!value.isArray()) {
            throw new IllegalArgumentException("not an array");
        }
        return value;
    }

    static JsonNode field(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    static boolean isAbsent(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull();
    }

    static void demand(boolean possible, String otherwise) {
        if (!possible) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
