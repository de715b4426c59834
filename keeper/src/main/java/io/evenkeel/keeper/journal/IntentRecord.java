package io.evenkeel.keeper.journal;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.keeper.account.IntentId;
import java.time.Instant;

/**
 * What was decided.
 *
 * @param sender whose key sends it
 * @param to the contract called
 * @param sequence of the account it was decided for
 * @param deadline by the chain's clock
 * @param why in the operator's words
 */
public record IntentRecord(
        IntentId intentId,
        AccountId account,
        Address sender,
        Address to,
        byte[] callData,
        long sequence,
        Instant deadline,
        boolean urgent,
        String why,
        Instant decidedAt) {}
