package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.units.Gas;
import java.util.Optional;
import java.util.OptionalLong;

/** What no receipt of an honest node says. Pure; the one place that knows. */
final class ReceiptRules {
    /** A transaction that was run has used some. */
    private static final long LEAST_GAS = 1;

    private ReceiptRules() {}

    /**
     * @param asked the transaction it is the receipt of
     * @param limit the transaction's gas limit, where the asker knows it
     * @param head the newest block the same endpoint has told of
     */
    static Optional<String> impossible(Receipt receipt, TxHash asked, Optional<Gas> limit, OptionalLong head) {
        if (!receipt.hash().equals(asked)) {
            return Optional.of("its receipt is of transaction "
                    + Said.shortened(receipt.hash().toString()) + ", asked for " + Said.shortened(asked.toString()));
        }
        if (head.isPresent() && receipt.blockNumber() > head.getAsLong()) {
            return Optional.of(
                    "its receipt is in block " + receipt.blockNumber() + ", above its own head " + head.getAsLong());
        }
        if (limit.isPresent() && receipt.gasUsed().units() > limit.get().units()) {
            return Optional.of(
                    "its receipt used " + receipt.gasUsed() + ", above the transaction's limit of " + limit.get());
        }
        if (receipt.gasUsed().units() < LEAST_GAS) {
            return Optional.of("its receipt used no gas");
        }
        if (!receipt.succeeded() && !receipt.logs().isEmpty()) {
            return Optional.of(
                    "its receipt failed and yet has " + receipt.logs().size() + " log(s)");
        }
        return Optional.empty();
    }

    /** @param canonical the block the same endpoint has at the receipt's height */
    static Optional<String> notOnTheChain(Receipt receipt, BlockHeader canonical) {
        return canonical.number() == receipt.blockNumber() && !canonical.hash().equals(receipt.blockHash())
                ? Optional.of("its receipt is in block " + receipt.blockNumber() + " "
                        + Said.shortened(receipt.blockHash().hex()) + ", where the chain has "
                        + Said.shortened(canonical.hash().hex()))
                : Optional.empty();
    }
}
