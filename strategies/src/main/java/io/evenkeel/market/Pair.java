package io.evenkeel.market;

import io.evenkeel.units.Token;

/** What is hedged, and the money it is counted in: WETH in USDC. */
public record Pair(Token base, Token quote) {
    /**
     * For protocols whose arithmetic is tied to the decimals of what they trade.
     *
     * @throws IllegalArgumentException when either token has others
     */
    public void requireDecimals(int ofBase, int ofQuote) {
        if (base.decimals() != ofBase || quote.decimals() != ofQuote) {
            throw new IllegalArgumentException(
                    "want a base of " + ofBase + " decimals and a quote of " + ofQuote + ", was " + this);
        }
    }

    @Override
    public String toString() {
        return base + "/" + quote;
    }
}
