package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.ChainReader.CallOutcome;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway.NonceView;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What a node tells that has seen the chain up to one block, be it the newest, an old one, or one that was undone. */
final class FakeView {
    private static final FeePerGas TIP = FeePerGas.ofGwei("0.5");
    private static final int SAFE_BEHIND_HEAD = 32;

    private final FakeBlock head;
    private final FakePool pool;
    private final FakeVault vault;
    private final FeePerGas baseFee;

    FakeView(FakeBlock head, FakePool pool, FakeVault vault, FeePerGas baseFee) {
        this.head = head;
        this.pool = pool;
        this.vault = vault;
        this.baseFee = baseFee;
    }

    NodeAnswer<FeeHistory> feeHistory() {
        return NodeAnswer.of(new FeeHistory(baseFee, List.of(TIP)));
    }

    NodeAnswer<FeePerGas> gasPrice() {
        return NodeAnswer.of(baseFee);
    }

    NodeAnswer<Gas> estimateGas(Address to, byte[] callData) {
        Optional<String> refusal = refusal(head, to, callData);
        return refusal.isPresent() ? reverted(refusal.get()) : NodeAnswer.of(FakeVault.GAS_OF_AN_EXECUTION);
    }

    NodeAnswer<Nonce> nonce(Address account, NonceView view) {
        long count = head.ledger().countOf(account);
        return NodeAnswer.of(new Nonce(view == NonceView.PENDING ? pool.pendingCount(account, count) : count));
    }

    NodeAnswer<Nonce> nonceAt(Address account, BlockTag at) {
        Optional<FakeBlock> block = find(at);
        return block.isEmpty()
                ? unknownBlock()
                : NodeAnswer.of(new Nonce(block.get().ledger().countOf(account)));
    }

    NodeAnswer<Optional<Receipt>> receipt(TxHash hash) {
        return NodeAnswer.of(head.receiptOf(hash));
    }

    NodeAnswer<Optional<BlockHeader>> block(BlockTag at) {
        return NodeAnswer.of(find(at).map(FakeBlock::header));
    }

    NodeAnswer<Optional<BlockHeader>> safeBlock() {
        return NodeAnswer.of(Optional.of(head.back(SAFE_BEHIND_HEAD).header()));
    }

    NodeAnswer<byte[]> call(Address to, byte[] callData, BlockTag at) {
        Optional<FakeBlock> block = find(at);
        if (block.isEmpty()) {
            return unknownBlock();
        }
        Optional<String> refusal = refusal(block.get(), to, callData);
        return refusal.isPresent() ? reverted(refusal.get()) : NodeAnswer.of(new byte[0]);
    }

    /** The vault's {@code intentExecuted}. */
    CallOutcome hasExecuted(byte[] callData, BlockTag at) {
        Optional<FakeBlock> block = find(at);
        if (block.isEmpty()) {
            return new CallOutcome.Unanswered("header not found");
        }
        IntentId intent = new IntentId("0x" + HexFormat.of().formatHex(callData, 4, 36));
        byte[] word = new byte[32];
        word[31] = (byte) (block.get().ledger().hasRun(intent) ? 1 : 0);
        return new CallOutcome.Returned(word);
    }

    private Optional<FakeBlock> find(BlockTag at) {
        return switch (at) {
            case BlockTag.Latest latest -> Optional.of(head);
            case BlockTag.AtNumber(long number) -> head.at(number);
            case BlockTag.AtHash hash -> head.at(hash.hash());
        };
    }

    private Optional<String> refusal(FakeBlock block, Address to, byte[] callData) {
        return vault.refusal(
                block.ledger(), to, callData, block.header().timestamp().plusSeconds(FakeNode.SECONDS_PER_BLOCK));
    }

    private static <T> NodeAnswer<T> reverted(String name) {
        return NodeAnswer.fault(new NodeFault.Reverted("execution reverted", name.getBytes(StandardCharsets.UTF_8)));
    }

    private static <T> NodeAnswer<T> unknownBlock() {
        return NodeAnswer.fault(new NodeFault.UnknownBlock("header not found"));
    }
}
