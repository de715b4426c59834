package io.evenkeel.testchain.demo;

import io.evenkeel.chain.Address;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.vault.DeployedVault;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts how often a third party liquidated the vault, from the protocols' own events. */
final class Liquidations {
    private static final String PERP = ContractAbi.load("perp-v2", "ClearingHouse")
            .event("PositionLiquidated")
            .topic();
    private static final String AAVE =
            ContractAbi.load("aave-v3", "Pool").event("LiquidationCall").topic();

    private Liquidations() {}

    static int count(ForkedChain chain, DeployedVault vault) {
        String account = "0x" + "0".repeat(24) + vault.main().vault().hex().substring(2);
        List<@Nullable String> perp = Arrays.asList(PERP, account);
        List<@Nullable String> aave = Arrays.asList(AAVE, null, null, account);
        return logs(chain, chain.addresses().get("perpV2.clearingHouse"), vault.block(), perp)
                + logs(chain, chain.addresses().get("aaveV3.pool"), vault.block(), aave);
    }

    private static int logs(ForkedChain chain, Address contract, long from, List<@Nullable String> topics) {
        return chain.rpc()
                .request(
                        "eth_getLogs",
                        Map.of(
                                "address",
                                contract.hex(),
                                "fromBlock",
                                "0x" + Long.toHexString(from),
                                "toBlock",
                                "latest",
                                "topics",
                                topics))
                .size();
    }
}
