package io.evenkeel.testchain.market;

import io.evenkeel.chain.Address;
import java.time.Instant;
import java.util.List;

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
 * @param fillings of watched accounts' orders, since the last step
 * @param liquidations of watched accounts, in the block after the market's
 */
public record MarketStep(
        long block,
        Instant time,
        MarketPrice path,
        MarketPrice oracle,
        boolean oracleRound,
        MarketPrice uniswap,
        MarketPrice perp,
        List<OrderFilling> fillings,
        List<Liquidation> liquidations) {
    /** Somebody else closed a position for its owner. */
    public record Liquidation(String venue, Address account) {}

    /**
     * Somebody tried to fill an order.
     *
     * @param refusal the protocol's words; empty when the order was filled
     */
    public record OrderFilling(String protocol, Address account, String refusal) {}
}
