package io.evenkeel.market;

/**
 * What has one price wherever and in whatever wrapping it is held: ETH, BTC, USDC. A {@link io.evenkeel.units.Token} is
 * a contract on one chain; {@link TokenPricing} says which asset moves it.
 */
public record Asset(String symbol) {
    public Asset {
        if (symbol.isBlank()) {
            throw new IllegalArgumentException("an asset without a symbol");
        }
    }

    @Override
    public String toString() {
        return symbol;
    }
}
