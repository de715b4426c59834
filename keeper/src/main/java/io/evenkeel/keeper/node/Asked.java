package io.evenkeel.keeper.node;

/**
 * What kind of question an error answers. The same words mean different things: "nonce too low" about bytes that were
 * handed in is the pool speaking; about a read-only call it can only be a contract's choice of words.
 */
public enum Asked {
    /** Signed bytes for the network: the node's pool, and the chain's rules, may refuse them. */
    TO_SEND,

    /** A call without effect, or an estimate of its gas: the contract may refuse, the pool has no say. */
    TO_EXECUTE,

    /** A fact the node has or has not. Neither a contract nor a pool can refuse one. */
    TO_READ
}
