package io.evenkeel.chain;

/** EIP-155 chain id, at least 1. */
public record ChainId(long value) {
    public ChainId {
        if (value < 1) {
            throw new IllegalArgumentException("chain id must be at least 1, was " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
