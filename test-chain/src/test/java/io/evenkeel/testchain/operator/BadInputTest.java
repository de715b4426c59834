package io.evenkeel.testchain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.cli.ExitCode;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.demo.KeeperKey;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.operator.OperatedVault.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can get wrong: one clear message, no start, nothing sent. */
@ForkedChainTest(usdPerEth = 2000)
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class BadInputTest {
    private final OperatedVault vault;
    private String[] secrets = {};

    BadInputTest(ForkedChain chain, MarketDriver market, @TempDir Path folder) {
        vault = OperatedVault.deploy(chain, market, folder);
    }

    @Test
    void eachMistakeIsNamedWithItsRemedyAndNothingIsSent() throws IOException {
        secrets = vault.secrets().toArray(String[]::new);
        String right = Files.readString(vault.config);

        vault.edit("smallestTrade: 0.05", "smalestTrade: 0.05");
        refused("limits.smalestTrade: unknown key; remove it, or mend its spelling", "limits.smallestTrade: missing");

        Files.writeString(vault.config, right);
        vault.edit("oracleMove: 0.5 %", "oracleMove: 150 %");
        refused("triggers.oracleMove: is 150 %; want 0.01 % to 100 %");

        Files.writeString(vault.config, right);
        vault.edit("id: 31337", "id: 1");
        refused("is on chain 31337, not 1; set chain.id or the endpoint's URL right");

        Files.writeString(vault.config, right);
        vault.edit(vault.contracts.lens().hex(), "0x00000000000000000000000000000000000dead1");
        refused("account.lens: 0x00000000000000000000000000000000000dead1 has no code on chain 31337;"
                + " is it the address of another network?");

        Files.writeString(vault.config, right);
        vault.edit("perp-v2:ETH", "perp-v2:BTC");
        refused("has no market 'perp-v2:BTC'", "it has spot:WETH, uniswap-v3:WETH-USDC, aave-v3:WETH. Mend its name");

        Files.writeString(vault.config, right);
        vault.edit("perp-v2:ETH", "perp-v9:ETH");
        refused("is 'perp-v9:ETH', of a protocol that is not known here; known: ");

        Files.writeString(vault.config, right);
        Path other = Files.createDirectory(vault.folder.resolve("other"));
        Address stranger = KeeperKey.make(other).address();
        vault.edit("keystore: keeper.json", "keystore: other/keeper.json");
        vault.edit("passwordFile: keeper.password", "passwordFile: other/keeper.password");
        refused("permission: " + stranger + " is not a keeper of vault "
                + vault.contracts.main().vault() + "; let the policy's owner add it, or use the key that is one");

        Files.writeString(vault.config, right);
        vault.edit("passwordFile: keeper.password", "passwordFile: other/keeper.password");
        refused("wrong password for keystore " + vault.folder.resolve("keeper.json"));

        Files.writeString(vault.config, right);
        Said well = vault.command("check");
        assertThat(well.all()).doesNotContain("failed");
        assertThat(well.exitCode()).isEqualTo(ExitCode.DONE);
    }

    private void refused(String... parts) throws IOException {
        Said said = vault.command("run");

        assertThat(said.all()).contains(parts);
        assertThat(said.exitCode()).as(said.all()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(vault.transactionsSent()).isZero();
        assertThat(said.all()).doesNotContain(secrets);
    }
}
