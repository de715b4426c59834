package io.evenkeel.units;

import java.math.BigInteger;

/** Units of work on the chain, never negative. */
public record Gas(long units) implements Comparable<Gas> {
    public Gas {
        if (units < 0) {
            throw new IllegalArgumentException("gas must not be negative, was " + units);
        }
    }

    /** Padded by a part of itself, rounded up: {@code new Gas(100_000).paddedBy(new Bps(3000))} is 130,000. */
    public Gas paddedBy(Bps part) {
        long added = Math.ceilDiv(Math.multiplyExact(units, (long) part.value()), 10_000L);
        return new Gas(Math.addExact(units, added));
    }

    public Wei costAt(FeePerGas fee) {
        return new Wei(fee.wei().multiply(BigInteger.valueOf(units)));
    }

    @Override
    public int compareTo(Gas other) {
        return Long.compare(units, other.units);
    }

    @Override
    public String toString() {
        return units + " gas";
    }
}
