package io.evenkeel.margin.lyra;

import static io.evenkeel.margin.lyra.Fixed.PRECISE;
import static io.evenkeel.margin.lyra.Fixed.overPrecise;
import static io.evenkeel.margin.lyra.Fixed.timesPrecise;

import java.math.BigInteger;

/**
 * The standard normal distribution in 27 decimals, as the protocol's library has it: Hart's rational approximation up to
 * 5 √2, a continued fraction from there (West, Better approximations to cumulative normal functions, Wilmott 2005).
 */
final class FixedNormal {
    private static final BigInteger ROOT_OF_TWO_PI = new BigInteger("2506628274631000502415765285");
    private static final BigInteger SPLIT = new BigInteger("7071067811865470000000000000");
    /** Beyond so many deviations nothing is left. */
    private static final BigInteger FARTHEST = PRECISE.multiply(BigInteger.valueOf(37));

    private static final BigInteger LAST_OF_FRACTION =
            PRECISE.multiply(BigInteger.valueOf(13)).divide(BigInteger.valueOf(20));
    private static final int FRACTIONS = 4;

    /** Highest power first. */
    private static final BigInteger[] NUMERATOR = {
        new BigInteger("35262496599891100000000000"),
        new BigInteger("700383064443688000000000000"),
        new BigInteger("6373962203531650000000000000"),
        new BigInteger("33912866078383000000000000000"),
        new BigInteger("112079291497871000000000000000"),
        new BigInteger("221213596169931000000000000000"),
        new BigInteger("220206867912376000000000000000")
    };

    private static final BigInteger[] DENOMINATOR = {
        new BigInteger("88388347648318400000000000"),
        new BigInteger("1755667163182640000000000000"),
        new BigInteger("16064177579207000000000000000"),
        new BigInteger("86780732202946100000000000000"),
        new BigInteger("296564248779674000000000000000"),
        new BigInteger("637333633378831000000000000000"),
        new BigInteger("793826512519948000000000000000"),
        new BigInteger("440413735824752000000000000000")
    };

    private FixedNormal() {}

    static BigInteger density(BigInteger x) {
        return overPrecise(bell(x), ROOT_OF_TWO_PI);
    }

    static BigInteger cumulative(BigInteger x) {
        BigInteger z = x.abs();
        BigInteger tail = z.compareTo(FARTHEST) > 0 ? BigInteger.ZERO : tail(z);
        return x.signum() <= 0 ? tail : PRECISE.subtract(tail);
    }

    private static BigInteger tail(BigInteger z) {
        BigInteger bell = bell(z);
        if (z.compareTo(SPLIT) < 0) {
            return timesPrecise(overPrecise(polynomial(NUMERATOR, z), polynomial(DENOMINATOR, z)), bell);
        }
        BigInteger fraction = z.add(LAST_OF_FRACTION);
        for (int i = FRACTIONS; i >= 1; i--) {
            fraction = z.add(overPrecise(PRECISE.multiply(BigInteger.valueOf(i)), fraction));
        }
        return overPrecise(bell, timesPrecise(fraction, ROOT_OF_TWO_PI));
    }

    private static BigInteger bell(BigInteger x) {
        return FixedExponentials.expPrecise(
                timesPrecise(x, x.divide(BigInteger.TWO)).negate());
    }

    /** Cut after every step. */
    private static BigInteger polynomial(BigInteger[] coefficients, BigInteger z) {
        BigInteger sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = sum.multiply(z).divide(PRECISE).add(coefficients[i]);
        }
        return sum;
    }
}
