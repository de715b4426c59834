package io.evenkeel.testchain.market;

import java.math.BigInteger;

/**
 * How a Uniswap v3 pool of ether and dollars writes its price: the square root of token1 per token0 in raw units,
 * times 2^96 (Uniswap v3 white paper, 6.2).
 *
 * @param etherIsToken0 the pool sorts its tokens by address
 * @param dollarDecimals decimals of the dollar token; ether has 18
 */
record PoolScale(boolean etherIsToken0, int dollarDecimals) {
    private static final BigInteger Q192 = BigInteger.ONE.shiftLeft(192);
    private static final int ETHER_DECIMALS = 18;
    private static final int PRICE_DECIMALS = 8;

    /** Rounded down. */
    BigInteger sqrtRatioX96(MarketPrice price) {
        BigInteger dollars = BigInteger.valueOf(price.e8()).multiply(BigInteger.TEN.pow(dollarDecimals));
        BigInteger ether = BigInteger.TEN.pow(ETHER_DECIMALS + PRICE_DECIMALS);
        return etherIsToken0
                ? dollars.multiply(Q192).divide(ether).sqrt()
                : ether.multiply(Q192).divide(dollars).sqrt();
    }

    /** To the nearest hundred-millionth of a dollar. */
    MarketPrice price(BigInteger sqrtRatioX96) {
        BigInteger squared = sqrtRatioX96.pow(2);
        BigInteger ether = BigInteger.TEN.pow(ETHER_DECIMALS + PRICE_DECIMALS);
        BigInteger dollars = BigInteger.TEN.pow(dollarDecimals);
        BigInteger numerator = ether.multiply(etherIsToken0 ? squared : Q192);
        BigInteger denominator = dollars.multiply(etherIsToken0 ? Q192 : squared);
        BigInteger half = denominator.shiftRight(1);
        return new MarketPrice(numerator.add(half).divide(denominator).longValueExact());
    }
}
