package io.evenkeel.keeper.reconcile;

import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.Receipt;
import java.util.Optional;

/** What the account itself has to say about an intent: the witness that is neither our journal nor our node's pool. */
public interface ExecutionRecord {
    /** The account's own report of this intent in the transaction, empty when it made none. */
    Optional<Executed> executedIn(Receipt receipt, IntentId intentId);

    /** Whether the account has run this intent by this block, by whatever transaction. */
    NodeAnswer<Boolean> hasExecuted(IntentId intentId, BlockTag at);
}
