package io.evenkeel.keeper.settle;

import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.BlockPoint;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.reconcile.Executed;
import java.util.Optional;

/** Where one step has left one intent. All but {@link Unresolved} and {@link HistoryChanged} are for good. */
public sealed interface SettlementOutcome {
    IntentId intentId();

    /**
     * It happened, and is deep enough to stay.
     *
     * @param executed the account's own report; empty for an account that makes none
     * @param receipt empty when only the account still knows of it
     */
    record Confirmed(IntentId intentId, Optional<Executed> executed, Optional<Receipt> receipt)
            implements SettlementOutcome {}

    /** A transaction of it is in a block and failed there. It cost gas and did nothing. */
    record FailedOnChain(IntentId intentId, TxHash txHash, BlockPoint block, String reason)
            implements SettlementOutcome {}

    /** Its nonce is used up by something else; it did not happen and never can. */
    record Superseded(IntentId intentId, String reason) implements SettlementOutcome {}

    /** Given up before anything was signed. */
    record Abandoned(IntentId intentId, String reason) implements SettlementOutcome {}

    /**
     * What was settled, and deep enough to stay, is not as it was any more, or is so again. The journal keeps what it
     * says; the operator has to know. Told once each time it changes.
     *
     * @param restored true once the chain is again as the journal says
     */
    record HistoryChanged(IntentId intentId, String reason, boolean restored) implements SettlementOutcome {}

    /**
     * Not known yet. Nothing new may be signed for the account.
     *
     * @param reason what it waits for, or what is in the way
     * @param needsOperator nothing more will be tried by itself
     */
    record Unresolved(IntentId intentId, IntentState state, String reason, boolean needsOperator)
            implements SettlementOutcome {}
}
