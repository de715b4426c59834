package io.evenkeel.keeper.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointServesAnOldHeadTest {
    @Test
    void oneOfThreeIsReadPastAndNamedWithItsLag() {
        WatchedKeeper keeper = new WatchedKeeper(2, "own-node", "public", "backup");
        keeper.node("backup").behind(10);

        assertThat(keeper.nextCycle()).startsWith("held:");
        assertThat(keeper.standing("backup")).isEqualTo("is 10 blocks behind");
        assertThat(keeper.reduceOnly()).containsExactly("endpoint backup is 10 blocks behind");
        assertThat(keeper.node("backup").requests().byMethod()).doesNotContainKey("eth_call");

        keeper.node("backup").honest();
        assertThat(keeper.nextCycle()).startsWith("sent 0x");
        assertThat(keeper.standing("backup")).isEqualTo("is well");
    }

    @Test
    void oneOfTwoStopsTheCycleAndBothHeadsAreSaid() {
        WatchedKeeper keeper = new WatchedKeeper(2, "own-node", "public");
        keeper.node("public").behind(10);

        assertThat(keeper.nextCycle())
                .startsWith("failed at snapshot: no answer to rely on: 2 endpoints must know one block and their heads"
                        + " are too far apart: own-node says: block 21 0x")
                .contains("; public says: block 11 0x");
        assertThat(keeper.plansSent).isZero();
        assertThat(keeper.standing("public")).isEqualTo("is 10 blocks behind");
        assertThat(keeper.endpoints.condition())
                .isEqualTo(
                        new EndpointsCondition.NoneUsable(java.util.List.of("2 endpoints must agree and 1 of 2 can be"
                                + " believed: endpoint public is 10 blocks behind")));
    }

    @Test
    void theOnlyOneIsFoundOutByTheClockWhenAnAgeIsConfigured() {
        WatchedKeeper keeper =
                new WatchedKeeper(1, rules -> rules.withMaxHeadAge(Optional.of(Duration.ofMinutes(2))), "own-node");
        keeper.now = keeper.chain.time().plusSeconds(72);
        assertThat(keeper.cycleNow()).startsWith("sent 0x");

        keeper.pass(Duration.ofMinutes(9));

        assertThat(keeper.cycleNow())
                .isEqualTo("failed at snapshot: no answer to rely on: 1 endpoint has to answer and 0 of 1 can be"
                        + " believed: endpoint own-node serves an old head: its newest block is 612s old, at most 120s"
                        + " is taken (or this machine's clock is wrong)");
        assertThat(keeper.plansSent).isEqualTo(1);
    }

    @Test
    void withoutAnAgeItIsToldAndNotJudged() {
        WatchedKeeper keeper = new WatchedKeeper(1, "own-node");
        keeper.now = keeper.chain.time().plusSeconds(600);

        assertThat(keeper.cycleNow()).startsWith("sent 0x");
        assertThat(keeper.endpoints.reports().getFirst().words())
                .isEqualTo("own-node is well; head 20, 600 s old, 0 behind; 0 % errors, 0 ms");
    }

    @Test
    void withOneWordEnoughThePreferredIsPassedOverWhileItIsBehind() {
        WatchedKeeper keeper = new WatchedKeeper(1, "own-node", "public");
        keeper.node("own-node").behind(10);

        assertThat(keeper.nextCycle()).isEqualTo("held: endpoint own-node is 10 blocks behind");
        assertThat(keeper.node("own-node").requests().byMethod()).doesNotContainKey("eth_call");
        assertThat(keeper.node("public").requests().byMethod()).containsEntry("eth_call", 1L);
    }
}
