package io.evenkeel.testchain.operator;

import static io.evenkeel.testchain.vault.DeployedVault.PERP;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.LiveKeeper;
import io.evenkeel.keeper.cli.ExitCode;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.operator.OperatedVault.Said;
import io.evenkeel.testchain.process.KeeperProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Hash;

/** What a keeper meets that is nobody's mistake: it starts, says what is not well, and still does what reduces risk. */
@ForkedChainTest(usdPerEth = 2000)
class ReduceOnlyTest {
    private final OperatedVault vault;

    ReduceOnlyTest(ForkedChain chain, MarketDriver market, @TempDir Path folder) {
        vault = OperatedVault.deploy(chain, market, folder);
    }

    @Test
    void killedAndStartedIntoABrokenCapItSaysSoAndStillHelps(MarketDriver market) {
        try (KeeperProcess keeper = KeeperProcess.start("run", "-c", vault.config.toString())) {
            keeper.awaitLine("Schedule: sent 0x");
            keeper.kill();
        }
        market.mineBlock();
        byte[] perp = Hash.sha3(PERP.getBytes(StandardCharsets.UTF_8));
        vault.asOwner("lowerCaps(bytes32,uint16,uint16)", perp, 500, 1_000);
        market.step(MarketPrice.of("1960"));

        Said plan = vault.command("plan");
        assertThat(plan.output()).contains("reduce-only because perp-v2:ETH holds", "it may only shrink");
        Said check = vault.command("check");
        assertThat(check.output()).contains("reduce-only limits: perp-v2:ETH holds", "above its cap of");
        assertThat(check.exitCode()).isEqualTo(ExitCode.NOT_WELL);

        try (KeeperProcess keeper = KeeperProcess.start("run", "-c", vault.config.toString())) {
            keeper.awaitLine("reduce-only limits: ");
            keeper.awaitLine(" confirmed");
            assertThat(keeper.awaitLine("sent 0x")).contains("reduce-only: ");
            assertThat(keeper.terminate()).isZero();
        }
    }

    @Test
    void withOneOfTwoEndpointsDownItSaysSoAndStillHedges() throws IOException {
        int nobody = freePort();
        vault.edit(
                "  endpoints:\n",
                "  reads: {agree: 1}\n  endpoints:\n    - {name: second, http: \"http://127.0.0.1:" + nobody
                        + "\", timeout: 1s, requestsPerSecond: 100}\n");

        Said plan = vault.command("plan");
        assertThat(plan.output()).contains("reduce-only because endpoint second does not answer");
        assertThat(plan.exitCode()).isEqualTo(ExitCode.DONE);
        Said check = vault.command("check");
        assertThat(check.output()).contains("reduce-only endpoints: endpoint second does not answer");
        assertThat(check.exitCode()).isEqualTo(ExitCode.NOT_WELL);

        try (LiveKeeper keeper = vault.openKeeper()) {
            CycleOutcome outcome = vault.cycle(keeper);
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            CycleOutcome.Broadcast.class,
                            sent -> assertThat(sent.plan().reasons())
                                    .anySatisfy(reason -> assertThat(reason)
                                            .startsWith("reduce-only: endpoint second does not answer")));
        }
        assertThat(vault.sequence()).isEqualTo(1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
