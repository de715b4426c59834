package io.evenkeel.units;

import java.math.BigDecimal;
import java.math.BigInteger;

/** What one unit of gas costs, in wei, never negative. */
public record FeePerGas(BigInteger wei) implements Comparable<FeePerGas> {
    public static final FeePerGas ZERO = new FeePerGas(BigInteger.ZERO);

    public FeePerGas {
        if (wei.signum() < 0) {
            throw new IllegalArgumentException("fee per gas must not be negative, was " + wei);
        }
    }

    public static FeePerGas ofGwei(String gwei) {
        return new FeePerGas(new BigDecimal(gwei).movePointRight(9).toBigIntegerExact());
    }

    public FeePerGas plus(FeePerGas other) {
        return new FeePerGas(wei.add(other.wei));
    }

    /** @throws IllegalArgumentException when the other is more than this */
    public FeePerGas minus(FeePerGas other) {
        return new FeePerGas(wei.subtract(other.wei));
    }

    /** A part of this, rounded down to whole wei. */
    public FeePerGas timesDown(Bps part) {
        return new FeePerGas(wei.multiply(BigInteger.valueOf(part.value())).divide(Bps.ONE));
    }

    /** This and a part of itself on top, rounded up and at least one wei more: what replaces it. */
    public FeePerGas raisedBy(Bps part) {
        BigInteger raised = Rounding.divideUp(wei.multiply(BigInteger.valueOf(10_000L + part.value())), Bps.ONE);
        return new FeePerGas(raised.max(wei.add(BigInteger.ONE)));
    }

    public FeePerGas min(FeePerGas other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public FeePerGas max(FeePerGas other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(FeePerGas other) {
        return wei.compareTo(other.wei);
    }

    @Override
    public String toString() {
        return new BigDecimal(wei, 9).stripTrailingZeros().toPlainString() + " gwei";
    }
}
