package io.evenkeel.margin.lyra;

import java.math.BigInteger;

/**
 * The natural logarithm and the exponential of numbers with 18 decimals by the rational approximations that the
 * protocol's contracts use (Remco Bloemen's, in binary fixed point with 96 digits), cut where they cut, so that the last
 * digit is the same. With 27 decimals the last nine are cut off before and are zeros afterwards.
 */
final class FixedExponentials {
    private static final BigInteger NINE_DIGITS = BigInteger.TEN.pow(9);
    private static final int BINARY_DIGITS = 96;
    /** 1e18 is 5^18 times 2^18. */
    private static final BigInteger FIVE_TO_18 = BigInteger.valueOf(5).pow(18);

    // ln(x), x in [1, 2): (8, 8)-term, both polynomials monic, highest power but one first
    private static final BigInteger[] LN_NUMERATOR = numbers(
            "3273285459638523848632254066296",
            "24828157081833163892658089445524",
            "43456485725739037958740375743393",
            "-11111509109440967052023855526967",
            "-45023709667254063763336534515857",
            "-14706773417378608786704636184526",
            "-795164235651350426258249787498");
    private static final BigInteger[] LN_DENOMINATOR = numbers(
            "5573035233440673466300451813936",
            "71694874799317883764090561454958",
            "283447036172924575727196451306956",
            "401686690394027663651624208769553",
            "204048457590392012362485061816622",
            "31853899698501571402653359427138",
            "909429971244387300277376558375");
    /** What makes the numerator monic, and the base of the result. */
    private static final BigInteger LN_SCALE = new BigInteger("1677202110996718588342820967067443963516166");

    private static final BigInteger LN_2 =
            new BigInteger("16597577552685614221487285958193947469193820559219878177908093499208371");
    /** ln(2^96 / 10^18), for having taken one fixed point for the other. */
    private static final BigInteger LN_OF_BASES =
            new BigInteger("600920179829731861736702779321621459595472258049074101567377883020018308");

    // e^x, x in ±½ ln 2: (6, 7)-term
    private static final BigInteger BINARY_LN_2 = new BigInteger("54916777467707473351141471128");
    private static final BigInteger[] EXP_NUMERATOR = numbers(
            "2772001395605857295435445496992",
            "44335888930127919016834873520032",
            "398888492587501845352592340339721",
            "1993839819670624470859228494792842",
            "4385272521454847904632057985693276");
    private static final BigInteger[] EXP_DENOMINATOR = numbers(
            "750530180792738023273180420736",
            "32788456221302202726307501949080",
            "-2218138959503481824038194425854",
            "892943633302991980437332862907700",
            "-78174809823045304726920794422040",
            "4203224763890128580604056984195872");
    private static final BigInteger EXP_SCALE = new BigInteger("3822833074963236453042738258902158003155416615667");
    /** Below this e^x has nothing left in 18 decimals. */
    private static final BigInteger EXP_IS_ZERO = new BigInteger("-42139678854452767551");

    private FixedExponentials() {}

    /** @param x with 27 decimals, above 0 */
    static BigInteger lnPrecise(BigInteger x) {
        return ln(x.divide(NINE_DIGITS)).multiply(NINE_DIGITS);
    }

    /** @param x with 27 decimals, below 135 */
    static BigInteger expPrecise(BigInteger x) {
        return exp(x.divide(NINE_DIGITS)).multiply(NINE_DIGITS);
    }

    static BigInteger ln(BigInteger decimal) {
        if (decimal.signum() <= 0) {
            throw new ArithmeticException("no logarithm of " + decimal);
        }
        int k = decimal.bitLength() - 1 - BINARY_DIGITS;
        BigInteger x = decimal.shiftLeft(159 - k).shiftRight(159);
        BigInteger p = x.add(LN_NUMERATOR[0]);
        for (int i = 1; i < LN_NUMERATOR.length - 1; i++) {
            p = binaryTimes(p, x).add(LN_NUMERATOR[i]);
        }
        p = p.multiply(x).add(LN_NUMERATOR[LN_NUMERATOR.length - 1].shiftLeft(BINARY_DIGITS));
        BigInteger q = x.add(LN_DENOMINATOR[0]);
        for (int i = 1; i < LN_DENOMINATOR.length; i++) {
            q = binaryTimes(q, x).add(LN_DENOMINATOR[i]);
        }
        return p.divide(q)
                .multiply(LN_SCALE)
                .add(LN_2.multiply(BigInteger.valueOf(k)))
                .add(LN_OF_BASES)
                .shiftRight(174);
    }

    static BigInteger exp(BigInteger decimal) {
        if (decimal.compareTo(EXP_IS_ZERO) <= 0) {
            return BigInteger.ZERO;
        }
        BigInteger binary = decimal.shiftLeft(78).divide(FIVE_TO_18);
        int k = binary.shiftLeft(BINARY_DIGITS)
                .divide(BINARY_LN_2)
                .add(BigInteger.ONE.shiftLeft(BINARY_DIGITS - 1))
                .shiftRight(BINARY_DIGITS)
                .intValueExact();
        BigInteger x = binary.subtract(BINARY_LN_2.multiply(BigInteger.valueOf(k)));
        BigInteger p = x.add(EXP_NUMERATOR[0]);
        for (int i = 1; i < EXP_NUMERATOR.length - 1; i++) {
            p = binaryTimes(p, x).add(EXP_NUMERATOR[i]);
        }
        p = p.multiply(x).add(EXP_NUMERATOR[EXP_NUMERATOR.length - 1].shiftLeft(BINARY_DIGITS));
        BigInteger z = x.add(EXP_DENOMINATOR[0]);
        z = binaryTimes(z, x).add(EXP_DENOMINATOR[1]);
        BigInteger w = x.add(EXP_DENOMINATOR[2]);
        w = binaryTimes(w, z).add(EXP_DENOMINATOR[3]);
        BigInteger q = z.add(w).add(EXP_DENOMINATOR[4]);
        q = binaryTimes(q, w).add(EXP_DENOMINATOR[5]);
        return p.divide(q).multiply(EXP_SCALE).shiftRight(195 - k);
    }

    private static BigInteger binaryTimes(BigInteger one, BigInteger other) {
        return one.multiply(other).shiftRight(BINARY_DIGITS);
    }

    private static BigInteger[] numbers(String... decimal) {
        BigInteger[] numbers = new BigInteger[decimal.length];
        for (int i = 0; i < decimal.length; i++) {
            numbers[i] = new BigInteger(decimal[i]);
        }
        return numbers;
    }
}
