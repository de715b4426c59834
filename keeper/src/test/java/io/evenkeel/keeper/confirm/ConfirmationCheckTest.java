package io.evenkeel.keeper.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.keeper.explore.FakeNode;
import io.evenkeel.keeper.journal.BlockPoint;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeGateway.Finality;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfirmationCheckTest {
    private final FakeNode node = new FakeNode(true);

    @Test
    void depthOneIsInclusion() {
        node.mine(3);

        assertThat(check(1).of(block(3), head())).isInstanceOf(Confirmation.Final.class);
        assertThat(check(2).of(block(3), head())).isEqualTo(new Confirmation.Shallow("1 of 2 blocks"));
        assertThat(check(2).of(block(2), head())).isInstanceOf(Confirmation.Final.class);
    }

    @Test
    void aReplacedBlockIsFoundByWalkingTheParents() {
        node.mine(5);
        BlockPoint before = block(4);
        node.reorganise(3, true);

        assertThat(check(2).of(before, head())).isInstanceOf(Confirmation.NotCanonical.class);
        assertThat(check(2).of(block(4), head())).isInstanceOf(Confirmation.Final.class);
    }

    @Test
    void aBlockLongAgoIsComparedAtItsHeight() {
        node.mine(5);
        BlockPoint old = block(2);
        BlockPoint replaced = block(5);
        node.reorganise(1, true);
        node.mine(100);

        assertThat(check(2).of(old, head())).isInstanceOf(Confirmation.Final.class);
        assertThat(check(2).of(replaced, head())).isInstanceOf(Confirmation.NotCanonical.class);
    }

    @Test
    void theNodesOwnWordForFinalityCanBeTheRule() {
        node.mine(40);
        ConfirmationCheck finalized = new ConfirmationCheck(node, new ConfirmationRule.Tagged(Finality.FINALIZED));

        assertThat(finalized.of(block(8), head())).isInstanceOf(Confirmation.Final.class);
        assertThat(finalized.of(block(9), head())).isEqualTo(new Confirmation.Shallow("block 9, FINALIZED is 8"));
        assertThat(finalized.lastingBlock(head()))
                .isEqualTo(NodeAnswer.of(Optional.of(header(new BlockTag.AtNumber(8)))));
    }

    @Test
    void whatIsThereToStayIsAsDeepAsAConfirmation() {
        node.mine(1);
        assertThat(check(3).lastingBlock(head())).isEqualTo(NodeAnswer.of(Optional.empty()));

        node.mine(9);
        assertThat(check(3).lastingBlock(head()))
                .isEqualTo(NodeAnswer.of(Optional.of(header(new BlockTag.AtNumber(8)))));
    }

    private ConfirmationCheck check(int depth) {
        return new ConfirmationCheck(node, new ConfirmationRule.Depth(depth));
    }

    private BlockHeader head() {
        return header(new BlockTag.Latest());
    }

    private BlockPoint block(long number) {
        return new BlockPoint(number, header(new BlockTag.AtNumber(number)).hash());
    }

    private BlockHeader header(BlockTag at) {
        return ((NodeAnswer.Answered<Optional<BlockHeader>>) node.block(at))
                .value()
                .orElseThrow();
    }
}
