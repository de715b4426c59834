package io.evenkeel.keeper.settle;

import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.reconcile.ExecutionRecord;
import java.time.Instant;
import java.util.Optional;

/** Writes down how an intent ended, and says so. */
final class Endings {
    private final Journal journal;
    private final ExecutionRecord account;
    private final Sending sending;

    Endings(Journal journal, ExecutionRecord account, Sending sending) {
        this.journal = journal;
        this.account = account;
        this.sending = sending;
    }

    void resolve(IntentEntry entry, IntentState end, String note, Instant now) {
        journal.resolved(entry.intent().intentId(), end, note, now);
        sending.forget(entry.intent().intentId());
    }

    /**
     * The chain leaves no doubt that its nonce is used; whether it ran is the account's to say.
     *
     * @param lasting a block that is there to stay and has the nonce used. Asked about by its hash: a node that is
     *     behind, or on a history that was undone, does not know it and cannot mislead
     */
    SettlementOutcome askAccount(IntentEntry entry, String finding, BlockHash lasting, Instant now) {
        IntentId intentId = entry.intent().intentId();
        return switch (account.hasExecuted(intentId, new BlockTag.AtHash(lasting))) {
            case NodeAnswer.Faulted<Boolean> faulted ->
                waiting(entry, finding + "; account: " + faulted.fault().describe());
            case NodeAnswer.Answered<Boolean> answered -> {
                if (answered.value()) {
                    resolve(entry, IntentState.CONFIRMED, finding + "; the account says it ran", now);
                    yield new SettlementOutcome.Confirmed(intentId, Optional.empty(), Optional.empty());
                }
                resolve(entry, IntentState.FAILED, finding + "; the account says it never ran", now);
                yield new SettlementOutcome.Superseded(intentId, finding);
            }
        };
    }

    static SettlementOutcome waiting(IntentEntry entry, String reason) {
        return waiting(entry, entry.state(), reason);
    }

    static SettlementOutcome waiting(IntentEntry entry, IntentState state, String reason) {
        return new SettlementOutcome.Unresolved(entry.intent().intentId(), state, reason, false);
    }
}
