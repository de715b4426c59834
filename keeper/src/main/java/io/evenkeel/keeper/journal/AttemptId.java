package io.evenkeel.keeper.journal;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;

/**
 * One try to use one nonce.
 *
 * @param ordinal 0 for the first payload of this nonce, then 1, 2, … for its declared replacements
 */
public record AttemptId(ChainId chainId, Address sender, Nonce nonce, int ordinal) {}
