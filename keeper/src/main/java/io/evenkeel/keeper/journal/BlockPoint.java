package io.evenkeel.keeper.journal;

import io.evenkeel.chain.BlockHash;

/** Where on the chain. */
public record BlockPoint(long number, BlockHash hash) {}
