package io.evenkeel.keeper.cycle;

import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.HedgePlan;
import java.util.List;

/** How a cycle ended. A cycle ends at broadcast; the settlement loop does the rest. */
public sealed interface CycleOutcome {
    /** Nothing to do. */
    record Held(MarketSnapshot snapshot, List<String> reasons) implements CycleOutcome {}

    /** Signed and handed to the network. */
    record Broadcast(MarketSnapshot snapshot, HedgePlan plan, IntentId intentId, TxHash txHash)
            implements CycleOutcome {}

    /** Shadow mode: everything but signing and sending. */
    record WouldSend(MarketSnapshot snapshot, HedgePlan plan, IntentId intentId) implements CycleOutcome {}

    /** Should act and must not: an operator has to know. */
    record Refused(MarketSnapshot snapshot, List<String> reasons) implements CycleOutcome {}

    /**
     * An earlier intent of this account is not settled; nothing new is signed until it is, unless it is urgent.
     *
     * @param news what has become of orders meanwhile
     */
    record Waiting(IntentId unresolved, List<String> news) implements CycleOutcome {
        public Waiting(IntentId unresolved) {
            this(unresolved, List.of());
        }
    }

    /** The world could not be read, or an outside step gave no answer. Nothing was sent. */
    record Failed(String stage, List<String> reasons) implements CycleOutcome {}
}
