package io.evenkeel.market.position;

import io.evenkeel.market.RangePosition;

/**
 * Liquidity in a Uniswap v3 pool and the fees it is owed. It is counted with its pool at the ratio of the market's
 * prices of the two tokens, never at the pool's own price.
 */
public record PoolRange(RangePosition range) implements Instrument {
    @Override
    public String name() {
        return "range " + range.id();
    }
}
