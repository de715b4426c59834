package io.evenkeel.keeper.cycle;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.plan.HedgePlan;
import java.util.Optional;

/** What a cycle needs of signing and sending. */
public interface Sender {
    /** The intent of this account that is on its way and not settled, if there is one. */
    Optional<IntentId> unresolved(AccountId account);

    /** Permits, records, signs, records and broadcasts. */
    SendOutcome send(HedgePlan plan, PreparedExecution execution);

    sealed interface SendOutcome {
        record Sent(TxHash txHash) implements SendOutcome {}

        /** Not sent; nothing is on its way. */
        record NotSent(String reason) implements SendOutcome {}
    }
}
