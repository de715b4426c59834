package io.evenkeel.chain;

import java.util.Locale;

/** Thirty-two bytes that name a block. */
public record BlockHash(String hex) {
    public BlockHash {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!hex.matches("0x[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a block hash: " + hex);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
