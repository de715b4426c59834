package io.evenkeel.keeper.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.explore.ExploredKeeper;
import io.evenkeel.keeper.explore.FakeAccount;
import io.evenkeel.keeper.explore.FakeCall;
import io.evenkeel.keeper.explore.FakeSigner;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.node.LogEntry;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.units.Gas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ImpossibleReceiptTest {
    private final WatchedKeeper world = new WatchedKeeper(1, "own-node", "public");
    private final MemoryJournal journal = new MemoryJournal();
    private final ExploredKeeper keeper =
            new ExploredKeeper(world.endpoints, world.endpoints, journal, new FakeSigner(), 2);

    @Test
    void ofAnotherTransaction() {
        lie(receipt -> with(receipt, new TxHash("0x" + "12".repeat(32)), receipt.blockNumber(), receipt.gasUsed()));

        assertThat(standing()).contains("its receipt is of transaction 0x12121212…, asked for 0x");
    }

    @Test
    void inABlockThatIsNotThereYet() {
        lie(receipt -> with(receipt, receipt.hash(), receipt.blockNumber() + 7, receipt.gasUsed()));

        assertThat(standing()).endsWith("its receipt is in block 28, above its own head 22");
    }

    @Test
    void inABlockThatTheChainHasNot() {
        lie(receipt -> new Receipt(
                receipt.hash(),
                receipt.blockNumber(),
                new BlockHash("0x" + "9".repeat(64)),
                receipt.succeeded(),
                receipt.gasUsed(),
                receipt.gasPrice(),
                receipt.logs()));

        assertThat(standing()).contains("its receipt is in block 21 0x99999999…, where the chain has 0x");
    }

    @Test
    void withMoreGasThanTheTransactionHad() {
        lie(receipt -> with(receipt, receipt.hash(), receipt.blockNumber(), new Gas(30_000_000)));

        assertThat(standing()).contains("its receipt used ").contains(", above the transaction's limit of ");
    }

    @Test
    void failedAndYetWithEvents() {
        lie(receipt -> new Receipt(
                receipt.hash(),
                receipt.blockNumber(),
                receipt.blockHash(),
                false,
                receipt.gasUsed(),
                receipt.gasPrice(),
                List.of(new LogEntry(FakeEndpoint.LENS, List.of(), new byte[0]))));

        assertThat(standing()).endsWith("its receipt failed and yet has 1 log(s)");
    }

    /** The intent is settled by the other's word; the liar's is worth nothing for a while. */
    private void lie(UnaryOperator<Receipt> change) {
        world.endpoints.block(new io.evenkeel.chain.ChainReader.BlockTag.Latest());
        keeper.dispatch(
                FakeAccount.execution(1, 0, world.chain.time().plus(Duration.ofHours(1)), FakeCall.Manner.RUNS),
                world.chain.height(),
                world.now);
        world.chain.mine(2);
        world.node("own-node").receipts(found -> found.map(change));

        List<SettlementOutcome> outcomes = keeper.step(world.now);

        assertThat(outcomes).singleElement().isInstanceOf(SettlementOutcome.Confirmed.class);
        assertThat(journal.find(FakeAccount.intent(1)).map(entry -> entry.state()))
                .isEqualTo(Optional.of(IntentState.CONFIRMED));
    }

    private String standing() {
        String words = world.standing("own-node");
        assertThat(words).startsWith("is put aside until 2026-03-01T12:00:30Z: ");
        return words;
    }

    private static Receipt with(Receipt receipt, TxHash hash, long block, Gas used) {
        return new Receipt(
                hash, block, receipt.blockHash(), receipt.succeeded(), used, receipt.gasPrice(), receipt.logs());
    }
}
