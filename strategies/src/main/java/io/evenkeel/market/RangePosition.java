package io.evenkeel.market;

import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;

/**
 * One Uniswap v3 position.
 *
 * @param id token id of the position manager
 * @param tickLower,tickUpper bounds in the pool's own ticks (token1 smallest units per token0 smallest unit)
 * @param liquidity the pool's L
 * @param baseIsToken0 which side of the pool the base token is
 * @param baseOwed,quoteOwed fees recorded as owed and not yet collected
 */
public record RangePosition(
        BigInteger id,
        int tickLower,
        int tickUpper,
        BigInteger liquidity,
        boolean baseIsToken0,
        TokenAmount baseOwed,
        TokenAmount quoteOwed) {
    public RangePosition {
        if (tickLower >= tickUpper) {
            throw new IllegalArgumentException("empty range [" + tickLower + ", " + tickUpper + ")");
        }
        if (liquidity.signum() < 0) {
            throw new IllegalArgumentException("liquidity must not be negative, was " + liquidity);
        }
    }
}
