package io.evenkeel.testchain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.fault.FaultProxy;
import io.evenkeel.testchain.fault.FaultSource;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.process.KeeperProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} as it is run: its own process, Quartz, the websocket, signals. */
@ForkedChainTest(usdPerEth = 2000)
class RunTest {
    private static final int MOST_RESIDENT_MEGABYTES = 350;

    private final OperatedVault vault;

    RunTest(ForkedChain chain, MarketDriver market, @TempDir Path folder) {
        vault = OperatedVault.deploy(chain, market, folder);
    }

    @Test
    void anOracleMoveIsActedOnBeforeTheScheduleAndAlsoAfterTheLineWasCut(ForkedChain chain, MarketDriver market)
            throws IOException {
        try (FaultProxy line = new FaultProxy(chain.webSocketUrl(), FaultSource.CALM)) {
            vault.edit(chain.webSocketUrl().toString(), line.webSocketUrl().toString());
            try (KeeperProcess keeper = KeeperProcess.start("run", "-c", vault.config.toString())) {
                keeper.awaitLine("Schedule: sent 0x");
                market.mineBlock();
                keeper.awaitLine("Operator: held");

                market.step(MarketPrice.of("2040"));
                keeper.awaitLine("OracleMoved: sent 0x");
                assertThat(Files.readString(vault.folder.resolve("state/status.json")))
                        .contains("OracleMoved");
                market.mineBlock();
                int before = keeper.linesSaid();

                line.cut();
                keeper.awaitLine("line is down", before);
                market.step(MarketPrice.of("2080"));
                line.mend();
                keeper.awaitLine("line is up", before);
                keeper.awaitLine("OracleMoved: ", before);

                assertThat(keeper.residentMegabytes()).isLessThan(MOST_RESIDENT_MEGABYTES);
                assertThat(keeper.terminate()).isZero();
                assertThat(keeper.said()).doesNotContain(vault.secrets().toArray(String[]::new));
            }
        }
    }

    @Test
    void inShadowEverythingIsDecidedAndNothingIsSent() {
        try (KeeperProcess keeper = KeeperProcess.start("run", "--shadow", "-c", vault.config.toString())) {
            keeper.awaitLine("Schedule: would send: ");
            assertThat(keeper.terminate()).isZero();
        }
        assertThat(vault.transactionsSent()).isZero();
        assertThat(vault.journal()).isEmpty();
    }
}
