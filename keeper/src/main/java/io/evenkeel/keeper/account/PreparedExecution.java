package io.evenkeel.keeper.account;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import java.time.Instant;

/**
 * A plan turned into one call.
 *
 * @param to the contract the keeper calls
 * @param callData what is signed and sent
 * @param simulationCallData the same legs for a simulation that changes nothing
 * @param sequence the account's sequence this is for; once it has moved on the call is refused on chain
 * @param deadline by the chain's clock; after it the call is refused on chain
 * @param urgent may pay more and use its own lane
 */
public record PreparedExecution(
        IntentId intentId,
        AccountId account,
        Address to,
        byte[] callData,
        byte[] simulationCallData,
        long sequence,
        Instant deadline,
        boolean urgent) {}
