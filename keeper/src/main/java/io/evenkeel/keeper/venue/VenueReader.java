package io.evenkeel.keeper.venue;

import io.evenkeel.chain.Address;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.units.TokenAmount;
import java.util.Map;

/** Turns what a gauge returned into what the planner understands. Pure. */
public interface VenueReader {
    /**
     * @param primitives the gauge's state struct, ABI-encoded
     * @throws IllegalArgumentException or {@link ArithmeticException} when it is not that struct, or the protocol says
     *     what cannot be
     */
    VenuePart read(byte[] primitives, VenueReading reading, Surroundings surroundings);

    /**
     * What else the snapshot read.
     *
     * @param pools by address, seen as base against quote
     * @param idleBase,idleQuote what lies in the vault and could become collateral
     */
    record Surroundings(Map<Address, SwapPool> pools, TokenAmount idleBase, TokenAmount idleQuote) {
        public Surroundings {
            pools = Map.copyOf(pools);
        }
    }
}
