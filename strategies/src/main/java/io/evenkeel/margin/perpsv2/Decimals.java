package io.evenkeel.margin.perpsv2;

import io.evenkeel.units.Rounding;
import java.math.BigInteger;

/** Numbers with 18 decimals as the protocol multiplies and divides them: cut towards zero each time. */
final class Decimals {
    static final BigInteger ONE = BigInteger.TEN.pow(18);

    private Decimals() {}

    static BigInteger multiply(BigInteger one, BigInteger other) {
        return Rounding.divideToZero(one.multiply(other), ONE);
    }

    static BigInteger divide(BigInteger numerator, BigInteger denominator) {
        return Rounding.divideToZero(numerator.multiply(ONE), denominator);
    }

    /** Zero is on both sides. */
    static boolean sameSide(BigInteger one, BigInteger other) {
        return one.signum() * other.signum() >= 0;
    }
}
