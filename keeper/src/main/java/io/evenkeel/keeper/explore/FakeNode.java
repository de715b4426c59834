package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.ChainReader;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The one node that tells of the fake chain, with the strictest rules of the real ones ({@link FakePool}). */
public final class FakeNode extends FakeChain implements NodeGateway, ChainReader {
    private final List<SignedTransaction> everReceived = new ArrayList<>();
    private boolean down;

    /** @param vaultProtects false: the vault would run an intent twice, so only the sender's own care prevents it */
    public FakeNode(boolean vaultProtects) {
        super(new FakeVault(vaultProtects));
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    /** Everything that was ever handed in and passed the checks, oldest first. */
    public List<SignedTransaction> everReceived() {
        return List.copyOf(everReceived);
    }

    // ---- the node

    @Override
    public ChainId chainId() {
        return CHAIN;
    }

    @Override
    public NodeAnswer<ChainId> remoteChainId() {
        return unlessDown(() -> NodeAnswer.of(CHAIN));
    }

    @Override
    public NodeAnswer<FeeHistory> feeHistory(int blocks, int percentile) {
        return unlessDown(() -> view(0).feeHistory());
    }

    @Override
    public NodeAnswer<FeePerGas> gasPrice() {
        return unlessDown(() -> view(0).gasPrice());
    }

    @Override
    public NodeAnswer<Gas> estimateGas(Address from, Address to, byte[] callData) {
        return unlessDown(() -> view(0).estimateGas(to, callData));
    }

    @Override
    public NodeAnswer<Nonce> nonce(Address account, NonceView nonces) {
        return unlessDown(() -> view(0).nonce(account, nonces));
    }

    @Override
    public NodeAnswer<Nonce> nonceAt(Address account, BlockTag at) {
        return unlessDown(() -> view(0).nonceAt(account, at));
    }

    @Override
    public NodeAnswer<TxHash> sendRaw(byte[] signed) {
        return unlessDown(() -> take(PooledTransaction.of(signed)));
    }

    @Override
    public NodeAnswer<Optional<Receipt>> receipt(TxHash hash) {
        return unlessDown(() -> view(0).receipt(hash));
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(BlockTag at) {
        return unlessDown(() -> view(0).block(at));
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(Finality finality) {
        return unlessDown(() -> view(0).safeBlock());
    }

    @Override
    public NodeAnswer<byte[]> code(Address address) {
        return unlessDown(() -> NodeAnswer.of(address.equals(VAULT) ? new byte[] {1} : new byte[0]));
    }

    @Override
    public NodeAnswer<Wei> balance(Address address) {
        return unlessDown(() -> NodeAnswer.of(new Wei(BigInteger.TEN.pow(18))));
    }

    @Override
    public NodeAnswer<byte[]> call(Address from, Address to, byte[] callData, Gas limit, BlockTag at) {
        return unlessDown(() -> view(0).call(to, callData, at));
    }

    /** Only {@code intentExecuted}. */
    @Override
    public CallOutcome call(Address to, byte[] callData, BlockTag at) {
        return down ? new CallOutcome.Unanswered("down") : view(0).hasExecuted(callData, at);
    }

    /** The same as {@link #sendRaw} of a node that is up. */
    NodeAnswer<TxHash> take(PooledTransaction transaction) {
        if (!transaction.content().chainId().equals(CHAIN)) {
            return NodeAnswer.fault(new NodeFault.Invalid("invalid chain id for signer"));
        }
        Optional<NodeFault> refused = pooled(transaction);
        if (refused.isPresent()) {
            return NodeAnswer.fault(refused.get());
        }
        everReceived.add(transaction.signed());
        return NodeAnswer.of(transaction.hash());
    }

    private <T> NodeAnswer<T> unlessDown(Supplier<NodeAnswer<T>> answer) {
        return down ? NodeAnswer.fault(new NodeFault.Unavailable("down")) : answer.get();
    }
}
