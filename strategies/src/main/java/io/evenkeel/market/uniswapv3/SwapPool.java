package io.evenkeel.market.uniswapv3;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A concentrated-liquidity pool as a place to trade, modelled with the liquidity now in range as if it reached
 * further: good for trades that move the price little, a guess beyond.
 *
 * <pre>
 * s = sqrt(quote per base, whole tokens),   L = liquidity / 10^((base + quote decimals) / 2)
 * selling x base:  1/s' = 1/s + x/L,  quote out = L (s − s')
 * buying  x base:  1/s' = 1/s − x/L,  quote in  = L (s' − s)
 * </pre>
 *
 * @param sqrtPriceX96 the pool's own
 * @param tick the pool's own
 * @param liquidity in range now
 * @param feeMillionths taken from what goes in
 */
public record SwapPool(
        BigInteger sqrtPriceX96,
        int tick,
        BigInteger liquidity,
        int feeMillionths,
        boolean baseIsToken0,
        int baseDecimals,
        int quoteDecimals) {
    private static final double MILLION = 1e6;
    private static final double Q96 = 0x1p96;

    public SwapPool {
        if (sqrtPriceX96.signum() <= 0) {
            throw new IllegalArgumentException("a pool without a price: sqrtPriceX96 was " + sqrtPriceX96);
        }
        if (liquidity.signum() < 0) {
            throw new IllegalArgumentException("liquidity must not be negative, was " + liquidity);
        }
        if (feeMillionths < 0 || feeMillionths >= 1_000_000) {
            throw new IllegalArgumentException("fee must be 0 to 999999 millionths, was " + feeMillionths);
        }
    }

    /** Model: whole quote per whole base, now. */
    public double price() {
        double root = sqrtPrice();
        return root * root;
    }

    /** The part of what goes in that the pool keeps. */
    public double fee() {
        return feeMillionths / MILLION;
    }

    /**
     * Model: whole quote the trader gets for this change of base without any fee. Selling (negative) gives a positive
     * number, buying a negative one; negative infinity when there is not that much to buy.
     */
    public double quoteFor(double baseChange) {
        if (baseChange == 0) {
            return 0;
        }
        double after = sqrtPriceAfter(baseChange);
        return Double.isInfinite(after) ? Double.NEGATIVE_INFINITY : wholeLiquidity() * (sqrtPrice() - after);
    }

    /** Model: the same with the pool's fee, which it takes from what goes in. */
    public double quoteForAfterFee(double baseChange) {
        return baseChange < 0 ? quoteFor(baseChange * (1 - fee())) : quoteFor(baseChange) / (1 - fee());
    }

    /** Model: the change of base, fee left out, that takes the price to this one; negative (a sale) when it is lower. */
    public double baseChangeTo(double price) {
        return wholeLiquidity() * (1 / sqrtPrice() - 1 / Math.sqrt(price));
    }

    /** Model: the pool after this change of base by a trader, fee left out. A change it cannot give is refused. */
    public SwapPool afterTrade(double baseChange) {
        if (baseChange == 0) {
            return this;
        }
        double after = sqrtPriceAfter(baseChange);
        if (!(after > 0) || Double.isInfinite(after)) {
            throw new IllegalArgumentException("the pool cannot give " + baseChange + " base");
        }
        double moved = baseIsToken0 ? after / sqrtPrice() : sqrtPrice() / after;
        BigInteger sqrtAfter = new BigDecimal(sqrtPriceX96)
                .multiply(new BigDecimal(moved), MathContext.DECIMAL128)
                .toBigInteger()
                .max(BigInteger.ONE);
        int ticks = (int) Math.floor(2 * Math.log(moved) / Math.log(1.0001));
        return new SwapPool(
                sqrtAfter, tick + ticks, liquidity, feeMillionths, baseIsToken0, baseDecimals, quoteDecimals);
    }

    private double sqrtPriceAfter(double baseChange) {
        double inverse = 1 / sqrtPrice() - baseChange / wholeLiquidity();
        return inverse > 0 ? 1 / inverse : Double.POSITIVE_INFINITY;
    }

    private double sqrtPrice() {
        return sqrtPrice(sqrtPriceX96, baseIsToken0, baseDecimals, quoteDecimals);
    }

    /** Model: the square root of whole quote per whole base. */
    static double sqrtPrice(BigInteger sqrtPriceX96, boolean baseIsToken0, int baseDecimals, int quoteDecimals) {
        double root = sqrtPriceX96.doubleValue() / Q96;
        double quotePerBaseUnits = baseIsToken0 ? root : 1 / root;
        return quotePerBaseUnits * Math.pow(10, (baseDecimals - quoteDecimals) / 2.0);
    }

    private double wholeLiquidity() {
        return wholeLiquidity(liquidity, baseDecimals, quoteDecimals);
    }

    static double wholeLiquidity(BigInteger liquidity, int baseDecimals, int quoteDecimals) {
        return liquidity.doubleValue() / Math.pow(10, (baseDecimals + quoteDecimals) / 2.0);
    }
}
