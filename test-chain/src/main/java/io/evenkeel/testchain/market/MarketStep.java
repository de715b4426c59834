package io.evenkeel.testchain.market;

import java.time.Instant;

/**
 * What one step of the market did.
 *
 * @param block the market's block
 * @param path the price the path asked for
 * @param oracle the ETH / USD feed's answer after the step
 * @param oracleRound whether the step brought a new ETH / USD round
 * @param uniswap spot price on Uniswap v3 after the step
 * @param perp spot price on Perp v2 after the step; lags while paused, beyond its move limit, or outside its band
 *     around a stale oracle
 */
public record MarketStep(
        long block,
        Instant time,
        MarketPrice path,
        MarketPrice oracle,
        boolean oracleRound,
        MarketPrice uniswap,
        MarketPrice perp) {}
