package io.evenkeel.keeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.explore.ExploredKeeper;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.submit.DispatchOutcome;
import io.evenkeel.keeper.submit.SendRules;
import io.evenkeel.units.FeePerGas;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The base fee grows to fifty times what it was within ten blocks: what the operator reads, and what is paid. */
class BaseFeeTimesFiftyTest {
    private static final int BLOCKS = 10;
    private static final int START_GWEI = 5;

    private final OneKeeper keeper = new OneKeeper();

    @Test
    void aRoutineIntentPaysUpToItsCeilingThenWaitsAndSettlesWhenTheFeeFalls() {
        keeper.node.baseFee(gwei(START_GWEI));
        keeper.dispatchRoutine(1);
        climb();

        assertThat(keeper.node.baseFee()).isEqualTo(gwei(START_GWEI * 50));
        assertThat(keeper.reasons())
                .singleElement()
                .asString()
                .contains("gas costs")
                .contains("the ceiling is " + ExploredKeeper.LIMITS.routine());
        keeper.live(60);
        assertThat(keeper.stateOf(1)).isEqualTo(IntentState.BROADCAST);
        assertThat(keeper.offers()).hasSizeLessThanOrEqualTo(SendRules.usual().mostAttempts());
        assertThat(keeper.offers())
                .allSatisfy(each -> assertThat(each).isLessThanOrEqualTo(ExploredKeeper.LIMITS.routine()));

        keeper.node.baseFee(gwei(START_GWEI));
        keeper.live(3);
        assertThat(keeper.stateOf(1)).isEqualTo(IntentState.CONFIRMED);
    }

    @Test
    void atTheTopOfItARoutineIntentIsNotEvenSigned() {
        keeper.node.baseFee(gwei(START_GWEI * 50));

        assertThat(keeper.dispatchRoutine(1))
                .isEqualTo(new DispatchOutcome.Refused(
                        List.of("gas costs 250.5 gwei, the ceiling is " + ExploredKeeper.LIMITS.routine())));
        assertThat(keeper.journal.newest(1)).isEmpty();
    }

    @Test
    void whatIsUrgentPassesTheStuckRoutineOneAndGetsIn() {
        keeper.node.baseFee(gwei(START_GWEI));
        keeper.dispatchRoutine(1);
        climb();

        assertThat(keeper.dispatchUrgent(2)).isInstanceOf(DispatchOutcome.Broadcast.class);
        keeper.live(3);

        assertThat(keeper.stateOf(1)).isEqualTo(IntentState.FAILED);
        assertThat(keeper.stateOf(2)).isEqualTo(IntentState.CONFIRMED);
        assertThat(keeper.offers())
                .allSatisfy(each -> assertThat(each).isLessThanOrEqualTo(ExploredKeeper.LIMITS.urgent()));
    }

    private void climb() {
        for (int block = 1; block <= BLOCKS; block++) {
            int part = START_GWEI * 50 * block / BLOCKS;
            keeper.node.baseFee(gwei(part));
            keeper.live(1);
        }
    }

    private static FeePerGas gwei(int gwei) {
        return FeePerGas.ofGwei(String.valueOf(gwei));
    }
}
