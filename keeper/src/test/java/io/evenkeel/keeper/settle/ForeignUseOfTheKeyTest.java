package io.evenkeel.keeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.explore.FakeSigner;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.submit.DispatchOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody else uses the keeper's key: what the operator reads, and that the keeper comes through each time. */
class ForeignUseOfTheKeyTest {
    private final OneKeeper keeper = new OneKeeper();

    @Test
    void aStrangerWhoUsesTheNonceOfAnIntentEndsItAndIsNamed() {
        keeper.dispatchRoutine(1);
        keeper.node.dropPool();
        keeper.node.useKeyElsewhere(FakeSigner.KEEPER);

        assertThat(keeper.reasons())
                .containsExactly("nonce 0 was used by a transaction this journal does not know, not deep enough yet");
        keeper.node.mine();
        assertThat(keeper.step())
                .containsExactly(new SettlementOutcome.Superseded(
                        OneKeeper.id(1), "nonce 0 was used by a transaction this journal does not know"));
        assertThat(keeper.node.effects()).isEmpty();
    }

    @Test
    void theNonceAfterAStrangersIsUsedOnceTheirsIsThereToStay() {
        keeper.node.useKeyElsewhere(FakeSigner.KEEPER);

        assertThat(keeper.dispatchRoutine(1))
                .isEqualTo(new DispatchOutcome.Refused(List.of(
                        "the key was used elsewhere: nonce 0 to 0; waiting until that is deep enough to stay")));
        keeper.node.mine();
        assertThat(keeper.dispatchRoutine(1))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Broadcast.class,
                        sent -> assertThat(sent.notes()).containsExactly("the key was used elsewhere: nonce 0 to 0"));
    }

    @Test
    void aStrangersStuckTransactionIsWaitedForSoManyBlocksAndThenPassed() {
        keeper.strangerSends(0, "0.5");

        assertThat(keeper.dispatchRoutine(1))
                .isEqualTo(new DispatchOutcome.Refused(
                        List.of("1 transaction(s) of this key wait in the pool that this journal has not sent: the key"
                                + " is in use elsewhere; nonce 0 is left to them until block 25, unless something"
                                + " urgent needs it")));
        keeper.live(25);

        assertThat(keeper.dispatchRoutine(2)).isInstanceOfSatisfying(DispatchOutcome.Broadcast.class, sent -> {
            assertThat(sent.nonce()).isEqualTo(new Nonce(0));
            assertThat(sent.notes()).singleElement().asString().endsWith("nonce 0 is taken from them");
        });
        keeper.live(3);
        assertThat(keeper.stateOf(2)).isEqualTo(IntentState.CONFIRMED);
    }

    @Test
    void whatIsUrgentDoesNotWaitForAStranger() {
        keeper.strangerSends(0, "0.5");

        assertThat(keeper.dispatchUrgent(1)).isInstanceOf(DispatchOutcome.Broadcast.class);
        keeper.live(3);

        assertThat(keeper.stateOf(1)).isEqualTo(IntentState.CONFIRMED);
    }

    @Test
    void aStrangersTransactionBehindAGapIsLetInByOursAndThenCounted() {
        keeper.strangerSends(1, "5");

        assertThat(keeper.dispatchRoutine(1))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Broadcast.class,
                        sent -> assertThat(sent.nonce()).isEqualTo(new Nonce(0)));
        keeper.live(3);
        assertThat(keeper.stateOf(1)).isEqualTo(IntentState.CONFIRMED);

        assertThat(keeper.dispatchRoutine(2)).isInstanceOfSatisfying(DispatchOutcome.Broadcast.class, sent -> {
            assertThat(sent.nonce()).isEqualTo(new Nonce(2));
            assertThat(sent.notes()).containsExactly("the key was used elsewhere: nonce 1 to 1");
        });
    }

    @Test
    void whatAReorganisationTookFromAStrangerLeavesAGapThatIsNamedAndNotPaidInto() {
        keeper.node.useKeyElsewhere(FakeSigner.KEEPER);
        keeper.node.mine();
        keeper.dispatchRoutine(1);
        keeper.node.reorganise(2, true);

        for (int i = 0; i < 20; i++) {
            keeper.advance(13);
            assertThat(keeper.reasons())
                    .containsExactly("behind a gap: the node counts 0 transactions of this key, this one has nonce 1,"
                            + " and what came before it was taken back");
        }
        assertThat(keeper.offers()).hasSize(1);

        keeper.strangerSends(0, "5");
        keeper.live(3);
        assertThat(keeper.stateOf(1)).isEqualTo(IntentState.CONFIRMED);
    }
}
