package io.evenkeel.chain;

/** The port through which a chain is read, in our own words. Implementations live in the keeper's adapters. */
public interface ChainReader {
    /** Which chain this reader is connected to. */
    ChainId chainId();

    /**
     * A read-only call at one block.
     *
     * @param to the contract
     * @param callData selector and arguments
     * @return what the contract returned, or why there is no answer; never throws for an expected outcome
     */
    CallOutcome call(Address to, byte[] callData, BlockTag at);

    /** Where to read: the newest block, or exactly this one. */
    sealed interface BlockTag {
        record Latest() implements BlockTag {}

        record AtNumber(long number) implements BlockTag {}

        record AtHash(BlockHash hash) implements BlockTag {}
    }

    /** How a call ended. */
    sealed interface CallOutcome {
        /** The raw return data. */
        record Returned(byte[] data) implements CallOutcome {}

        /** The contract refused; {@code data} is the raw revert data, possibly empty. */
        record Reverted(byte[] data) implements CallOutcome {}

        /** No answer from the node: transport, rate limit, unknown block. Nothing is known. */
        record Unanswered(String reason) implements CallOutcome {}
    }
}
