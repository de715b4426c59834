package io.evenkeel.keeper.settle;

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
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.keeper.submit.DispatchOutcome;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A keeper on the fake chain with a clock that a story moves, and what its operator gets to read. */
final class OneKeeper {
    private static final int DEPTH = 2;

    final FakeNode node = new FakeNode(true);
    final MemoryJournal journal = new MemoryJournal();
    Instant now = node.time();
    private final ExploredKeeper keeper = new ExploredKeeper(node, node, journal, new FakeSigner(), DEPTH);

    DispatchOutcome dispatchRoutine(int number) {
        return dispatch(execution(number));
    }

    DispatchOutcome dispatchUrgent(int number) {
        return dispatch(FakeAccount.urgent(execution(number)));
    }

    DispatchOutcome dispatch(PreparedExecution execution) {
        return keeper.dispatch(execution, node.height(), now);
    }

    /** For the newest state of the vault, with an hour of the chain's time to get in. */
    PreparedExecution execution(int number) {
        return FakeAccount.execution(
                number, node.vaultSequence(), node.time().plus(Duration.ofHours(1)), FakeCall.Manner.RUNS);
    }

    List<SettlementOutcome> step() {
        return keeper.step(now);
    }

    /** What the operator reads of everything that is not settled, oldest first. */
    List<String> reasons() {
        return step().stream()
                .filter(SettlementOutcome.Unresolved.class::isInstance)
                .map(each -> ((SettlementOutcome.Unresolved) each).reason())
                .toList();
    }

    void advance(int seconds) {
        now = now.plusSeconds(seconds);
    }

    /** Blocks and seconds pass as they do, and the keeper looks at each. */
    void live(int blocks) {
        for (int i = 0; i < blocks; i++) {
            node.mine();
            advance(FakeNode.SECONDS_PER_BLOCK);
            step();
        }
    }

    /** Somebody else with the same key hands in a transaction. */
    void strangerSends(long nonce, String maxFeeGwei) {
        node.sendRaw(FakeTransaction.encode(new UnsignedTransaction(
                        FakeNode.CHAIN,
                        FakeSigner.KEEPER,
                        new Nonce(nonce),
                        FakeSigner.KEEPER,
                        new byte[] {1},
                        new Gas(21_000),
                        FeePerGas.ofGwei(maxFeeGwei),
                        FeePerGas.ofGwei("0.1")))
                .raw());
    }

    IntentState stateOf(int number) {
        return journal.find(id(number)).map(IntentEntry::state).orElseThrow();
    }

    /** Every payload the node ever took, without repetitions, as fees. */
    List<FeePerGas> offers() {
        return node.everReceived().stream()
                .map(SignedTransaction::raw)
                .map(FakeTransaction::decode)
                .map(UnsignedTransaction::maxFee)
                .distinct()
                .toList();
    }

    static IntentId id(int number) {
        return FakeAccount.intent(number);
    }
}
