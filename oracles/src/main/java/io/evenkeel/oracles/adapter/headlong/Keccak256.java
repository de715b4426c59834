package io.evenkeel.oracles.adapter.headlong;

import com.joemelsha.crypto.hash.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The chain's hash. */
public final class Keccak256 {
    private Keccak256() {}

    public static byte[] hash(byte[] data) {
        return new Keccak(256).digest(data);
    }

    /** Of the text's bytes in UTF-8; 0x and 64 hex digits. */
    public static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** 0x and 64 hex digits. */
    public static String hex(byte[] data) {
        return "0x" + HexFormat.of().formatHex(hash(data));
    }
}
