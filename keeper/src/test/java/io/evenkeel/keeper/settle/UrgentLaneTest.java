package io.evenkeel.keeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.explore.ExploredKeeper;
import io.evenkeel.keeper.explore.FakeAccount;
import io.evenkeel.keeper.explore.FakeCall;
import io.evenkeel.keeper.explore.FakeNode;
import io.evenkeel.keeper.explore.FakeSigner;
import io.evenkeel.keeper.explore.FakeTransaction;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.keeper.submit.DispatchOutcome;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A margin top-up does not wait behind a routine rebalance, and still only one of the two has an effect. */
class UrgentLaneTest {
    private static final int ROUTINE = 1;
    private static final int URGENT = 2;

    private final FakeNode node = new FakeNode(true);
    private final MemoryJournal journal = new MemoryJournal();
    private ExploredKeeper keeper = restarted();
    private Instant now = node.time();

    // ---- the routine intent is in no block

    @Test
    void anUrgentIntentTakesTheNonceOfARoutineOneThatIsInNoBlock() {
        dispatch(routine(ROUTINE));

        assertThat(dispatch(urgent(URGENT))).isInstanceOfSatisfying(DispatchOutcome.Broadcast.class, sent -> {
            assertThat(sent.nonce()).isEqualTo(new Nonce(0));
            assertThat(sent.notes()).containsExactly("takes nonce 0 from routine intent " + id(ROUTINE));
        });
        assertThat(journal.find(id(URGENT)).orElseThrow().intent().displaces()).contains(id(ROUTINE));
        assertPaysTenPercentMoreInBothParts(payloads().get(0), payloads().get(1));
        assertThat(reason(ROUTINE))
                .isEqualTo("displaced by urgent intent " + id(URGENT)
                        + ", nothing more is sent for it; whichever of the two is mined ends the other");

        node.mine(2);
        assertThat(outcomes())
                .contains(new SettlementOutcome.Superseded(id(ROUTINE), "displaced by urgent intent " + id(URGENT)));
        assertEnded(ROUTINE, IntentState.FAILED, URGENT, IntentState.CONFIRMED);
        assertThat(node.effects()).containsExactly(id(URGENT));
    }

    @Test
    void nothingOfADisplacedIntentIsEverSentAgain() {
        node.baseFee(FeePerGas.ofGwei("1"));
        dispatch(routine(ROUTINE));
        dispatch(urgent(URGENT));
        node.baseFee(FeePerGas.ofGwei("150"));
        node.dropPool();

        for (int i = 0; i < 30; i++) {
            advance(13);
            node.mine();
            keeper.step(now);
        }

        assertThat(payloads().stream().filter(each -> intentOf(each).equals(id(ROUTINE))))
                .hasSize(1);
        assertThat(node.effects()).containsExactly(id(URGENT));
        assertEnded(ROUTINE, IntentState.FAILED, URGENT, IntentState.CONFIRMED);
    }

    @Test
    void whenTheRoutineOneIsMinedFirstTheUrgentOneEnds() {
        dispatch(routine(ROUTINE));
        SignedTransaction routine = node.everReceived().getFirst();
        dispatch(urgent(URGENT));
        // Another node's pool still had the routine one, and its block came first.
        node.dropPool();
        node.sendRaw(routine.raw());
        node.mine();

        assertThat(reason(URGENT))
                .isEqualTo("routine intent " + id(ROUTINE)
                        + ", which it was to displace, got in first, not deep enough yet");
        node.mine();
        keeper.step(now);
        assertEnded(ROUTINE, IntentState.CONFIRMED, URGENT, IntentState.FAILED);
        assertThat(node.effects()).containsExactly(id(ROUTINE));
    }

    @Test
    void aReorganisationThatTakesTheRoutineOneBackGivesTheUrgentOneItsTurn() {
        dispatch(routine(ROUTINE));
        SignedTransaction routine = node.everReceived().getFirst();
        dispatch(urgent(URGENT));
        node.dropPool();
        node.sendRaw(routine.raw());
        node.mine();
        keeper.step(now);
        assertThat(stateOf(ROUTINE)).isEqualTo(IntentState.SEEN);

        node.reorganise(1, true);
        advance(30);
        keeper.step(now);
        node.mine(2);
        keeper.step(now);

        assertEnded(ROUTINE, IntentState.FAILED, URGENT, IntentState.CONFIRMED);
        assertThat(node.effects()).containsExactly(id(URGENT));
    }

    @Test
    void aReorganisationThatTakesTheUrgentOneBackSendsTheUrgentOneAgainAndNotTheRoutine() {
        dispatch(routine(ROUTINE));
        dispatch(urgent(URGENT));
        node.mine();
        keeper.step(now);
        assertThat(stateOf(URGENT)).isEqualTo(IntentState.SEEN);

        node.reorganise(1, true);
        keeper.step(now);

        assertThat(node.everReceived().getLast().hash())
                .isEqualTo(node.everReceived().get(1).hash());
        node.mine(2);
        keeper.step(now);
        assertEnded(ROUTINE, IntentState.FAILED, URGENT, IntentState.CONFIRMED);
    }

    @Test
    void aRoutineIntentThePoolHasLostIsDisplacedAllTheSame() {
        dispatch(routine(ROUTINE));
        node.dropPool();

        dispatch(urgent(URGENT));
        node.mine(2);
        keeper.step(now);

        assertEnded(ROUTINE, IntentState.FAILED, URGENT, IntentState.CONFIRMED);
    }

    @Test
    void aNodeThatHoldsADearerPayloadThanTheJournalKnowsIsPaidMore() {
        dispatch(routine(ROUTINE));
        raiseInThePoolTo("3.4", "0.9");

        assertThat(dispatch(urgent(URGENT))).isInstanceOf(DispatchOutcome.NotTakenYet.class);
        assertThat(reason(URGENT)).contains("ReplacementUnderpriced");
        for (int i = 0; i < 5; i++) {
            advance(13);
            keeper.step(now);
        }
        node.mine(2);
        keeper.step(now);

        assertEnded(ROUTINE, IntentState.FAILED, URGENT, IntentState.CONFIRMED);
        assertThat(node.effects()).containsExactly(id(URGENT));
    }

    @Test
    void whatIsBeingCancelledIsDisplacedToo() {
        dispatch(FakeAccount.execution(ROUTINE, 0, now.plusSeconds(30), FakeCall.Manner.RUNS));
        node.baseFee(FeePerGas.ofGwei("50"));
        node.mine(3);
        advance(40);
        assertThat(reason(ROUTINE)).startsWith("to be cancelled");

        assertThat(dispatch(urgent(URGENT))).isInstanceOf(DispatchOutcome.Broadcast.class);
        node.mine(2);
        keeper.step(now);

        assertEnded(ROUTINE, IntentState.FAILED, URGENT, IntentState.CONFIRMED);
    }

    @Test
    void anUrgentIntentPastItsDeadlineFreesTheNonceForBoth() {
        dispatch(routine(ROUTINE));
        dispatch(FakeAccount.urgent(
                FakeAccount.execution(URGENT, 0, node.time().plusSeconds(30), FakeCall.Manner.RUNS)));
        node.dropPool();
        node.mine(3);
        advance(40);
        assertThat(reason(URGENT)).isEqualTo("to be cancelled, its deadline has passed");

        node.mine(2);
        keeper.step(now);

        assertEnded(ROUTINE, IntentState.FAILED, URGENT, IntentState.FAILED);
        assertThat(node.effects()).isEmpty();
        assertThat(dispatch(routine(3)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Broadcast.class,
                        sent -> assertThat(sent.nonce()).isEqualTo(new Nonce(1)));
    }

    // ---- what does not pass

    @Test
    void anUrgentIntentIsNeverDisplaced() {
        dispatch(urgent(ROUTINE));

        assertThat(dispatch(urgent(URGENT))).isEqualTo(new DispatchOutcome.Waiting(id(ROUTINE)));
    }

    @Test
    void oneDisplacementIsAll() {
        dispatch(routine(ROUTINE));
        dispatch(urgent(URGENT));

        assertThat(dispatch(urgent(3))).isEqualTo(new DispatchOutcome.Waiting(id(ROUTINE)));
        assertThat(dispatch(routine(4))).isEqualTo(new DispatchOutcome.Waiting(id(ROUTINE)));
    }

    @Test
    void whatWasMadeForAnotherSequenceWaits() {
        dispatch(routine(ROUTINE));
        PreparedExecution otherState =
                FakeAccount.urgent(FakeAccount.execution(URGENT, 7, inAnHour(), FakeCall.Manner.RUNS));

        assertThat(dispatch(otherState)).isEqualTo(new DispatchOutcome.Waiting(id(ROUTINE)));
    }

    @Test
    void aRoutineIntentThatGetsInWhileTheUrgentOneIsPreparedIsNotDisplacedAnyMore() {
        dispatch(routine(ROUTINE));
        PreparedExecution stale = urgent(URGENT);
        node.mine();

        assertThat(dispatch(stale)).isEqualTo(new DispatchOutcome.Refused(List.of("would revert: StaleSequence")));
        assertThat(stateOf(ROUTINE)).isEqualTo(IntentState.BROADCAST);
    }

    // ---- the routine intent is in a block that may not stay

    @Test
    void anUrgentIntentFollowsARoutineOneThatIsInABlock() {
        dispatch(routine(ROUTINE));
        node.mine();
        keeper.step(now);

        assertThat(dispatch(urgent(URGENT)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Broadcast.class,
                        sent -> assertThat(sent.nonce()).isEqualTo(new Nonce(1)));
        node.mine(2);
        keeper.step(now);
        keeper.step(now);

        assertEnded(ROUTINE, IntentState.CONFIRMED, URGENT, IntentState.CONFIRMED);
        assertThat(node.effects()).containsExactly(id(ROUTINE), id(URGENT));
    }

    @Test
    void itAlsoFollowsOneThatFailedInItsBlock() {
        dispatch(FakeAccount.execution(ROUTINE, 0, inAnHour(), FakeCall.Manner.NEEDS_MORE_GAS_LATER));
        node.mine();
        keeper.step(now);

        assertThat(dispatch(urgent(URGENT)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Broadcast.class,
                        sent -> assertThat(sent.nonce()).isEqualTo(new Nonce(1)));
        node.mine(2);
        keeper.step(now);

        assertEnded(ROUTINE, IntentState.FAILED, URGENT, IntentState.CONFIRMED);
    }

    @Test
    void aReorganisationThatTakesBothBackSendsTheRoutineOneFirst() {
        dispatch(routine(ROUTINE));
        node.mine();
        keeper.step(now);
        dispatch(urgent(URGENT));
        node.mine();
        node.reorganise(2, true);

        assertThat(outcomes().stream().map(each -> ((SettlementOutcome.Unresolved) each).reason()))
                .containsExactly("sent again", "behind intent " + id(ROUTINE) + ", whose nonce 0 comes first");
        node.mine();
        advance(13);
        keeper.step(now);
        advance(13);
        keeper.step(now);
        node.mine(2);
        keeper.step(now);

        assertEnded(ROUTINE, IntentState.CONFIRMED, URGENT, IntentState.CONFIRMED);
        assertThat(node.effects()).containsExactly(id(ROUTINE), id(URGENT));
    }

    @Test
    void whatAnUrgentIntentWaitsForMayPayWhatTheUrgentOneMay() {
        dispatch(routine(ROUTINE));
        node.mine();
        keeper.step(now);
        dispatch(urgent(URGENT));
        node.reorganise(1, true);
        node.baseFee(FeePerGas.ofGwei("130"));

        for (int i = 0; i < 60 && !journal.unresolved().isEmpty(); i++) {
            advance(13);
            node.mine();
            keeper.step(now);
        }

        assertThat(ExploredKeeper.LIMITS.routine()).isLessThan(node.baseFee());
        assertEnded(ROUTINE, IntentState.CONFIRMED, URGENT, IntentState.CONFIRMED);
    }

    // ---- killed on the way

    @Test
    void killedBeforeTheDisplacementIsPermittedTheRoutineOneGoesOn() {
        dispatch(routine(ROUTINE));
        journal.decided(displacement());
        keeper = restarted();

        assertThat(outcomes().getLast()).isInstanceOf(SettlementOutcome.Abandoned.class);
        node.mine(2);
        keeper.step(now);
        assertEnded(ROUTINE, IntentState.CONFIRMED, URGENT, IntentState.ABANDONED);
    }

    @Test
    void killedBeforeTheDisplacementIsSignedTheRoutineOneMayPayMoreAgain() {
        dispatch(routine(ROUTINE));
        node.baseFee(FeePerGas.ofGwei("20"));
        journal.decided(displacement());
        journal.permitted(secondPayload());
        keeper = restarted();

        keeper.step(now);
        assertThat(stateOf(URGENT)).isEqualTo(IntentState.ABANDONED);
        advance(40);
        assertThat(reason(ROUTINE)).startsWith("to pay more");
        node.mine(2);
        keeper.step(now);
        assertThat(stateOf(ROUTINE)).isEqualTo(IntentState.CONFIRMED);
    }

    @Test
    void killedBeforeTheDisplacementIsSentTheNextKeeperSendsIt() {
        dispatch(routine(ROUTINE));
        journal.decided(displacement());
        journal.permitted(secondPayload());
        journal.signed(
                secondPayload().id(), FakeTransaction.encode(secondPayload().transaction()), now);
        keeper = restarted();

        assertThat(outcomes().stream().map(each -> ((SettlementOutcome.Unresolved) each).reason()))
                .last()
                .isEqualTo("sent again");
        assertThat(intentOf(node.everReceived().getLast())).isEqualTo(id(URGENT));
        node.mine(2);
        keeper.step(now);
        assertEnded(ROUTINE, IntentState.FAILED, URGENT, IntentState.CONFIRMED);
    }

    @Test
    void killedAfterwardsTheNextKeeperKnowsFromTheJournalAloneWhoDisplacedWhom() {
        dispatch(routine(ROUTINE));
        dispatch(urgent(URGENT));
        keeper = restarted();

        assertThat(reason(ROUTINE)).startsWith("displaced by urgent intent " + id(URGENT));
        node.mine(2);
        keeper = restarted();
        keeper.step(now);
        assertEnded(ROUTINE, IntentState.FAILED, URGENT, IntentState.CONFIRMED);
    }

    // ----

    private IntentRecord displacement() {
        PreparedExecution e = urgent(URGENT);
        return new IntentRecord(
                        e.intentId(),
                        e.account(),
                        FakeSigner.KEEPER,
                        e.to(),
                        e.callData(),
                        0,
                        e.deadline(),
                        true,
                        "",
                        now)
                .displacing(Optional.of(id(ROUTINE)));
    }

    /** What the guard would permit for the urgent intent, at the routine one's nonce. */
    private AttemptRecord secondPayload() {
        UnsignedTransaction transaction = new UnsignedTransaction(
                FakeNode.CHAIN,
                FakeSigner.KEEPER,
                new Nonce(0),
                FakeNode.VAULT,
                urgent(URGENT).callData(),
                new Gas(500_000),
                FeePerGas.ofGwei("5"),
                FeePerGas.ofGwei("1"));
        return new AttemptRecord(
                new AttemptId(FakeNode.CHAIN, FakeSigner.KEEPER, new Nonce(0), 1),
                id(URGENT),
                Purpose.EXECUTE,
                transaction,
                now);
    }

    private void raiseInThePoolTo(String maxFeeGwei, String maxTipGwei) {
        UnsignedTransaction first = FakeTransaction.decode(payloads().getFirst().raw());
        node.sendRaw(FakeTransaction.encode(first.withFees(FeePerGas.ofGwei(maxFeeGwei), FeePerGas.ofGwei(maxTipGwei)))
                .raw());
    }

    private DispatchOutcome dispatch(PreparedExecution execution) {
        return keeper.dispatch(execution, node.height(), now);
    }

    private ExploredKeeper restarted() {
        return new ExploredKeeper(node, node, journal, new FakeSigner(), 2);
    }

    private PreparedExecution routine(int number) {
        return FakeAccount.execution(number, node.vaultSequence(), inAnHour(), FakeCall.Manner.RUNS);
    }

    private PreparedExecution urgent(int number) {
        return FakeAccount.urgent(routine(number));
    }

    private Instant inAnHour() {
        return node.time().plus(Duration.ofHours(1));
    }

    private void advance(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private List<SettlementOutcome> outcomes() {
        return keeper.step(now);
    }

    private String reason(int number) {
        return outcomes().stream()
                .filter(each -> each.intentId().equals(id(number)))
                .map(each -> ((SettlementOutcome.Unresolved) each).reason())
                .findFirst()
                .orElseThrow();
    }

    private List<SignedTransaction> payloads() {
        return node.everReceived().stream().distinct().toList();
    }

    private static IntentId intentOf(SignedTransaction sent) {
        return FakeCall.decode(FakeTransaction.decode(sent.raw()).data()).intentId();
    }

    private static void assertPaysTenPercentMoreInBothParts(SignedTransaction before, SignedTransaction after) {
        UnsignedTransaction earlier = FakeTransaction.decode(before.raw());
        UnsignedTransaction later = FakeTransaction.decode(after.raw());
        assertThat(later.maxFee()).isGreaterThanOrEqualTo(earlier.maxFee().raisedBy(new Bps(1_000)));
        assertThat(later.maxTip()).isGreaterThanOrEqualTo(earlier.maxTip().raisedBy(new Bps(1_000)));
    }

    private void assertEnded(int one, IntentState oneEnd, int other, IntentState otherEnd) {
        assertThat(List.of(stateOf(one), stateOf(other))).containsExactly(oneEnd, otherEnd);
        assertThat(journal.unresolved()).isEmpty();
    }

    private IntentState stateOf(int number) {
        return journal.find(id(number)).map(IntentEntry::state).orElseThrow();
    }

    private static IntentId id(int number) {
        return FakeAccount.intent(number);
    }
}
