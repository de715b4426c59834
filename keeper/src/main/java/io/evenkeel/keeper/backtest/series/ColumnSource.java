package io.evenkeel.keeper.backtest.series;

import io.evenkeel.units.Bps;
import java.util.Optional;

/**
 * One column of numbers and what it may hold.
 *
 * @param key what the configuration calls it, as in {@code data.prices}: the remedy names it
 * @param header its name in the file's first row
 * @param least inclusive, except for prices, which are above it
 * @param most inclusive
 * @param largestJump from one row to the next, as a part of the earlier; prices only
 */
public record ColumnSource(String key, String header, Kind kind, double least, double most, Optional<Bps> largestJump) {
    /** What its numbers are. */
    public enum Kind {
        PRICE,
        /** Of its bar: never below the price in the first column. */
        HIGH,
        /** Of its bar: never above the price in the first column. */
        LOW,
        /** A part of the value, per interval or per year. */
        RATE,
        GAS_PRICE,
        /** Annualised, as the file writes it. */
        VOLATILITY;

        boolean isPrice() {
            return this == PRICE || this == HIGH || this == LOW;
        }
    }

    /** A price is positive; beyond this it is in the wrong unit. */
    private static final double HIGHEST_PRICE = 1e12;

    private static final double HIGHEST_GAS_PRICE_GWEI = 1e6;

    public static ColumnSource price(String key, String header, Bps largestJump) {
        return new ColumnSource(key, header, Kind.PRICE, 0, HIGHEST_PRICE, Optional.of(largestJump));
    }

    /** @param furthest per interval, on either side of zero */
    public static ColumnSource rate(String key, String header, Bps furthest) {
        return new ColumnSource(key, header, Kind.RATE, -furthest.fraction(), furthest.fraction(), Optional.empty());
    }

    /** The extreme of a bar may be as far away as it was: only its side of the close is checked. */
    public static ColumnSource extreme(String key, String header, Kind side) {
        return new ColumnSource(key, header, side, 0, HIGHEST_PRICE, Optional.empty());
    }

    public static ColumnSource volatility(String key, String header, double most) {
        return new ColumnSource(key, header, Kind.VOLATILITY, most / 100_000, most, Optional.empty());
    }

    public static ColumnSource gasPrice(String key, String header) {
        return new ColumnSource(key, header, Kind.GAS_PRICE, 0, HIGHEST_GAS_PRICE_GWEI, Optional.empty());
    }
}
