package io.evenkeel.margin.gmxv2;

import io.evenkeel.units.Price;
import io.evenkeel.units.Rounding;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The protocol's dollars, of 30 decimals, and its price: dollars for one smallest unit of a base of 18 decimals. */
final class Usd {
    static final BigInteger ONE = BigInteger.TEN.pow(30);
    /** In one smallest unit of USDC, which counts as a dollar. */
    static final BigInteger PER_QUOTE = BigInteger.TEN.pow(24);

    private static final BigInteger PRICE_SCALE = BigInteger.TEN.pow(6);

    private Usd() {}

    static BigInteger factored(BigInteger value, BigInteger factor) {
        return Rounding.divideToZero(value.multiply(factor), ONE);
    }

    static BigInteger indexPrice(Price price) {
        return Rounding.divideDown(price.e18(), PRICE_SCALE);
    }

    /** 1e18 of the whole base: the dearest that the protocol still takes for this price. */
    static BigInteger dearestE18(BigInteger indexPrice) {
        return indexPrice.add(BigInteger.ONE).multiply(PRICE_SCALE).subtract(BigInteger.ONE);
    }

    static BigInteger e18(BigInteger indexPrice) {
        return indexPrice.multiply(PRICE_SCALE);
    }

    /** Model: whole dollars, or a ratio. */
    static double whole(BigInteger e30) {
        return new BigDecimal(e30, 30).doubleValue();
    }
}
