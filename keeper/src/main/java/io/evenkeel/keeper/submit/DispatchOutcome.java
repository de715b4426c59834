package io.evenkeel.keeper.submit;

import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.units.FeePerGas;
import java.util.List;

/** How handing over one execution ended. */
public sealed interface DispatchOutcome {
    /** Signed, recorded, and taken by a node. */
    record Broadcast(
            IntentId intentId, TxHash txHash, Nonce nonce, FeePerGas maxFee, FeePerGas maxTip, List<String> notes)
            implements DispatchOutcome {}

    /** Signed and recorded, but it is not known that a node has taken it; settlement goes on with it. */
    record NotTakenYet(IntentId intentId, TxHash txHash, Nonce nonce, String reason) implements DispatchOutcome {}

    /** An earlier intent of the account is not settled. Nothing was signed. */
    record Waiting(IntentId unresolved) implements DispatchOutcome {}

    /** It must not be sent: it would revert, cost too much, or is not permitted. Nothing was signed. */
    record Refused(List<String> reasons) implements DispatchOutcome {}

    /** A question went unanswered, or the journal cannot be written. Nothing was sent. */
    record Unanswered(String stage, String reason) implements DispatchOutcome {}
}
