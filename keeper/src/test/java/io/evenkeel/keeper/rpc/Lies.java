package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainReader.CallOutcome;
import io.evenkeel.keeper.node.BlockHeader;

/** What an endpoint may say instead of the truth. */
final class Lies {
    private Lies() {}

    /** The same answer with one byte changed. */
    static CallOutcome changed(CallOutcome truth, int at) {
        if (!(truth instanceof CallOutcome.Returned returned)) {
            return truth;
        }
        byte[] data = returned.data().clone();
        data[at] ^= 1;
        return new CallOutcome.Returned(data);
    }

    /** A block of another history at the same height. */
    static BlockHeader elsewhere(BlockHeader truth, int history) {
        return new BlockHeader(truth.number(), hash(history), hash(history + 1), truth.timestamp());
    }

    static BlockHash hash(int digit) {
        return new BlockHash("0x" + String.valueOf(digit % 10).repeat(64));
    }
}
