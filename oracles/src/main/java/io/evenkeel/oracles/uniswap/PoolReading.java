package io.evenkeel.oracles.uniswap;

import io.evenkeel.chain.Address;
import io.evenkeel.market.Pair;
import java.math.BigInteger;
import java.time.Duration;

/**
 * One Uniswap v3 pool as one block knows it.
 *
 * @param feePips hundredths of a basis point: 500 is 0.05 %
 * @param sqrtPriceX96 square root of token1 smallest units for one token0 smallest unit, times 2^96
 * @param twapTick arithmetic mean tick over the window, rounded towards negative infinity
 * @param twapWindow zero when the pool's history is too short; {@code twapTick} is then the spot tick and no average
 * @param readable false: the pool reverted and nothing else here means anything
 */
public record PoolReading(
        Address pool,
        Address token0,
        Address token1,
        int feePips,
        BigInteger sqrtPriceX96,
        int tick,
        BigInteger liquidity,
        int twapTick,
        Duration twapWindow,
        boolean readable) {
    /** Whether it trades these two tokens, in whichever order. */
    public boolean trades(Pair pair) {
        Address base = pair.base().address();
        Address quote = pair.quote().address();
        return (token0.equals(base) && token1.equals(quote)) || (token0.equals(quote) && token1.equals(base));
    }

    public boolean baseIsToken0(Pair pair) {
        return token0.equals(pair.base().address());
    }
}
