package io.evenkeel.keeper.account;

import java.util.Locale;

/** Thirty-two bytes that name one intent for ever; the vault runs each at most once. */
public record IntentId(String hex) {
    public IntentId {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!hex.matches("0x[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not an intent id: " + hex);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
