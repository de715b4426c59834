package io.evenkeel.keeper.node;

/**
 * Why a node did not do what it was asked. {@code text} is the node's own message, for people; decisions are taken
 * on the type alone. {@link NodeFaults} is the only place that turns messages into types.
 */
public sealed interface NodeFault {
    String text();

    /** The node holds this very transaction already: as good as accepted. */
    record AlreadyKnown(String text) implements NodeFault {}

    /** The chain has used this nonce. Not the end: a reorganisation can take it back. */
    record NonceTooLow(String text) implements NodeFault {}

    /** Nonces before this one are missing at the node. */
    record NonceTooHigh(String text) implements NodeFault {}

    /** The node holds another transaction for this nonce and wants a higher fee for the swap. */
    record ReplacementUnderpriced(String text) implements NodeFault {}

    /** Offered less than the node or the next block takes. */
    record FeeTooLow(String text) implements NodeFault {}

    /** Offered more than the node is willing to relay. */
    record FeeTooHigh(String text) implements NodeFault {}

    /** The sender cannot pay for the gas. */
    record InsufficientFunds(String text) implements NodeFault {}

    /** The contract refused; {@code data} is what it said, possibly empty. */
    record Reverted(String text, byte[] data) implements NodeFault {}

    /** The gas allowed was not enough. */
    record OutOfGas(String text) implements NodeFault {}

    /** More gas asked for than a block can hold. */
    record GasAboveBlockLimit(String text) implements NodeFault {}

    /** Signed for another chain, or not a transaction at all: no retry can help. */
    record Invalid(String text) implements NodeFault {}

    /** The node's pool will not take it now: full, or reserved for another kind of transaction. */
    record PoolRefused(String text) implements NodeFault {}

    /** The block asked about is not known here (yet, or any more). */
    record UnknownBlock(String text) implements NodeFault {}

    /** The node does not offer this. */
    record Unsupported(String text) implements NodeFault {}

    /** Too many requests, by its count or by ours. */
    record RateLimited(String text) implements NodeFault {}

    /** No answer at all: the request may or may not have had its effect. */
    record Unavailable(String text) implements NodeFault {}

    /** An answer that is not one: broken JSON, another request's id, a value of the wrong shape. */
    record Malformed(String text) implements NodeFault {}

    /** Not enough nodes said the same; the words tell who said what. */
    record Disagreed(String text) implements NodeFault {}

    /** An error in words nobody here has met. */
    record Unrecognised(String text) implements NodeFault {}

    /** Another node might do better with the same question. */
    default boolean isAboutTheNode() {
        return switch (this) {
            case RateLimited f -> true;
            case Unavailable f -> true;
            case Malformed f -> true;
            case Unsupported f -> true;
            case UnknownBlock f -> true;
            default -> false;
        };
    }

    /** Type and words, for logs and reasons: "ReplacementUnderpriced: replacement transaction underpriced". */
    default String describe() {
        return getClass().getSimpleName() + ": " + text();
    }
}
