package io.evenkeel.testchain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.process.KeeperProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, killed with SIGKILL while its hedge waits for a block, and started again. */
@ForkedChainTest(usdPerEth = 2000)
class KilledRunTest {
    private final OperatedVault vault;

    KilledRunTest(ForkedChain chain, MarketDriver market, @TempDir Path folder) {
        vault = OperatedVault.deploy(chain, market, folder);
    }

    @BeforeEach
    void aKeeperIsKilledBetweenSigningAndConfirmation() {
        try (KeeperProcess keeper = KeeperProcess.start("run", "-c", vault.config.toString())) {
            keeper.awaitLine("Schedule: sent 0x");
            keeper.kill();
        }
        assertThat(vault.transactionsSent()).isEqualTo(1);
        assertThat(vault.transactionsMined()).isZero();
    }

    @Test
    void theNextStartFindsTheTransactionWaitingAndFollowsItToItsEnd(MarketDriver market) {
        try (KeeperProcess keeper = KeeperProcess.start("run", "-c", vault.config.toString())) {
            keeper.awaitLine("not in a block yet");
            market.mineBlock();
            keeper.awaitLine(" confirmed");
            assertThat(keeper.terminate()).isZero();
        }
        chainAndJournalTellOneHedge();
    }

    @Test
    void whatWasMinedWhileItWasDeadIsNotSentAgain(MarketDriver market) {
        market.mineBlock();
        assertThat(vault.sequence()).isEqualTo(1);

        try (KeeperProcess keeper = KeeperProcess.start("run", "-c", vault.config.toString())) {
            keeper.awaitLine(" confirmed");
            // Its next cycle sees the hedge that was made and has nothing to add.
            keeper.awaitLine("held: ");
            assertThat(keeper.terminate()).isZero();
        }
        chainAndJournalTellOneHedge();
    }

    private void chainAndJournalTellOneHedge() {
        assertThat(vault.transactionsSent()).isEqualTo(1);
        assertThat(vault.transactionsMined()).isEqualTo(1);
        assertThat(vault.sequence()).isEqualTo(1);
        assertThat(vault.journal()).singleElement().satisfies(this::agreesWithTheChain);
    }

    private void agreesWithTheChain(IntentEntry entry) {
        assertThat(entry.state()).isEqualTo(IntentState.CONFIRMED);
        assertThat(entry.attempts()).hasSize(1);
        assertThat(vault.executedIntents())
                .singleElement()
                .isEqualTo(entry.intent().intentId().hex());
    }
}
