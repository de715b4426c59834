package io.evenkeel.testchain.vault;

import io.evenkeel.chain.Address;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where our contracts are on one chain.
 *
 * @param twin the same mix without a keeper, to compare with
 * @param block the block the vault was complete in
 */
public record DeployedVault(
        VaultContracts main,
        VaultContracts twin,
        Address lens,
        Address priceSource,
        Gauges gauges,
        Rules rules,
        Address owner,
        Address keeper,
        Address guardian,
        long block) {
    /** Names whose keccak each gauge answers as its venueId. */
    public static final String SPOT = "spot:WETH";

    public static final String RANGE = "uniswap-v3:WETH-USDC";
    public static final String AAVE = "aave-v3:WETH";
    public static final String PERP = "perp-v2:ETH";

    /** A vault and the policy that is bound to it. */
    public record VaultContracts(Address vault, Address policy) {}

    /** Venues in the order the policy knows them. */
    public record Gauges(Address spot, Address range, Address aave, Address perp) {}

    public record Rules(Address uniswap, Address aave, Address perp) {}

    /** The same as names and addresses, in the form of an address book. */
    public Map<String, String> addresses() {
        Map<String, Address> named = new LinkedHashMap<>();
        named.put("evenkeel.vault", main.vault());
        named.put("evenkeel.policy", main.policy());
        named.put("evenkeel.twinVault", twin.vault());
        named.put("evenkeel.twinPolicy", twin.policy());
        named.put("evenkeel.lens", lens);
        named.put("evenkeel.priceSource", priceSource);
        named.put("evenkeel.spotGauge", gauges.spot());
        named.put("evenkeel.rangeGauge", gauges.range());
        named.put("evenkeel.aaveGauge", gauges.aave());
        named.put("evenkeel.perpGauge", gauges.perp());
        named.put("evenkeel.uniswapRule", rules.uniswap());
        named.put("evenkeel.aaveRule", rules.aave());
        named.put("evenkeel.perpRule", rules.perp());
        named.put("accounts.vaultOwner", owner);
        named.put("accounts.keeper", keeper);
        named.put("accounts.guardian", guardian);
        Map<String, String> hex = new LinkedHashMap<>();
        named.forEach((name, address) -> hex.put(name, address.hex()));
        return hex;
    }
}
