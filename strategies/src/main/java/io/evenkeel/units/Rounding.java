package io.evenkeel.units;

import java.math.BigInteger;

/** Exact integer division with a named direction. */
final class Rounding {
    private Rounding() {}

    /** Rounds towards negative infinity. */
    static BigInteger divideDown(BigInteger numerator, BigInteger denominator) {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        boolean below = parts[1].signum() != 0 && (parts[1].signum() != denominator.signum());
        return below ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /** Rounds towards positive infinity. */
    static BigInteger divideUp(BigInteger numerator, BigInteger denominator) {
        return divideDown(numerator.negate(), denominator).negate();
    }
}
