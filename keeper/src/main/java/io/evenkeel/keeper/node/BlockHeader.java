package io.evenkeel.keeper.node;

import io.evenkeel.chain.BlockHash;
import java.time.Instant;

/** A block as a node tells it from outside, its own hash included. */
public record BlockHeader(long number, BlockHash hash, BlockHash parentHash, Instant timestamp) {}
