package io.evenkeel.testchain.demo;

import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.oracles.adapter.headlong.Keccak256;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.vault.DeployedVault;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Counts how often a third party liquidated the vault, from the protocols' own events. */
final class Liquidations {
    private static final String PERP = ContractAbi.load("perp-v2", "ClearingHouse")
            .event("PositionLiquidated")
            .topic();
    private static final String AAVE =
            ContractAbi.load("aave-v3", "Pool").event("LiquidationCall").topic();

    /** Emitted by a proxy, which indexes nothing: the account is the second word of the data. */
    private static final String PERPS =
            Keccak256.hex("PositionLiquidated(uint256,address,address,int256,uint256,uint256,uint256,uint256)");

    private static final String GMX = Keccak256.hex("PositionLiquidated(address,bytes32)");

    /** In the text of the data. */
    private static final int SECOND_WORD = 2 + 64;

    private Liquidations() {}

    static int count(ForkedChain chain, DeployedVault vault) {
        String account = "0x" + "0".repeat(24) + vault.main().vault().hex().substring(2);
        List<@Nullable String> perp = Arrays.asList(PERP, account);
        List<@Nullable String> aave = Arrays.asList(AAVE, null, null, account);
        List<String> perps = List.of(PERPS);
        int count = logs(chain, "perpV2.clearingHouse", vault, perp).size()
                + logs(chain, "aaveV3.pool", vault, aave).size();
        if (chain.addresses().has("perpsV2.market")) {
            for (JsonNode log : logs(chain, "perpsV2.market", vault, perps)) {
                count += log.path("data").asString("").startsWith(account.substring(2), SECOND_WORD) ? 1 : 0;
            }
        }
        if (chain.addresses().has("gmxV2.orderHandler")) {
            count += logs(chain, "gmxV2.orderHandler", vault, List.of(GMX, account))
                    .size();
        }
        return count;
    }

    private static JsonNode logs(ForkedChain chain, String contract, DeployedVault vault, List<?> topics) {
        return chain.rpc()
                .request(
                        "eth_getLogs",
                        Map.of(
                                "address",
                                chain.addresses().get(contract).hex(),
                                "fromBlock",
                                "0x" + Long.toHexString(vault.block()),
                                "toBlock",
                                "latest",
                                "topics",
                                topics));
    }
}
