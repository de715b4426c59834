package io.evenkeel.margin.lyra;

import io.evenkeel.units.Rounding;
import java.math.BigInteger;

/**
 * Numbers with 18 and with 27 decimals as the protocol's contracts multiply and divide them: those with 18 are cut
 * towards zero, those with 27 are cut to one decimal more and then rounded, halves away from zero.
 */
final class Fixed {
    static final BigInteger ONE = BigInteger.TEN.pow(18);
    /** One, with 27 decimals. */
    static final BigInteger PRECISE = BigInteger.TEN.pow(27);

    private static final BigInteger TO_PRECISE = BigInteger.TEN.pow(9);
    private static final BigInteger FIVE = BigInteger.valueOf(5);

    private Fixed() {}

    static BigInteger times(BigInteger one, BigInteger other) {
        return Rounding.divideToZero(one.multiply(other), ONE);
    }

    static BigInteger over(BigInteger numerator, BigInteger denominator) {
        return Rounding.divideToZero(numerator.multiply(ONE), denominator);
    }

    static BigInteger timesPrecise(BigInteger one, BigInteger other) {
        return withoutLastDigit(one.multiply(other).divide(PRECISE.divide(BigInteger.TEN)));
    }

    static BigInteger overPrecise(BigInteger numerator, BigInteger denominator) {
        return withoutLastDigit(
                numerator.multiply(PRECISE.multiply(BigInteger.TEN)).divide(denominator));
    }

    static BigInteger toPrecise(BigInteger decimal) {
        return decimal.multiply(TO_PRECISE);
    }

    static BigInteger toDecimal(BigInteger precise) {
        return withoutLastDigit(precise.divide(TO_PRECISE.divide(BigInteger.TEN)));
    }

    /** Rounded down, of a number with 27 decimals. */
    static BigInteger sqrtPrecise(BigInteger precise) {
        return precise.multiply(PRECISE).sqrt();
    }

    private static BigInteger withoutLastDigit(BigInteger timesTen) {
        BigInteger[] parts = timesTen.divideAndRemainder(BigInteger.TEN);
        return parts[1].abs().compareTo(FIVE) >= 0 ? parts[0].add(BigInteger.valueOf(timesTen.signum())) : parts[0];
    }
}
