package io.evenkeel.keeper.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.explore.Step.Act;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the explorer once found, as the shrunken schedules it left. */
class FoundByExploringTest {
    @Test
    void theReceiptOfAnotherTransactionSettlesNothing() {
        thisBreaksNothing(
                Step.of(Act.DISPATCH, 60, 0),
                Step.of(Act.MINE, 8, 0),
                Step.of(Act.SETTLE, 0, 0),
                Step.of(Act.DISPATCH_URGENT, 60, 0),
                new Step(Act.SETTLE, 0, 0, List.of(new Trouble(Fault.OTHERS_RECEIPT, 0, 1))));
    }

    @Test
    void aClockThatGoesBackAnHourDoesNotHoldUpAResendForAnHour() {
        thisBreaksNothing(
                Step.of(Act.DISPATCH_URGENT, 19, 0),
                Step.of(Act.MINE, 1, 0),
                Step.of(Act.REORGANISE, 1, FakeChain.Undone.RETURNED.ordinal()),
                Step.of(Act.SETTLE, 0, 0),
                Step.of(Act.JUMP_CLOCK, -3_600, 0),
                Step.of(Act.DROP_POOL, 0, 0));
    }

    @Test
    void anIntentPastItsDeadlineIsCancelledAlsoWhenAllItsPayloadsAreMade() {
        thisBreaksNothing(
                Step.of(Act.DISPATCH, 250, 0),
                Step.of(Act.CROWD_POOL, 1, 0),
                Step.of(Act.MINE, 7, 0),
                Step.of(Act.CROWD_POOL, 2, 0),
                Step.of(Act.SETTLE, 0, 0),
                Step.of(Act.SETTLE, 0, 0),
                Step.of(Act.MINE_EMPTY, 7, 0),
                Step.of(Act.SETTLE, 0, 0),
                Step.of(Act.SETTLE, 0, 0),
                Step.of(Act.MINE_EMPTY, 3, 0),
                Step.of(Act.SETTLE, 0, 0),
                Step.of(Act.SETTLE, 0, 0),
                Step.of(Act.SETTLE, 0, 0),
                Step.of(Act.BASE_FEE, 5, 0),
                Step.of(Act.MINE, 1, 0),
                Step.of(Act.SETTLE, 0, 0),
                Step.of(Act.SETTLE, 0, 0));
    }

    @Test
    void aWitnessFromAHistoryThatWasUndoneDoesNotConfirmAnIntent() {
        // Whichever question of the step is answered so.
        for (int question = 0; question < 16; question++) {
            thisBreaksNothing(
                    Step.of(Act.DISPATCH, 60, 0),
                    Step.of(Act.MINE, 1, 0),
                    Step.of(Act.REORGANISE, 1, FakeChain.Undone.OVERTAKEN.ordinal()),
                    Step.of(Act.MINE_EMPTY, 7, 0),
                    new Step(Act.SETTLE, 0, 0, List.of(new Trouble(Fault.FORSAKEN_VIEW, question, 0))));
        }
    }

    @Test
    void aReceiptAndAWitnessFromOldHistoryDoNotEndAnIntentThatRan() {
        for (int question = 0; question < 16; question++) {
            thisBreaksNothing(
                    Step.of(Act.MINE, 3, 0),
                    Step.of(Act.REORGANISE, 1, 0),
                    Step.of(Act.DISPATCH_URGENT, 60, 0),
                    Step.of(Act.MINE_FULL, 10, 0),
                    new Step(
                            Act.SETTLE,
                            0,
                            0,
                            List.of(
                                    new Trouble(Fault.FORSAKEN_VIEW, 1, 0),
                                    new Trouble(Fault.FORSAKEN_VIEW, question, 0))));
        }
    }

    @Test
    void aCountFromAHistoryThatWasUndoneDoesNotMakeANonceSafe() {
        for (int question = 0; question < 16; question++) {
            thisBreaksNothing(
                    Step.of(Act.USE_KEY_IN_POOL, 0, 0),
                    Step.of(Act.MINE, 1, 0),
                    Step.of(Act.REORGANISE, 1, 0),
                    Step.of(Act.MINE, 5, 0),
                    new Step(Act.DISPATCH, 60, 0, List.of(new Trouble(Fault.FORSAKEN_VIEW, question, 0))));
        }
    }

    private static void thisBreaksNothing(Step... steps) {
        for (boolean vaultProtects : new boolean[] {true, false}) {
            Schedule schedule = new Schedule(0, vaultProtects, List.of(steps));
            assertThat(new Explorer().live(schedule, new Tally())).isEmpty();
        }
    }
}
