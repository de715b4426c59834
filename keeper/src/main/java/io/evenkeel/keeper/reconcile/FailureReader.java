package io.evenkeel.keeper.reconcile;

import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.sign.UnsignedTransaction;

/**
 * Finds out why a transaction in a block failed. A receipt only says that it did, so the call is made again on the
 * state around its block; with the same gas limit, since running out of gas inside a contract looks like a revert.
 */
public final class FailureReader {
    private final NodeGateway node;
    private final HedgeAccount account;

    public FailureReader(NodeGateway node, HedgeAccount account) {
        this.node = node;
        this.account = account;
    }

    /** In words, the error's name first where it has one. */
    public String why(UnsignedTransaction transaction, Receipt receipt) {
        if (ranOutOfGas(transaction, receipt)) {
            return "ran out of gas: used " + receipt.gasUsed() + " of " + transaction.gasLimit();
        }
        NodeAnswer<byte[]> before = again(transaction, receipt.blockNumber() - 1);
        // It would have run on the state before its block, so something in the block was in its way: look after it.
        return before instanceof NodeAnswer.Answered<byte[]>
                ? "in its block, " + words(again(transaction, receipt.blockNumber()))
                : words(before);
    }

    private NodeAnswer<byte[]> again(UnsignedTransaction transaction, long blockNumber) {
        return node.call(
                transaction.from(),
                transaction.to(),
                transaction.data(),
                transaction.gasLimit(),
                new BlockTag.AtNumber(blockNumber));
    }

    private String words(NodeAnswer<byte[]> again) {
        return switch (again) {
            case NodeAnswer.Answered<byte[]> fine -> "reverted for a reason that is gone";
            case NodeAnswer.Faulted<byte[]> faulted ->
                switch (faulted.fault()) {
                    case NodeFault.Reverted reverted -> "reverted: " + account.explainRevert(reverted.data());
                    case NodeFault.OutOfGas gas -> "ran out of gas: " + gas.text();
                    default ->
                        "reverted, reason not available: " + faulted.fault().describe();
                };
        };
    }

    /** A call keeps back one part in 64 of its gas from every call it makes, so more can never be left unused. */
    public static boolean ranOutOfGas(UnsignedTransaction transaction, Receipt receipt) {
        return Math.multiplyExact(receipt.gasUsed().units(), 64L)
                >= Math.multiplyExact(transaction.gasLimit().units(), 63L);
    }
}
