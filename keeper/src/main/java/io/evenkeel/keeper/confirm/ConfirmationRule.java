package io.evenkeel.keeper.confirm;

import io.evenkeel.keeper.node.NodeGateway.Finality;

/** When a transaction in a block counts as there to stay. */
public sealed interface ConfirmationRule {
    /** Deeper than any chain worth hedging on has ever been reorganised without people stepping in. */
    int DEEPEST = 64;

    /** @param blocks its own included: 1 is satisfied by inclusion; 1 to 64 */
    record Depth(int blocks) implements ConfirmationRule {
        public Depth {
            if (blocks < 1 || blocks > DEEPEST) {
                throw new IllegalArgumentException(
                        "confirmation depth must be 1 to " + DEEPEST + " blocks, was " + blocks);
            }
        }
    }

    /** At or below the block the node calls safe or finalized. */
    record Tagged(Finality tag) implements ConfirmationRule {}

    /** Blocks from the head on that a reorganisation may replace without contradicting this rule; 1 to 64. */
    default int reorganisationDepthBlocks() {
        return switch (this) {
            case Depth depth -> depth.blocks();
            case Tagged tagged -> DEEPEST;
        };
    }
}
