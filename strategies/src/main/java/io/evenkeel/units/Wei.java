package io.evenkeel.units;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Native coin of the chain, 1e18 to the coin, never negative. Adds only to itself. */
public record Wei(BigInteger value) implements Comparable<Wei> {
    public static final Wei ZERO = new Wei(BigInteger.ZERO);

    public Wei {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("wei must not be negative, was " + value);
        }
    }

    /** Whole coins, exact: {@code Wei.ofEther("0.5")}. */
    public static Wei ofEther(String ether) {
        return new Wei(new BigDecimal(ether).movePointRight(18).toBigIntegerExact());
    }

    public Wei plus(Wei other) {
        return new Wei(value.add(other.value));
    }

    /** Whole coins, exact. */
    public BigDecimal whole() {
        return new BigDecimal(value, 18);
    }

    @Override
    public int compareTo(Wei other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return whole().stripTrailingZeros().toPlainString() + " ETH";
    }
}
