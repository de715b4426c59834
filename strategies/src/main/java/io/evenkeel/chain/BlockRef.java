package io.evenkeel.chain;

import java.time.Instant;

/**
 * One block of one chain, as a view that was read at it knows it. A view taken inside an {@code eth_call} at
 * "latest" cannot know the block's own hash, so the parent's hash is what ties two views together: if the parent
 * of a later block is not what it was, there has been a reorganisation.
 */
public record BlockRef(ChainId chainId, long number, BlockHash parentHash, Instant timestamp) {
    public BlockRef {
        if (number < 0) {
            throw new IllegalArgumentException("block number must not be negative, was " + number);
        }
    }

    @Override
    public String toString() {
        return "block " + number + " of chain " + chainId;
    }
}
