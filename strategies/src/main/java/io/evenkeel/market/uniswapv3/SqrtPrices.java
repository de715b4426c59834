package io.evenkeel.market.uniswapv3;

import io.evenkeel.units.Price;
import io.evenkeel.units.Rounding;
import java.math.BigInteger;

/**
 * Square roots of pool prices, as a pool holds them: token1 smallest units for one token0 smallest unit, times 2^96.
 */
public final class SqrtPrices {
    public static final int MAX_TICK = 887_272;

    static final BigInteger Q96 = BigInteger.ONE.shiftLeft(96);
    private static final BigInteger Q32_LESS_ONE = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
    private static final BigInteger Q256_LESS_ONE =
            BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

    /** The pool's own table of 2^128 / sqrt(1.0001)^(2^i), i = 0 to 19, with the pool's own roundings. */
    private static final BigInteger[] INVERSE_POWERS = hex(
            "fffcb933bd6fad37aa2d162d1a594001",
            "fff97272373d413259a46990580e213a",
            "fff2e50f5f656932ef12357cf3c7fdcc",
            "ffe5caca7e10e4e61c3624eaa0941cd0",
            "ffcb9843d60f6159c9db58835c926644",
            "ff973b41fa98c081472e6896dfb254c0",
            "ff2ea16466c96a3843ec78b326b52861",
            "fe5dee046a99a2a811c461f1969c3053",
            "fcbe86c7900a88aedcffc83b479aa3a4",
            "f987a7253ac413176f2b074cf7815e54",
            "f3392b0822b70005940c7a398e4b70f3",
            "e7159475a2c29b7443b29c7fa6e889d9",
            "d097f3bdfd2022b8845ad8f792aa5825",
            "a9f746462d870fdf8a65dc1f90e061e5",
            "70d869a156d2a1b890bb3df62baf32f7",
            "31be135f97d08fd981231505542fcfa6",
            "9aa508b5b7a84e1c677de54f3e99bc9",
            "5d6af8dedb81196699c329225ee604",
            "2216e584f5fa1ea926041bedfe98",
            "48a170391f7dc42444e8fa2");

    private SqrtPrices() {}

    /**
     * {@code sqrt(1.0001^tick) × 2^96}, to the last bit as the pool computes it: powers of 1/sqrt(1.0001) multiplied
     * from the lowest bit of |tick| up, each product cut at 2^128, inverted for a positive tick, rounded up to 2^96.
     *
     * @throws IllegalArgumentException when |tick| is above {@link #MAX_TICK}
     */
    public static BigInteger atTick(int tick) {
        if (tick < -MAX_TICK || tick > MAX_TICK) {
            throw new IllegalArgumentException("tick must be within ±" + MAX_TICK + ", was " + tick);
        }
        int steps = Math.abs(tick);
        BigInteger ratioX128 = BigInteger.ONE.shiftLeft(128);
        for (int bit = 0; steps >> bit != 0; bit++) {
            if ((steps >> bit & 1) != 0) {
                ratioX128 = ratioX128.multiply(INVERSE_POWERS[bit]).shiftRight(128);
            }
        }
        if (tick > 0) {
            ratioX128 = Q256_LESS_ONE.divide(ratioX128);
        }
        return ratioX128.add(Q32_LESS_ONE).shiftRight(32);
    }

    /**
     * The pool price equal to a price in quote per base, rounded down twice (the ratio, then its root), as the range
     * gauge does.
     */
    public static BigInteger of(Price price, boolean baseIsToken0) {
        int exponent = price.base().decimals() + 18 - price.quote().decimals();
        BigInteger scale = BigInteger.TEN.pow(Math.abs(exponent));
        BigInteger quoteUnits = exponent < 0 ? price.e18().multiply(scale) : price.e18();
        BigInteger baseUnits = exponent < 0 ? BigInteger.ONE : scale;
        BigInteger ratioX192 = baseIsToken0
                ? Rounding.divideDown(quoteUnits.shiftLeft(192), baseUnits)
                : Rounding.divideDown(baseUnits.shiftLeft(192), quoteUnits);
        return ratioX192.sqrt();
    }

    private static BigInteger[] hex(String... digits) {
        BigInteger[] numbers = new BigInteger[digits.length];
        for (int i = 0; i < digits.length; i++) {
            numbers[i] = new BigInteger(digits[i], 16);
        }
        return numbers;
    }
}
