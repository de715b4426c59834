package io.evenkeel.testchain.demo;

import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.vault.DeployedVault;
import io.evenkeel.testchain.vault.VenueListing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes what an operator would: a configuration for the vault that was just deployed. The keeper of the demo reads it
 * like any other, so the demo cannot do what a configuration cannot say.
 */
public final class DemoFiles {
    static final String KEYSTORE = "keeper.json";
    static final String PASSWORD = "keeper.password";

    private DemoFiles() {}

    /** @return the configuration file; keystore, password and state lie beside it */
    public static Path write(
            Path folder, URI http, URI websocket, long chainId, AddressBook book, DeployedVault vault) {
        return write(folder, http, websocket, chainId, book, vault, List.of(), "");
    }

    /**
     * @param listed the venues besides the usual ones
     * @param optionLimits {@code limits.options}, in braces; empty: none are dealt in
     */
    public static Path write(
            Path folder,
            URI http,
            URI websocket,
            long chainId,
            AddressBook book,
            DeployedVault vault,
            List<VenueListing> listed,
            String optionLimits) {
        Path file = folder.resolve("evenkeel.yaml");
        try {
            Files.writeString(file, text(http, websocket, chainId, book, vault, listed, optionLimits));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return file;
    }

    private static String text(
            URI http,
            URI websocket,
            long chainId,
            AddressBook book,
            DeployedVault vault,
            List<VenueListing> listed,
            String optionLimits) {
        return """
                chain:
                  id: %d
                  confirmations: 1
                  endpoints:
                    # A first simulation fetches its state from the origin; chain time waits for it on a busy machine too.
                    - {name: fork, http: "%s", websocket: "%s", timeout: 60s, requestsPerSecond: 1000}
                account:
                  kind: hedge-vault
                  vault: "%s"
                  lens: "%s"
                pair:
                  base: {symbol: WETH, address: "%s", decimals: 18}
                  quote: {symbol: USDC, address: "%s", decimals: 6}
                key:
                  keystore: %s
                  passwordFile: %s
                  # Days of a market pass in minutes here, and keepers are killed by the thousand.
                  limits: {feePerDay: 100000 ether, transactionsPerDay: 100000}
                oracles:
                  # A heartbeat of an hour and some minutes for a late block.
                  base: {feed: "%s", maxAge: 65m}
                  quote: {feed: "%s", maxAge: 65m}
                  # The average trails the market: it has to leave room for what a minute can move.
                  uniswap: {pool: "%s", twapWindow: 60s, maxDeviation: 12 %%}
                  quorum: 2
                  doubtMargin: 1 %%
                venues:
                  - name: "%s"
                  - name: "%s"
                  - name: "%s"
                    contracts: {pool: "%s", swapRouter: "%s", swapPool: "%s", collateral: "%s"}
                  - name: "%s"
                    contracts: {clearingHouse: "%s", vault: "%s", baseToken: "%s"}
                %slimits:
                  margin: {floor: 12 %%, target: 25 %%, shock: 25 %%, withdrawAbove: 60 %%}
                  cost: {maxCostPerPlan: 10000, maxSlippage: 2 %%, priorityFee: 1 gwei, executionOverheadGas: 900000}
                  band:
                    # Risk aversion is per dollar: it goes with a vault of two million.
                    rule: {kind: step-aware, riskAversionPerQuote: 0.002, horizonWithoutGamma: 12h}
                    volatility: 0.9
                    timeToNextDecision: 60s
                    # Well inside the policy's band: a jump between two cycles must not leave it at once.
                    partOfPolicyBand: 40 %%
                  spread: {carryHorizon: 7d, concentrationPerYear: %s, capHeadroom: 5 %%, rebalanceGain: 100 %%}
                  idleQuoteReserve: 5000
                  smallestTrade: 0.05
                  planTimeToLive: 120s
                %sfees: {ceiling: 200 gwei, urgentCeiling: 600 gwei, priorityPercentile: 50}
                triggers: {every: 5m, oracleMove: 0.5 %%%s}
                state: {directory: state}
                """.formatted(
                        chainId,
                        http,
                        websocket,
                        vault.main().vault(),
                        vault.lens(),
                        book.get("tokens.weth"),
                        book.get("tokens.usdc"),
                        KEYSTORE,
                        PASSWORD,
                        book.get("chainlink.ethUsd"),
                        book.get("chainlink.usdcUsd"),
                        book.get("uniswapV3.pool"),
                        DeployedVault.SPOT,
                        DeployedVault.RANGE,
                        DeployedVault.AAVE,
                        book.get("aaveV3.pool"),
                        book.get("uniswapV3.swapRouter"),
                        book.get("uniswapV3.pool"),
                        book.get("tokens.weth"),
                        DeployedVault.PERP,
                        book.get("perpV2.clearingHouse"),
                        book.get("perpV2.vault"),
                        book.get("perpV2.baseToken"),
                        listed.stream().map(listing -> entry(listing, book)).collect(Collectors.joining()),
                        // where there is a choice, an expensive venue more is worth its fee
                        listed.size() > 1 ? "30 %" : "5 %",
                        optionLimits.isEmpty() ? "" : "  options: " + optionLimits + "\n",
                        // more protocols, more that can fail between two cycles
                        listed.isEmpty() ? "" : ", look: 1m");
    }

    /** Indented as a venue of the text above, a line break at its end. */
    private static String entry(VenueListing listing, AddressBook book) {
        String contracts = new TreeMap<>(listing.contracts(book))
                .entrySet().stream()
                        .map(contract -> contract.getKey() + ": \"" + contract.getValue() + "\"")
                        .collect(Collectors.joining(", "));
        return "  - name: \"" + listing.venue() + "\"\n    contracts: {" + contracts + "}\n";
    }
}
