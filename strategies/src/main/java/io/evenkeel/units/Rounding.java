package io.evenkeel.units;

import java.math.BigInteger;

/** Exact integer division with a named direction. Against ourselves, except where a protocol is mirrored. */
public final class Rounding {
    private Rounding() {}

    /** Rounds towards negative infinity. */
    public static BigInteger divideDown(BigInteger numerator, BigInteger denominator) {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        boolean below = parts[1].signum() != 0 && (parts[1].signum() != denominator.signum());
        return below ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /** Rounds towards positive infinity. */
    public static BigInteger divideUp(BigInteger numerator, BigInteger denominator) {
        return divideDown(numerator.negate(), denominator).negate();
    }

    /** Rounds towards zero, as a signed division of a contract does. Only for mirroring one. */
    public static BigInteger divideToZero(BigInteger numerator, BigInteger denominator) {
        return numerator.divide(denominator);
    }
}
