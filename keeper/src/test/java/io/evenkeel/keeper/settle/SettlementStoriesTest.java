package io.evenkeel.keeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.Nonce;
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
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.keeper.submit.DispatchOutcome;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of an intent, one story per way it can go. */
class SettlementStoriesTest {
    private final FakeNode node = new FakeNode(true);
    private final MemoryJournal journal = new MemoryJournal();
    private final FakeSigner signer = new FakeSigner();
    private ExploredKeeper keeper = newKeeper(2);
    private Instant now = node.time();

    @Test
    void anIntentIsSentSeenAndConfirmedAtDepth() {
        assertThat(dispatch(execution(1))).isInstanceOfSatisfying(DispatchOutcome.Broadcast.class, sent -> {
            assertThat(sent.nonce()).isEqualTo(new Nonce(0));
            assertThat(sent.maxFee()).isEqualTo(FeePerGas.ofGwei("2.5"));
        });
        assertThat(stateOf(1)).isEqualTo(IntentState.BROADCAST);

        node.mine();
        assertThat(unresolved().state()).isEqualTo(IntentState.SEEN);
        assertThat(unresolved().reason()).isEqualTo("1 of 2 blocks");

        node.mine();
        assertThat(onlyOutcome())
                .isInstanceOfSatisfying(
                        SettlementOutcome.Confirmed.class,
                        done -> assertThat(done.executed().orElseThrow().sequence())
                                .isZero());
        assertThat(stateOf(1)).isEqualTo(IntentState.CONFIRMED);
        assertThat(keeper.step(now)).isEmpty();
        assertThat(node.effects()).containsExactly(FakeAccount.intent(1));
    }

    @Test
    void whileOneIsOnItsWayTheNextWaits() {
        dispatch(execution(1));

        assertThat(dispatch(execution(2))).isEqualTo(new DispatchOutcome.Waiting(FakeAccount.intent(1)));
    }

    @Test
    void theSameIntentIsNotSentASecondTime() {
        dispatch(execution(1));
        node.mine(2);
        keeper.step(now);

        assertThat(dispatch(execution(1))).isInstanceOf(DispatchOutcome.Refused.class);
    }

    @Test
    void whatWouldRevertIsRefusedByNameAndLeavesNoTrace() {
        PreparedExecution doomed = FakeAccount.execution(1, 0, inAnHour(), FakeCall.Manner.REVERTS);

        assertThat(dispatch(doomed))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Refused.class,
                        refused -> assertThat(refused.reasons()).containsExactly("would revert: OutsideBand"));
        assertThat(journal.newest(10)).isEmpty();
    }

    @Test
    void aRevertInTheBlockIsAFailureWithItsReason() {
        dispatch(execution(1));
        // Another keeper's execution gets in first, and the sequence moves on.
        sendAsAnotherKeeper(execution(9));
        node.mine(2);

        assertThat(onlyOutcome())
                .isInstanceOfSatisfying(
                        SettlementOutcome.FailedOnChain.class,
                        failed -> assertThat(failed.reason()).isEqualTo("in its block, reverted: StaleSequence"));
        assertThat(node.effects()).containsExactly(FakeAccount.intent(9));
    }

    @Test
    void aRevertOnTheStateBeforeItsBlockIsToldByName() {
        PreparedExecution late = execution(1);
        sendAsAnotherKeeper(execution(9));
        dispatch(late);
        node.baseFee(FeePerGas.ofGwei("3"));
        node.mine();
        node.baseFee(FeePerGas.ofGwei("1"));
        node.mine(2);

        assertThat(onlyOutcome())
                .isInstanceOfSatisfying(
                        SettlementOutcome.FailedOnChain.class,
                        failed -> assertThat(failed.reason()).isEqualTo("reverted: StaleSequence"));
        assertThat(stateOf(1)).isEqualTo(IntentState.FAILED);
    }

    @Test
    void outOfGasIsToldFromARevert() {
        dispatch(FakeAccount.execution(1, 0, inAnHour(), FakeCall.Manner.NEEDS_MORE_GAS_LATER));
        node.mine(2);

        assertThat(onlyOutcome())
                .isInstanceOfSatisfying(
                        SettlementOutcome.FailedOnChain.class,
                        failed -> assertThat(failed.reason()).startsWith("ran out of gas"));
        assertThat(stateOf(1)).isEqualTo(IntentState.FAILED);
    }

    @Test
    void whatRanOutOfGasIsAllowedTwiceAsMuchOnTopTheNextTime() {
        dispatch(hungry(1));
        node.mine(2);
        keeper.step(now);
        assertThat(gasLimits()).containsExactly(520_000L);

        dispatch(hungry(2));
        node.mine(2);
        keeper.step(now);
        assertThat(gasLimits()).containsExactly(520_000L, 640_000L);

        dispatch(hungry(3));
        node.mine(2);
        assertThat(onlyOutcome()).isInstanceOf(SettlementOutcome.Confirmed.class);
        dispatch(execution(4));
        assertThat(gasLimits()).containsExactly(520_000L, 640_000L, 800_000L, 520_000L);
    }

    @Test
    void whenNothingHappensItPaysMoreAndOneOfTheTwoCounts() {
        node.baseFee(FeePerGas.ofGwei("1"));
        dispatch(execution(1));
        node.baseFee(FeePerGas.ofGwei("20"));
        node.mine();
        advance(40);

        assertThat(unresolved().reason()).startsWith("to pay more, in no block after PT37S");
        assertThat(node.everReceived()).hasSize(2);
        node.mine(2);
        assertThat(onlyOutcome()).isInstanceOf(SettlementOutcome.Confirmed.class);
        assertThat(node.effects()).containsExactly(FakeAccount.intent(1));
    }

    @Test
    void aReplacementNeverPassesTheCeilingAndSaysSo() {
        dispatch(execution(1));
        node.baseFee(FeePerGas.ofGwei("5000"));
        for (int i = 0; i < 40; i++) {
            advance(40);
            node.mine();
            keeper.step(now);
        }

        assertThat(node.everReceived())
                .allSatisfy(
                        sent -> assertThat(FakeTransaction.decode(sent.raw()).maxFee())
                                .isLessThanOrEqualTo(ExploredKeeper.LIMITS.routine()));
        assertThat(unresolved().reason()).contains("ceiling");
    }

    @Test
    void whatThePoolDropsIsSentAgainByteForByte() {
        dispatch(execution(1));
        node.dropPool();
        advance(26);

        assertThat(unresolved().reason()).isEqualTo("sent again");
        assertThat(node.everReceived()).hasSize(2);
        assertThat(node.everReceived().get(0).raw())
                .isEqualTo(node.everReceived().get(1).raw());
    }

    @Test
    void afterItsDeadlineItIsCancelledAndTheNonceIsFree() {
        dispatch(FakeAccount.execution(1, 0, now.plusSeconds(30), FakeCall.Manner.RUNS));
        node.dropPool();
        node.mine(3);
        advance(40);

        assertThat(unresolved().reason()).isEqualTo("to be cancelled, its deadline has passed");
        node.mine(2);
        assertThat(onlyOutcome()).isInstanceOf(SettlementOutcome.Superseded.class);
        assertThat(node.effects()).isEmpty();
        assertThat(dispatch(execution(2)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Broadcast.class,
                        sent -> assertThat(sent.nonce()).isEqualTo(new Nonce(1)));
    }

    @Test
    void aReorganisationPutsItBackAndItIsConfirmedLater() {
        dispatch(execution(1));
        node.mine();
        assertThat(unresolved().state()).isEqualTo(IntentState.SEEN);

        node.reorganise(1, true);
        advance(30);
        assertThat(unresolved().state()).isEqualTo(IntentState.BROADCAST);
        node.mine(2);

        assertThat(onlyOutcome()).isInstanceOf(SettlementOutcome.Confirmed.class);
        assertThat(node.effects()).containsExactly(FakeAccount.intent(1));
    }

    @Test
    void aKeyUsedElsewhereIsNoticedNamedAndSurvived() {
        dispatch(execution(1));
        node.dropPool();
        node.useKeyElsewhere(FakeSigner.KEEPER);

        assertThat(unresolved().reason())
                .isEqualTo("nonce 0 was used by a transaction this journal does not know, not deep enough yet");
        node.mine();
        assertThat(onlyOutcome()).isInstanceOf(SettlementOutcome.Superseded.class);
        node.useKeyElsewhere(FakeSigner.KEEPER);
        assertThat(dispatch(execution(2)))
                .isEqualTo(new DispatchOutcome.Refused(List.of(
                        "the key was used elsewhere: nonce 1 to 1;" + " waiting until that is deep enough to stay")));
        node.mine();
        assertThat(dispatch(execution(2)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Broadcast.class,
                        sent -> assertThat(sent.notes()).containsExactly("the key was used elsewhere: nonce 1 to 1"));
    }

    @Test
    void aNodeThatIsDownLeavesTheIntentUnresolvedNotLost() {
        dispatch(execution(1));
        node.down(true);

        assertThat(unresolved().reason()).contains("down");
        node.down(false);
        node.mine(2);
        assertThat(onlyOutcome()).isInstanceOf(SettlementOutcome.Confirmed.class);
    }

    @Test
    void aLockedKeyLeavesTheNonceFree() {
        signer.locked(true);
        assertThat(dispatch(execution(1))).isInstanceOf(DispatchOutcome.Refused.class);
        assertThat(stateOf(1)).isEqualTo(IntentState.ABANDONED);

        signer.locked(false);
        assertThat(dispatch(execution(2)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Broadcast.class,
                        sent -> assertThat(sent.nonce()).isEqualTo(new Nonce(0)));
    }

    @Test
    void aPoolTransactionNobodyHereSentStopsUsFromSigning() {
        node.sendRaw(FakeTransaction.encode(new UnsignedTransaction(
                        FakeNode.CHAIN,
                        FakeSigner.KEEPER,
                        new Nonce(0),
                        FakeSigner.KEEPER,
                        new byte[0],
                        new Gas(21_000),
                        FeePerGas.ofGwei("1"),
                        FeePerGas.ofGwei("1")))
                .raw());

        assertThat(dispatch(execution(1)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .singleElement()
                                .asString()
                                .contains("the key is in use elsewhere"));
    }

    @Test
    void killedBetweenPermissionAndSignatureItIsAbandonedAndTheNonceIsFree() {
        journal.decided(record(1));
        journal.permitted(attempt(1));

        assertThat(onlyOutcome()).isInstanceOf(SettlementOutcome.Abandoned.class);
        assertThat(dispatch(execution(2)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Broadcast.class,
                        sent -> assertThat(sent.nonce()).isEqualTo(new Nonce(0)));
    }

    @Test
    void killedBetweenSignatureAndBroadcastTheSameBytesGoOut() {
        journal.decided(record(1));
        journal.permitted(attempt(1));
        journal.signed(attempt(1).id(), FakeTransaction.encode(attempt(1).transaction()), now);

        keeper.step(now);
        assertThat(node.everReceived())
                .singleElement()
                .satisfies(sent -> assertThat(sent.hash())
                        .isEqualTo(
                                FakeTransaction.encode(attempt(1).transaction()).hash()));
        node.mine(2);
        assertThat(onlyOutcome()).isInstanceOf(SettlementOutcome.Confirmed.class);
    }

    @Test
    void killedAfterBroadcastTheNextKeeperFindsItOnTheChain() {
        dispatch(execution(1));
        node.mine(2);
        keeper = newKeeper(2);

        assertThat(onlyOutcome()).isInstanceOf(SettlementOutcome.Confirmed.class);
        assertThat(node.everReceived()).hasSize(1);
    }

    // ----

    private DispatchOutcome dispatch(PreparedExecution execution) {
        return keeper.dispatch(execution, node.height(), now);
    }

    private ExploredKeeper newKeeper(int depth) {
        return new ExploredKeeper(node, node, journal, signer, depth);
    }

    private PreparedExecution execution(int number) {
        return FakeAccount.execution(number, node.vaultSequence(), inAnHour(), FakeCall.Manner.RUNS);
    }

    private PreparedExecution hungry(int number) {
        return FakeAccount.execution(number, node.vaultSequence(), inAnHour(), FakeCall.Manner.NEEDS_MORE_GAS_LATER);
    }

    private List<Long> gasLimits() {
        return node.everReceived().stream()
                .map(sent -> FakeTransaction.decode(sent.raw()).gasLimit().units())
                .toList();
    }

    private void sendAsAnotherKeeper(PreparedExecution execution) {
        UnsignedTransaction transaction = new UnsignedTransaction(
                FakeNode.CHAIN,
                Address.of("0x0000000000000000000000000000000000000001"),
                new Nonce(0),
                FakeNode.VAULT,
                execution.callData(),
                new Gas(500_000),
                FeePerGas.ofGwei("9"),
                FeePerGas.ofGwei("9"));
        node.sendRaw(FakeTransaction.encode(transaction).raw());
    }

    private IntentRecord record(int number) {
        PreparedExecution e = execution(number);
        return new IntentRecord(
                e.intentId(), e.account(), FakeSigner.KEEPER, e.to(), e.callData(), 0, e.deadline(), false, "", now);
    }

    private AttemptRecord attempt(int number) {
        UnsignedTransaction transaction = new UnsignedTransaction(
                FakeNode.CHAIN,
                FakeSigner.KEEPER,
                new Nonce(0),
                FakeNode.VAULT,
                execution(number).callData(),
                new Gas(500_000),
                FeePerGas.ofGwei("5"),
                FeePerGas.ofGwei("1"));
        return new AttemptRecord(
                new AttemptId(FakeNode.CHAIN, FakeSigner.KEEPER, new Nonce(0), 0),
                FakeAccount.intent(number),
                Purpose.EXECUTE,
                transaction,
                now);
    }

    private Instant inAnHour() {
        return node.time().plus(Duration.ofHours(1));
    }

    private void advance(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private SettlementOutcome onlyOutcome() {
        return keeper.step(now).get(0);
    }

    private SettlementOutcome.Unresolved unresolved() {
        return (SettlementOutcome.Unresolved) onlyOutcome();
    }

    private IntentState stateOf(int number) {
        return journal.find(FakeAccount.intent(number)).map(IntentEntry::state).orElseThrow();
    }
}
