package io.evenkeel.keeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.explore.FakeAccount;
import io.evenkeel.keeper.explore.FakeCall;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.units.FeePerGas;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's clock is put an hour forward or back while an intent is on its way. */
class ClockJumpsAnHourTest {
    private static final int HOUR_SECONDS = 3_600;

    private final OneKeeper keeper = new OneKeeper();

    @ParameterizedTest
    @ValueSource(ints = {HOUR_SECONDS, -HOUR_SECONDS})
    void itMakesAtMostOnePayloadAndOneRepetitionEarlierThanItWouldHave(int jump) {
        keeper.dispatchRoutine(1);
        keeper.node.baseFee(FeePerGas.ofGwei("20"));
        keeper.advance(jump);

        for (int second = 0; second < 24; second++) {
            keeper.advance(1);
            keeper.step();
        }

        assertThat(keeper.offers()).hasSizeLessThanOrEqualTo(2);
        assertThat(keeper.node.everReceived()).hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {HOUR_SECONDS, -HOUR_SECONDS})
    void itGoesOnRepeatingAndPayingMoreAsBefore(int jump) {
        keeper.dispatchRoutine(1);
        keeper.node.dropPool();
        keeper.node.baseFee(FeePerGas.ofGwei("20"));
        keeper.advance(jump);

        keeper.live(8);

        assertThat(keeper.offers()).hasSizeGreaterThan(1);
        assertThat(keeper.stateOf(1)).isEqualTo(IntentState.CONFIRMED);
    }

    /** A deadline is the chain's: neither clock nor keeper can be early or late for it. */
    @ParameterizedTest
    @ValueSource(ints = {HOUR_SECONDS, -HOUR_SECONDS})
    void deadlinesAreNotItsBusiness(int jump) {
        keeper.dispatch(FakeAccount.execution(1, 0, keeper.node.time().plusSeconds(600), FakeCall.Manner.RUNS));
        keeper.advance(jump);
        keeper.step();
        keeper.live(3);

        assertThat(keeper.stateOf(1)).isEqualTo(IntentState.CONFIRMED);

        keeper.dispatch(FakeAccount.execution(2, 1, keeper.node.time().plusSeconds(30), FakeCall.Manner.RUNS));
        keeper.node.dropPool();
        keeper.node.mine(3);
        keeper.advance(-jump);
        assertThat(keeper.reasons()).containsExactly("to be cancelled, its deadline has passed");
    }

    /** A clock that is set right by a little only makes one wait so much longer. */
    @ParameterizedTest
    @ValueSource(ints = {-1, -20})
    void aSmallStepBackIsNoReasonToHurry(int step) {
        keeper.dispatchRoutine(1);
        keeper.advance(step);
        keeper.step();

        assertThat(keeper.node.everReceived()).hasSize(1);
    }
}
