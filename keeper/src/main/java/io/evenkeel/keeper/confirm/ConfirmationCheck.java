package io.evenkeel.keeper.confirm;

import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.keeper.journal.BlockPoint;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway;
import java.util.Optional;

/**
 * Decides whether a block is deep enough and still part of the chain. Reorganisations are found by walking the parent
 * hashes from the head down to the block: nodes do not reliably announce logs they took back, and two nodes behind one
 * address may tell of two histories.
 */
public final class ConfirmationCheck {
    /** Longer walks (the keeper was down for a while) are replaced by asking for the block at that height. */
    private static final int LONGEST_WALK = 64;

    private final NodeGateway node;
    private final ConfirmationRule rule;

    public ConfirmationCheck(NodeGateway node, ConfirmationRule rule) {
        this.node = node;
        this.rule = rule;
    }

    /**
     * The newest block that is there to stay; empty when there is none yet. What is true there cannot change. Found
     * from the head by parent hashes: ask about it by its hash, and no node can answer from another history.
     */
    public NodeAnswer<Optional<BlockHeader>> lastingBlock(BlockHeader head) {
        return switch (rule) {
            case ConfirmationRule.Tagged tagged -> node.block(tagged.tag());
            case ConfirmationRule.Depth depth -> {
                long height = head.number() - depth.blocks() + 1;
                yield height < 0 ? NodeAnswer.of(Optional.empty()) : ancestor(head, height);
            }
        };
    }

    private NodeAnswer<Optional<BlockHeader>> ancestor(BlockHeader head, long height) {
        BlockHeader at = head;
        while (at.number() > height) {
            NodeAnswer<Optional<BlockHeader>> parent = node.block(new BlockTag.AtHash(at.parentHash()));
            if (!(parent instanceof NodeAnswer.Answered<Optional<BlockHeader>> answered)) {
                return parent;
            }
            if (answered.value().isEmpty()) {
                return NodeAnswer.fault(new NodeFault.UnknownBlock(parentUnknown(at)));
            }
            at = answered.value().get();
        }
        return NodeAnswer.of(Optional.of(at));
    }

    private static String parentUnknown(BlockHeader block) {
        return "the node does not know the parent of its own block " + block.number();
    }

    public Confirmation of(BlockPoint block, BlockHeader head) {
        return switch (rule) {
            case ConfirmationRule.Depth depth -> {
                long confirmations = head.number() - block.number() + 1;
                yield confirmations >= depth.blocks()
                        ? canonical(block, head)
                        : new Confirmation.Shallow(Math.max(0, confirmations) + " of " + depth.blocks() + " blocks");
            }
            case ConfirmationRule.Tagged tagged ->
                switch (node.block(tagged.tag())) {
                    case NodeAnswer.Faulted<Optional<BlockHeader>> faulted ->
                        new Confirmation.Unknown(faulted.fault().describe());
                    case NodeAnswer.Answered<Optional<BlockHeader>> answered -> {
                        long upTo = answered.value().map(BlockHeader::number).orElse(-1L);
                        yield upTo >= block.number()
                                ? canonical(block, head)
                                : new Confirmation.Shallow(
                                        "block " + block.number() + ", " + tagged.tag() + " is " + upTo);
                    }
                };
        };
    }

    /** Whether the head's history leads through this block, however deep it is; {@code Final} when it does. */
    public Confirmation canonical(BlockPoint block, BlockHeader head) {
        if (head.number() < block.number()) {
            return new Confirmation.Unknown(
                    "the node is at block " + head.number() + ", before block " + block.number());
        }
        if (head.number() - block.number() > LONGEST_WALK) {
            return compare(block, node.block(new BlockTag.AtNumber(block.number())));
        }
        return compare(block, ancestor(head, block.number()));
    }

    private static Confirmation compare(BlockPoint block, NodeAnswer<Optional<BlockHeader>> answer) {
        return switch (answer) {
            case NodeAnswer.Faulted<Optional<BlockHeader>> faulted ->
                new Confirmation.Unknown(faulted.fault().describe());
            case NodeAnswer.Answered<Optional<BlockHeader>> answered ->
                answered.value()
                        .map(at -> verdict(block, at))
                        .orElse(new Confirmation.Unknown("the node has no block " + block.number()));
        };
    }

    private static Confirmation verdict(BlockPoint block, BlockHeader at) {
        return at.hash().equals(block.hash())
                ? new Confirmation.Final()
                : new Confirmation.NotCanonical("block " + block.number() + " was replaced");
    }
}
