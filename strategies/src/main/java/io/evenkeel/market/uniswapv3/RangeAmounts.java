package io.evenkeel.market.uniswapv3;

import io.evenkeel.market.RangePosition;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.List;

/**
 * What a range holds with its pool at a given price, fees owed included, rounded down in both tokens as the pool
 * rounds when liquidity is burned. With L, sqrt prices a (lower), b (upper) and p clamped to [a, b]:
 *
 * <pre>token0 = L × (b − p) / (b × p)        token1 = L × (p − a)</pre>
 *
 * The base amount is the range's delta: the derivative of its value by price.
 */
public record RangeAmounts(TokenAmount base, TokenAmount quote) {
    public static RangeAmounts at(RangePosition range, Price price) {
        return at(range, SqrtPrices.of(price, range.baseIsToken0()));
    }

    /** All of them together, as the gauge adds them up. */
    public static RangeAmounts allAt(List<RangePosition> ranges, Price price) {
        RangeAmounts sum = new RangeAmounts(TokenAmount.zero(price.base()), TokenAmount.zero(price.quote()));
        for (RangePosition range : ranges) {
            RangeAmounts one = at(range, price);
            sum = new RangeAmounts(sum.base.plus(one.base), sum.quote.plus(one.quote));
        }
        return sum;
    }

    /** Quote token, rounded down once. */
    public TokenAmount valueDown(Price price) {
        return quote.plus(price.valueDown(base));
    }

    public static RangeAmounts at(RangePosition range, BigInteger sqrtPriceX96) {
        return at(range, RangeBounds.of(range), sqrtPriceX96);
    }

    /** The same where the bounds are known already. */
    public static RangeAmounts at(RangePosition range, RangeBounds bounds, BigInteger sqrtPriceX96) {
        BigInteger lower = bounds.lowerX96();
        BigInteger upper = bounds.upperX96();
        BigInteger here = sqrtPriceX96.max(lower).min(upper);
        BigInteger amount0 = range.liquidity()
                .shiftLeft(96)
                .multiply(upper.subtract(here))
                .divide(upper)
                .divide(here);
        BigInteger amount1 = range.liquidity().multiply(here.subtract(lower)).divide(SqrtPrices.Q96);
        BigInteger base = range.baseIsToken0() ? amount0 : amount1;
        BigInteger quote = range.baseIsToken0() ? amount1 : amount0;
        return new RangeAmounts(
                new TokenAmount(range.baseOwed().token(), base).plus(range.baseOwed()),
                new TokenAmount(range.quoteOwed().token(), quote).plus(range.quoteOwed()));
    }

    /** Model: d(delta)/d(price), whole base tokens per unit of price, see {@link RangeCurve}. */
    public static double gamma(RangePosition range, Price price) {
        return RangeCurve.of(range).gamma(price.asDouble());
    }
}
