package io.evenkeel.keeper.venue;

import io.evenkeel.chain.Address;
import io.evenkeel.market.uniswapv3.SwapPool;
import java.util.Map;

/** Turns what a gauge returned into what the planner understands. Pure. */
public interface VenueReader {
    /**
     * @param primitives the gauge's state struct, ABI-encoded
     * @throws IllegalArgumentException or {@link ArithmeticException} when it is not that struct, or the protocol says
     *     what cannot be
     */
    VenuePart read(byte[] primitives, VenueReading reading, Surroundings surroundings);

    /** @param pools what the snapshot read of pools, by address, seen as base against quote */
    record Surroundings(Map<Address, SwapPool> pools) {
        public Surroundings {
            pools = Map.copyOf(pools);
        }
    }
}
