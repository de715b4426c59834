package io.evenkeel.keeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.submit.DispatchOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reorganisation deeper than the configured two blocks takes back what the journal calls confirmed. */
class HindsightTest {
    private final OneKeeper keeper = new OneKeeper();

    @Test
    void itIsToldTheSameBytesGoOutAgainAndNothingNewIsSignedUntilItIsBack() {
        confirmed(1);
        keeper.node.reorganise(4, true);

        assertThat(keeper.step())
                .singleElement()
                .isInstanceOfSatisfying(SettlementOutcome.HistoryChanged.class, changed -> {
                    assertThat(changed.intentId()).isEqualTo(OneKeeper.id(1));
                    assertThat(changed.restored()).isFalse();
                    assertThat(changed.reason())
                            .startsWith("was CONFIRMED, deep enough to stay, and is in no block any more");
                });
        assertThat(keeper.node.everReceived()).hasSize(2);
        assertThat(keeper.offers()).hasSize(1);
        assertThat(keeper.dispatchRoutine(2))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .singleElement()
                                .asString()
                                .contains("the node counts 0 transactions of this key, the journal knows of 1"));
        assertThat(keeper.step()).as("told once").isEmpty();

        keeper.node.mine();
        assertThat(keeper.step())
                .containsExactly(new SettlementOutcome.HistoryChanged(
                        OneKeeper.id(1), "is in block " + keeper.node.height() + " again", true));
        assertThat(keeper.dispatchRoutine(3)).isInstanceOf(DispatchOutcome.Broadcast.class);
        keeper.live(3);
        assertThat(keeper.node.effects()).containsExactly(OneKeeper.id(1), OneKeeper.id(3));
    }

    @Test
    void aTransactionThatOnlyChangedItsBlockAlarmsNobody() {
        confirmed(1);
        keeper.node.reorganise(4, false);
        keeper.node.mine();

        assertThat(keeper.step()).isEmpty();
        assertThat(keeper.dispatchRoutine(2)).isInstanceOf(DispatchOutcome.Broadcast.class);
    }

    @Test
    void aSecondDeepReorganisationIsToldAsWell() {
        confirmed(1);
        keeper.node.reorganise(4, false);
        keeper.node.mine();
        keeper.step();
        keeper.node.reorganise(2, true);

        assertThat(keeper.step())
                .singleElement()
                .isInstanceOfSatisfying(
                        SettlementOutcome.HistoryChanged.class,
                        changed -> assertThat(changed.restored()).isFalse());
    }

    @Test
    void whatIsBuriedDeepEnoughIsNotLookedAtAnyMore() {
        confirmed(1);
        keeper.live(Hindsight.BLOCKS);
        keeper.node.down(true);

        assertThat(keeper.step()).as("it asks nothing, so it misses nothing").isEqualTo(List.of());
    }

    private void confirmed(int number) {
        keeper.dispatchRoutine(number);
        keeper.live(3);
        assertThat(keeper.stateOf(number)).isEqualTo(IntentState.CONFIRMED);
    }
}
