package io.evenkeel.keeper.cycle;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.plan.HedgePlan;

/** What a cycle needs of signing and sending. */
public interface Sender {
    /** What of this account is on its way and not settled. */
    UnderWay underWay(AccountId account);

    /** Permits, records, signs, records and broadcasts. */
    SendOutcome send(HedgePlan plan, PreparedExecution execution);

    /** What is on its way, and what may still be sent beside it. */
    sealed interface UnderWay {
        /** Anything may be sent. */
        record Nothing() implements UnderWay {}

        /** One routine intent: only what is urgent passes it. */
        record Routine(IntentId unresolved) implements UnderWay {}

        /** Nothing passes. */
        record Closed(IntentId unresolved) implements UnderWay {}
    }

    /** How handing over ended. */
    sealed interface SendOutcome {
        record Sent(TxHash txHash) implements SendOutcome {}

        /** An earlier intent is in the way. Nothing was signed. */
        record Waiting(IntentId unresolved) implements SendOutcome {}

        /** Not sent; nothing is on its way. */
        record NotSent(String reason) implements SendOutcome {}
    }
}
