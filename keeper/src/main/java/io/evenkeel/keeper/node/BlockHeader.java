package io.evenkeel.keeper.node;

import io.evenkeel.chain.BlockHash;
import io.evenkeel.units.FeePerGas;
import java.time.Instant;
import java.util.Optional;

/**
 * A block as a node tells it from outside, its own hash included.
 *
 * @param baseFee absent on chains that have none
 */
public record BlockHeader(
        long number, BlockHash hash, BlockHash parentHash, Instant timestamp, Optional<FeePerGas> baseFee) {
    public BlockHeader(long number, BlockHash hash, BlockHash parentHash, Instant timestamp) {
        this(number, hash, parentHash, timestamp, Optional.empty());
    }
}
