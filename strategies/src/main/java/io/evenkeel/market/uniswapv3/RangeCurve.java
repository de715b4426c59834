package io.evenkeel.market.uniswapv3;

import io.evenkeel.market.RangePosition;

/**
 * Model: what a Uniswap v3 range holds as a function of the pool's price, in whole tokens and without its fees. With
 * {@code s = sqrt(P)} clamped to {@code [a, b]}:
 *
 * <pre>
 *   base  = L (1/s − 1/b)        delta: dV/dP
 *   quote = L (s − a)
 *   gamma = −L / (2 P^1.5)       inside the range; 0 outside and on its bounds
 * </pre>
 *
 * (Uniswap v3 whitepaper, equations 6.29 and 6.30.) The continuous counterpart of {@link RangeAmounts}, which rounds as
 * the pool does; the methods allocate nothing.
 *
 * @param liquidity L in whole tokens: the pool's, over 10^((base + quote decimals) / 2)
 * @param sqrtLower,sqrtUpper a and b, square roots of whole quote per whole base
 */
public record RangeCurve(double liquidity, double sqrtLower, double sqrtUpper) {
    public RangeCurve {
        if (!(liquidity >= 0 && Double.isFinite(liquidity))) {
            throw new IllegalArgumentException("liquidity must not be negative, was " + liquidity);
        }
        if (!(sqrtLower > 0 && sqrtLower < sqrtUpper && Double.isFinite(sqrtUpper))) {
            throw new IllegalArgumentException("empty range [" + sqrtLower + ", " + sqrtUpper + ") of square roots");
        }
    }

    /** Between two prices, whole quote per whole base. */
    public static RangeCurve between(double lower, double upper, double liquidity) {
        return new RangeCurve(liquidity, Math.sqrt(lower), Math.sqrt(upper));
    }

    public static RangeCurve of(RangePosition range) {
        return of(range, RangeBounds.of(range));
    }

    /** The same where the bounds are known already. */
    public static RangeCurve of(RangePosition range, RangeBounds bounds) {
        int baseDecimals = range.baseOwed().token().decimals();
        int quoteDecimals = range.quoteOwed().token().decimals();
        double atLowerTick = SwapPool.sqrtPrice(bounds.lowerX96(), range.baseIsToken0(), baseDecimals, quoteDecimals);
        double atUpperTick = SwapPool.sqrtPrice(bounds.upperX96(), range.baseIsToken0(), baseDecimals, quoteDecimals);
        return new RangeCurve(
                SwapPool.wholeLiquidity(range.liquidity(), baseDecimals, quoteDecimals),
                Math.min(atLowerTick, atUpperTick),
                Math.max(atLowerTick, atUpperTick));
    }

    /** Whole base: the derivative of the value by the price. */
    public double base(double price) {
        return liquidity * (1 / clamped(price) - 1 / sqrtUpper);
    }

    /** Whole quote. */
    public double quote(double price) {
        return liquidity * (clamped(price) - sqrtLower);
    }

    /** Whole quote: all of it, base counted at the price. */
    public double value(double price) {
        return base(price) * price + quote(price);
    }

    /** Whole base that {@link #base} changes by when the price rises by one. */
    public double gamma(double price) {
        double root = Math.sqrt(price);
        return root > sqrtLower && root < sqrtUpper ? -liquidity / (2 * price * root) : 0;
    }

    private double clamped(double price) {
        return Math.min(Math.max(Math.sqrt(price), sqrtLower), sqrtUpper);
    }
}
