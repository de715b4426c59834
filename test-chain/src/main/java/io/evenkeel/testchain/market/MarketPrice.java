package io.evenkeel.testchain.market;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** US dollars per ether with the eight decimals of a Chainlink answer. Positive. */
public record MarketPrice(long e8) implements Comparable<MarketPrice> {
    public MarketPrice {
        if (e8 <= 0) {
            throw new IllegalArgumentException("a price is positive, not " + e8 + "e-8");
        }
    }

    /** @param usd a decimal number, rounded to the nearest hundred-millionth of a dollar */
    public static MarketPrice of(String usd) {
        return new MarketPrice(new BigDecimal(usd)
                .movePointRight(8)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact());
    }

    /** A model's price, rounded to the nearest cent. */
    public static MarketPrice ofModel(double usd) {
        return new MarketPrice(Math.round(usd * 100) * 1_000_000);
    }

    /** For model mathematics only. */
    public double usd() {
        return e8 / 1e8;
    }

    /** How far this is from another price, in basis points of the other; not negative. */
    public double bpsFrom(MarketPrice other) {
        return Math.abs(e8 - other.e8) * 1e4 / other.e8;
    }

    MarketPrice clamp(double lowest, double highest) {
        return usd() < lowest ? ofUsd(lowest) : usd() > highest ? ofUsd(highest) : this;
    }

    private static MarketPrice ofUsd(double usd) {
        return new MarketPrice(Math.round(usd * 1e8));
    }

    @Override
    public int compareTo(MarketPrice other) {
        return Long.compare(e8, other.e8);
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(e8, 8).setScale(2, RoundingMode.HALF_EVEN) + " USD/ETH";
    }
}
