package io.evenkeel.chain;

import java.util.Locale;

/** Thirty-two bytes that name a transaction: keccak of its signed encoding. */
public record TxHash(String hex) {
    public TxHash {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!hex.matches("0x[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a transaction hash: " + hex);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
