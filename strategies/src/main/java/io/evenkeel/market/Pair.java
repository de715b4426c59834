package io.evenkeel.market;

import io.evenkeel.units.Token;

/** What is hedged, and the money it is counted in: WETH in USDC. */
public record Pair(Token base, Token quote) {
    @Override
    public String toString() {
        return base + "/" + quote;
    }
}
