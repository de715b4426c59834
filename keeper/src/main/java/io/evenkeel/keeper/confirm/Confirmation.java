package io.evenkeel.keeper.confirm;

/** How firmly a transaction is on the chain. */
public sealed interface Confirmation {
    /** Deep enough, and linked to the head block by block. */
    record Final() implements Confirmation {}

    /** In a block, not deep enough yet. */
    record Shallow(String progress) implements Confirmation {}

    /** The block it was said to be in is not part of the head's history. */
    record NotCanonical(String reason) implements Confirmation {}

    /** A question went unanswered. */
    record Unknown(String reason) implements Confirmation {}
}
