package io.evenkeel.market.uniswapv3;

import io.evenkeel.market.RangePosition;
import java.math.BigInteger;

/** A range's two ticks as the pool's square roots of prices, times 2^96. */
public record RangeBounds(BigInteger lowerX96, BigInteger upperX96) {
    public static RangeBounds of(RangePosition range) {
        return new RangeBounds(SqrtPrices.atTick(range.tickLower()), SqrtPrices.atTick(range.tickUpper()));
    }
}
