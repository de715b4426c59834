package io.evenkeel.keeper.journal;

import io.evenkeel.chain.Nonce;
import io.evenkeel.units.Wei;
import java.time.Instant;

/**
 * What one nonce may cost, whichever of its payloads gets into a block.
 *
 * @param highestCost of the dearest of its payloads, gas limit times fee
 * @param lastPermittedAt when the newest of them was permitted
 */
public record NonceSpending(Nonce nonce, Wei highestCost, Instant lastPermittedAt) {}
