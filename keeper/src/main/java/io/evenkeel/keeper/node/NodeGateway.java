package io.evenkeel.keeper.node;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.util.List;
import java.util.Optional;

/**
 * Everything sending and settling ask of a node. Each method is one request where it
 * does not say otherwise; none throws for an expected outcome.
 */
public interface NodeGateway {
    /** The chain this gateway is configured for. */
    ChainId chainId();

    /** The chain the node says it is on. */
    NodeAnswer<ChainId> remoteChainId();

    /**
     * @param blocks how many of the newest blocks, 1 to 1024
     * @param percentile of the tips paid in each block, 0 to 100
     */
    NodeAnswer<FeeHistory> feeHistory(int blocks, int percentile);

    NodeAnswer<FeePerGas> gasPrice();

    /** Gas the call would use on the newest state, unpadded; {@link NodeFault.Reverted} when it would revert. */
    NodeAnswer<Gas> estimateGas(Address from, Address to, byte[] callData);

    /** Transactions of the account on the chain, or with those the node's pool would add to it. */
    NodeAnswer<Nonce> nonce(Address account, NonceView view);

    /** Transactions of the account on the chain up to this block, it included. */
    NodeAnswer<Nonce> nonceAt(Address account, BlockTag at);

    default NodeAnswer<Nonce> nonceAt(Address account, long blockNumber) {
        return nonceAt(account, new BlockTag.AtNumber(blockNumber));
    }

    /** Hands signed bytes to the network. {@link NodeFault.Unavailable} leaves open whether they arrived. */
    NodeAnswer<TxHash> sendRaw(byte[] signed);

    /** Empty while the transaction is in no block this node regards as canonical. */
    NodeAnswer<Optional<Receipt>> receipt(TxHash hash);

    /**
     * Several at once, in one request where the node takes that.
     *
     * @return one answer per hash, in their order; each stands for itself
     */
    default List<NodeAnswer<Optional<Receipt>>> receipts(List<TxHash> hashes) {
        return hashes.stream().map(this::receipt).toList();
    }

    /**
     * The same, by somebody who knows the transactions: a receipt that one cannot have is told from one it can.
     *
     * @param limits the transactions' gas limits, in the order of the hashes
     */
    default List<NodeAnswer<Optional<Receipt>>> receipts(List<TxHash> hashes, List<Gas> limits) {
        return receipts(hashes);
    }

    /** Empty when the node has no such block. */
    NodeAnswer<Optional<BlockHeader>> block(BlockTag at);

    /** The chain and the newest block together, in one request where the node takes that. */
    default NodeAnswer<ChainHead> chainHead() {
        return switch (remoteChainId()) {
            case NodeAnswer.Faulted<ChainId> faulted -> NodeAnswer.fault(faulted.fault());
            case NodeAnswer.Answered<ChainId> chain ->
                block(new BlockTag.Latest()).map(newest -> new ChainHead(chain.value(), newest));
        };
    }

    /** The newest block that a reorganisation will not take back, as the node sees it. */
    NodeAnswer<Optional<BlockHeader>> block(Finality finality);

    NodeAnswer<byte[]> code(Address address);

    /**
     * Several at once, in one request where the node takes that.
     *
     * @return one answer per address, in their order; each stands for itself
     */
    default List<NodeAnswer<byte[]>> codes(List<Address> addresses) {
        return addresses.stream().map(this::code).toList();
    }

    NodeAnswer<Wei> balance(Address address);

    /**
     * A read-only call as this sender.
     *
     * @return the return data, or {@link NodeFault.Reverted} or {@link NodeFault.OutOfGas} when it fails
     */
    NodeAnswer<byte[]> call(Address from, Address to, byte[] callData, Gas limit, BlockTag at);

    enum NonceView {
        LATEST,
        PENDING
    }

    enum Finality {
        SAFE,
        FINALIZED
    }
}
