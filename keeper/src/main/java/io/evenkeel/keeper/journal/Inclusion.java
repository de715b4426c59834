package io.evenkeel.keeper.journal;

import io.evenkeel.chain.TxHash;

/** Which transaction was seen, and in which block. */
public record Inclusion(TxHash txHash, BlockPoint block) {}
