package io.evenkeel.keeper.snapshot;

import io.evenkeel.chain.Address;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import java.time.Duration;
import java.util.List;

/**
 * What the lens is asked, always the same.
 *
 * @param feeds base token in USD, then quote token in USD
 * @param pools Uniswap v3 pools of the pair: second opinions on the price, and where loans are sold
 * @param twapWindow whole seconds, positive
 */
public record LensQuery(
        Address lens, Address vault, Address keeper, List<Address> feeds, List<Address> pools, Duration twapWindow) {
    static final AbiFunction READ = ContractAbi.load("evenkeel", "HedgeLens").function("read");

    public LensQuery {
        feeds = List.copyOf(feeds);
        pools = List.copyOf(pools);
        if (feeds.size() != 2) {
            throw new IllegalArgumentException("want the base token's feed and the quote token's, got " + feeds.size());
        }
        if (twapWindow.toSeconds() < 1) {
            throw new IllegalArgumentException("twapWindow must be at least a second, was " + twapWindow);
        }
    }

    public byte[] callData() {
        return READ.encode(vault, keeper, feeds, pools, twapWindow.toSeconds());
    }
}
