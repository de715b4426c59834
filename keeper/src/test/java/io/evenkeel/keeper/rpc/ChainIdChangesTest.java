package io.evenkeel.keeper.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.ChainId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChainIdChangesTest {
    @Test
    void anEndpointThatChangesItsChainWhileRunningIsNoLongerUsedAndNamed() {
        WatchedKeeper keeper = new WatchedKeeper(1, "own-node", "public");
        assertThat(keeper.nextCycle()).startsWith("sent 0x");

        keeper.node("own-node").onChain(new ChainId(1));
        keeper.pass(Duration.ofMinutes(1));

        assertThat(keeper.nextCycle()).isEqualTo("held: endpoint own-node is on chain 1, not 31337");
        assertThat(keeper.endpoints.condition())
                .isEqualTo(new EndpointsCondition.SomeUsable(
                        java.util.List.of("endpoint own-node is on chain 1, not 31337")));
    }

    @Test
    void withNobodyLeftTheCycleRefusesAndNothingIsSignedOrSent() {
        WatchedKeeper keeper = new WatchedKeeper(1, "own-node");
        keeper.nextCycle();
        keeper.node("own-node").onChain(new ChainId(1));
        keeper.pass(Duration.ofMinutes(1));

        assertThat(keeper.nextCycle())
                .isEqualTo("failed at snapshot: no answer to rely on: 1 endpoint has to answer and 0 of 1 can be"
                        + " believed: endpoint own-node is on chain 1, not 31337");
        keeper.endpoints.sendRaw(new byte[] {1});
        assertThat(keeper.node("own-node").sent()).isEmpty();
        assertThat(keeper.plansSent).isEqualTo(1);
    }

    @Test
    void backOnItsChainItWaitsAndHasToShowThatItStays() {
        WatchedKeeper keeper = new WatchedKeeper(1, "own-node", "public");
        keeper.node("own-node").onChain(new ChainId(1));
        keeper.nextCycle();
        keeper.node("own-node").honest();

        keeper.nextCycle();
        assertThat(keeper.standing("own-node")).isEqualTo("is put aside until 2026-03-01T12:00:30Z: it was on chain 1");
        keeper.pass(Duration.ofSeconds(30));
        keeper.nextCycle();
        assertThat(keeper.standing("own-node"))
                .isEqualTo("was put aside and has to answer right 1 more time(s): it was on chain 1");
        keeper.nextCycle();
        assertThat(keeper.standing("own-node")).isEqualTo("is well");
    }

    @Test
    void theQuestionCostsOneRequestAMinute() {
        WatchedKeeper keeper = new WatchedKeeper(1, "own-node");
        for (int cycle = 0; cycle < 12; cycle++) {
            keeper.nextCycle();
            keeper.pass(Duration.ofSeconds(10));
        }

        assertThat(keeper.node("own-node").requests().byMethod()).containsEntry("eth_chainId", 2L);
    }
}
