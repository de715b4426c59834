package io.evenkeel.keeper.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeadGoesBackwardsTest {
    @Test
    void theEndpointIsPutAsideWithBothHeadsAndUntilWhen() {
        WatchedKeeper keeper = new WatchedKeeper(2, "own-node", "public", "backup");
        keeper.nextCycle();

        keeper.node("public").behind(3);

        assertThat(keeper.nextCycle())
                .isEqualTo("held: endpoint public is put aside until 2026-03-01T12:00:30Z: its head went back from 21"
                        + " to 19");
        assertThat(keeper.plansSent).isEqualTo(1);
    }

    @Test
    void theOnlyEndpointPutAsideMeansThatNothingIsReadAndThatIsSaid() {
        WatchedKeeper keeper = new WatchedKeeper(1, "own-node");
        keeper.nextCycle();
        keeper.node("own-node").behind(5);

        String refused =
                "failed at snapshot: no answer to rely on: 1 endpoint has to answer and 0 of 1 can be believed:"
                        + " endpoint own-node is put aside until 2026-03-01T12:00:30Z: its head went back from 21 to 17";
        assertThat(keeper.nextCycle()).isEqualTo(refused);
        keeper.node("own-node").honest();
        assertThat(keeper.nextCycle()).isEqualTo(refused);

        // Nobody is lost for ever: after the time aside two right answers bring it back.
        keeper.pass(Duration.ofSeconds(30));
        assertThat(keeper.nextCycle()).contains("was put aside and has to answer right 1 more time(s)");
        assertThat(keeper.nextCycle()).startsWith("sent 0x");
    }

    @Test
    void aReorganisationExplainsALowerHead() {
        WatchedKeeper keeper = new WatchedKeeper(1, "own-node");
        keeper.nextCycle();

        keeper.chain.reorganise(2, true);
        keeper.node("own-node").behind(2);

        assertThat(keeper.cycleNow()).startsWith("sent 0x");
        assertThat(keeper.standing("own-node")).isEqualTo("is well");
    }

    @Test
    void aReorganisationBelowTheConfirmationsIsNone() {
        WatchedKeeper keeper = new WatchedKeeper(1, "own-node");
        keeper.nextCycle();
        keeper.nextCycle();
        keeper.nextCycle();

        keeper.chain.reorganise(3, true);

        assertThat(keeper.cycleNow())
                .endsWith("endpoint own-node is put aside until 2026-03-01T12:00:30Z: it replaced block 21, which"
                        + " was 3 deep; at most 2 are ever replaced");
    }

    @Test
    void aReorganisationAboveThemIs() {
        WatchedKeeper keeper = new WatchedKeeper(1, "own-node");
        keeper.nextCycle();
        keeper.nextCycle();
        keeper.nextCycle();

        keeper.chain.reorganise(2, true);

        assertThat(keeper.cycleNow()).startsWith("sent 0x");
        assertThat(keeper.standing("own-node")).isEqualTo("is well");
    }

    @Test
    void aBlockBackIsWhatNodesBehindOneAddressDoEveryDay() {
        WatchedKeeper keeper = new WatchedKeeper(1, "balanced");
        keeper.nextCycle();
        keeper.node("balanced").behind(1);

        assertThat(keeper.cycleNow()).startsWith("sent 0x");
        keeper.node("balanced").behind(2);
        assertThat(keeper.cycleNow())
                .as("but many small steps are a large one")
                .contains("its head went back from 21 to 19");
    }
}
