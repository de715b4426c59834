package io.evenkeel.keeper.snapshot;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockRef;
import io.evenkeel.keeper.venue.VenueReading;
import io.evenkeel.oracles.chainlink.FeedReading;
import io.evenkeel.oracles.uniswap.PoolReading;
import io.evenkeel.risk.health.VenueWatch;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import io.evenkeel.units.Wei;
import java.math.BigInteger;
import java.util.List;

/**
 * What the lens said, typed and not yet judged.
 *
 * @param baseFee zero where the node hides it from calls
 * @param primitives one per venue of the policy; empty where the gauge could not be read
 * @param watches likewise; empty where the protocol is not watched, or cannot be now
 */
public record LensReading(
        BlockRef block,
        FeePerGas baseFee,
        Address vault,
        long sequence,
        boolean keeperAllowed,
        Wei keeperBalance,
        TokenAmount idleBase,
        TokenAmount idleQuote,
        Policy policy,
        List<byte[]> primitives,
        List<FeedReading> feeds,
        List<PoolReading> pools,
        List<VenueWatch> watches) {
    public LensReading {
        primitives = List.copyOf(primitives);
        feeds = List.copyOf(feeds);
        pools = List.copyOf(pools);
        watches = List.copyOf(watches);
    }

    /**
     * The policy on chain. Prices are quote per whole base, 18 decimals, 0 where there is none.
     *
     * @param sure by the policy's own feeds
     * @param lowPriceE18,highPriceE18 what the policy takes for plausible; both the price while it is sure
     */
    public record Policy(
            BigInteger priceE18,
            boolean sure,
            BigInteger lowPriceE18,
            BigInteger highPriceE18,
            List<VenueReading> venues,
            TokenDelta netDelta,
            TokenDelta targetDelta,
            TokenAmount nav,
            TokenAmount bandDelta,
            TokenAmount lossBudgetLeft,
            TokenAmount turnoverBudgetLeft,
            TokenAmount deRiskDeltaBudgetLeft,
            boolean stopped,
            boolean reduceOnly) {
        public Policy {
            venues = List.copyOf(venues);
        }
    }
}
