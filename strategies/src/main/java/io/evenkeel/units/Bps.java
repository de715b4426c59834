package io.evenkeel.units;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Hundredths of a percent: 10,000 is the whole. Not negative, at most 1,000,000 (a hundred times the whole). */
public record Bps(int value) implements Comparable<Bps> {
    static final BigInteger ONE = BigInteger.valueOf(10_000);
    public static final Bps ZERO = new Bps(0);
    public static final Bps WHOLE = new Bps(10_000);

    public Bps {
        if (value < 0 || value > 1_000_000) {
            throw new IllegalArgumentException("basis points must be 0 to 1000000, was " + value);
        }
    }

    /** For model mathematics only: 100 bps is 0.01. */
    public double fraction() {
        return value / 10_000.0;
    }

    public BigDecimal exactFraction() {
        return BigDecimal.valueOf(value, 4);
    }

    @Override
    public int compareTo(Bps other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(value, 2).stripTrailingZeros().toPlainString() + " %";
    }
}
