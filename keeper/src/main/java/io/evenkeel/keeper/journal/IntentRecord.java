package io.evenkeel.keeper.journal;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.units.FeePerGas;
import java.time.Instant;
import java.util.Optional;

/**
 * What was decided.
 *
 * @param sender whose key sends it
 * @param to the contract called
 * @param sequence of the account it was decided for
 * @param deadline by the chain's clock
 * @param urgent protects from liquidation: may pay more, and pass a routine intent
 * @param why in the operator's words
 * @param displaces the routine intent whose nonce it takes, declared before anything is signed for it
 * @param mostFee per gas, beyond which the plan is not worth its cost; never passed
 * @param madeAtBlock number of the block it was decided on
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
        Instant decidedAt,
        Optional<IntentId> displaces,
        Optional<FeePerGas> mostFee,
        Optional<Long> madeAtBlock) {
    /** One that displaces nothing, of a plan that sets no limit of its own. */
    public IntentRecord(
            IntentId intentId,
            AccountId account,
            Address sender,
            Address to,
            byte[] callData,
            long sequence,
            Instant deadline,
            boolean urgent,
            String why,
            Instant decidedAt) {
        this(
                intentId,
                account,
                sender,
                to,
                callData,
                sequence,
                deadline,
                urgent,
                why,
                decidedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, declared to take this one's nonce. */
    public IntentRecord displacing(Optional<IntentId> routine) {
        return new IntentRecord(
                intentId,
                account,
                sender,
                to,
                callData,
                sequence,
                deadline,
                urgent,
                why,
                decidedAt,
                routine,
                mostFee,
                madeAtBlock);
    }

    /** Whether this may take the other's nonce: urgent over routine, and the account lets only one of the two run. */
    public boolean mayDisplace(IntentRecord other) {
        return urgent
                && !other.urgent
                && other.displaces.isEmpty()
                && account.equals(other.account)
                && sender.equals(other.sender)
                && sequence == other.sequence;
    }
}
