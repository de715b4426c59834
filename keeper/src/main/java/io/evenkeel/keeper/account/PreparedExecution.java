package io.evenkeel.keeper.account;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.plan.OrderLife;
import java.time.Instant;
import java.util.List;

/**
 * A plan turned into one call.
 *
 * @param to the contract the keeper calls
 * @param callData what is signed and sent
 * @param simulationCallData the same legs for a simulation that changes nothing
 * @param sequence the account's sequence this is for; once it has moved on the call is refused on chain
 * @param deadline by the chain's clock; after it the call is refused on chain
 * @param urgent may pay more and use its own lane
 * @param orders what of it others will have to fill
 */
public record PreparedExecution(
        IntentId intentId,
        AccountId account,
        Address to,
        byte[] callData,
        byte[] simulationCallData,
        long sequence,
        Instant deadline,
        boolean urgent,
        List<OrderLife.Submitted> orders) {
    public PreparedExecution {
        orders = List.copyOf(orders);
    }

    /** One that needs nobody else. */
    public PreparedExecution(
            IntentId intentId,
            AccountId account,
            Address to,
            byte[] callData,
            byte[] simulationCallData,
            long sequence,
            Instant deadline,
            boolean urgent) {
        this(intentId, account, to, callData, simulationCallData, sequence, deadline, urgent, List.of());
    }
}
