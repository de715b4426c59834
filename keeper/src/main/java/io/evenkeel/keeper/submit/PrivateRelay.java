package io.evenkeel.keeper.submit;

import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.sign.SignedTransaction;

/** A way to those who build blocks that the public pool does not see. */
public interface PrivateRelay {
    /** For the operator; nothing secret. */
    String name();

    /**
     * Hands over recorded bytes. Answered means taken, not that they will be in a block.
     *
     * @param head number of the newest block
     * @param lastBlock number of the last block they are meant for
     */
    NodeAnswer<Accepted> submit(SignedTransaction transaction, long head, long lastBlock);

    /** The relay has taken them. */
    record Accepted() {}
}
