package io.evenkeel.testchain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.OriginSpec;
import io.evenkeel.testchain.Progress;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.process.KeeperProcess;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else signs with the keeper's key, on a real anvil, while the keeper's own transaction waits for a block. */
class ForeignUseOnAnvilTest {
    private static final BigInteger TWO_THOUSAND_GWEI = BigInteger.valueOf(2_000_000_000_000L);

    @Test
    void theOperatorIsToldOfTheStrangerAndTheNextHedgeGoesAfterTheirs(@TempDir Path folder) {
        try (ForkedChain chain = ForkedChain.onAnvil(OriginSpec.at(2000), Progress.SILENT)) {
            MarketDriver market = new MarketDriver(chain);
            OperatedVault vault = OperatedVault.deploy(chain, market, folder);
            try (KeeperProcess keeper = KeeperProcess.start("run", "-c", vault.config.toString())) {
                keeper.awaitLine("Schedule: sent 0x");
                keeper.kill();
            }
            somebodyElseTakesTheNonce(chain.rpc(), vault);
            market.mineBlock();
            assertThat(vault.sequence()).isZero();

            try (KeeperProcess keeper = KeeperProcess.start("run", "-c", vault.config.toString())) {
                keeper.awaitLine("nonce 0 was used by a transaction this journal does not know");
                keeper.awaitLine(": sent 0x");
                market.mineBlock();
                keeper.awaitLine(" confirmed");
                assertThat(keeper.terminate()).isZero();
            }
            assertThat(vault.sequence()).isEqualTo(1);
            assertThat(vault.transactionsMined()).isEqualTo(2);
            assertThat(vault.journal())
                    .extracting(entry -> entry.state())
                    .containsExactly(IntentState.CONFIRMED, IntentState.FAILED);
        }
    }

    private static void somebodyElseTakesTheNonce(JsonRpc rpc, OperatedVault vault) {
        rpc.request("anvil_impersonateAccount", vault.keeper.hex());
        rpc.request(
                "eth_sendTransaction",
                Map.of(
                        "from", vault.keeper.hex(),
                        "to", vault.keeper.hex(),
                        "nonce", "0x0",
                        "gas", JsonRpc.hex(21_000),
                        "maxFeePerGas", JsonRpc.hex(TWO_THOUSAND_GWEI),
                        "maxPriorityFeePerGas", JsonRpc.hex(TWO_THOUSAND_GWEI)));
    }
}
