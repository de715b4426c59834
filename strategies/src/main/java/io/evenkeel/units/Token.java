package io.evenkeel.units;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;

/** An ERC-20 token on one chain. {@code decimals} is 0 to 36. */
public record Token(ChainId chainId, Address address, String symbol, int decimals) {
    public Token {
        if (decimals < 0 || decimals > 36) {
            throw new IllegalArgumentException(symbol + ": decimals must be 0 to 36, was " + decimals);
        }
    }

    @Override
    public String toString() {
        return symbol;
    }
}
