package io.evenkeel.keeper.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.ChainReader.CallOutcome;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BothEndpointsLieDifferentlyTest {
    private final WatchedKeeper keeper = new WatchedKeeper(2, "own-node", "public");

    @Test
    void nothingIsSentAndTheCycleSaysWhoSaidWhat() {
        keeper.node("own-node").calls(changed(7));
        keeper.node("public").calls(changed(9));

        String outcome = keeper.nextCycle();

        assertThat(outcome)
                .startsWith(
                        "failed at snapshot: no answer to rely on: the endpoints disagree about eth_call at block 21 0x")
                .containsPattern(", 2 must agree: own-node says: returned \\d+ bytes, digest [0-9a-f]{8};"
                        + " public says: returned \\d+ bytes, digest [0-9a-f]{8}$");
        assertThat(keeper.plansSent).isZero();
    }

    @Test
    void oneWordAgainstAnotherPutsNobodyAside() {
        keeper.node("public").calls(changed(9));

        assertThat(keeper.nextCycle()).contains("the endpoints disagree");
        assertThat(keeper.standing("own-node")).isEqualTo("is well");
        assertThat(keeper.standing("public")).isEqualTo("is well");
    }

    @Test
    void theKeeperGoesOnAsSoonAsTheyAgree() {
        keeper.node("public").calls(changed(9));
        keeper.nextCycle();
        keeper.node("public").honest();

        assertThat(keeper.nextCycle()).startsWith("sent 0x");
        assertThat(keeper.plansSent).isEqualTo(1);
    }

    @Test
    void twoHistoriesAreNoHistory() {
        keeper.node("public").history(block -> Lies.elsewhere(block, 1));

        assertThat(keeper.nextCycle())
                .contains(
                        "2 endpoints must know one block and they tell of different blocks: own-node says: block 21 0x")
                .contains("; public says: block 21 0x11111111…");
        assertThat(keeper.plansSent).isZero();
    }

    static UnaryOperator<CallOutcome> changed(int at) {
        return truth -> Lies.changed(truth, at);
    }
}
