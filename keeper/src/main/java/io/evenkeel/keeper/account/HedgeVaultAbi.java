package io.evenkeel.keeper.account;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.adapter.headlong.RevertDecoder;
import io.evenkeel.keeper.venue.RevertTable;
import io.evenkeel.keeper.venue.VenueProtocol;
import io.evenkeel.keeper.venue.VenueRegistry;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contracts around a HedgeVault, by their ABIs. */
public final class HedgeVaultAbi {
    static final ContractAbi VAULT = ContractAbi.load("evenkeel", "HedgeVault");

    /** Aave's earlier generation, like most protocols, refuses with texts. */
    private static final ContractAbi AAVE_3_6_ERRORS = ContractAbi.load("aave-v3-6", "Errors");

    private static final ContractAbi GMX_ERRORS = ContractAbi.load("gmx-v2", "Errors");

    /** Every contract of ours whose errors can come up through the vault. */
    private static final List<String> BELOW_THE_VAULT = List.of(
            "HedgePolicy",
            "HedgeLens",
            "ChainlinkPriceSource",
            "PerpV2Rule",
            "AaveV3Rule",
            "AaveV3UnwindRule",
            "AaveV3Unwinder",
            "UniswapV3Rule",
            "PerpsV2Rule",
            "LyraRule",
            "GmxV2Rule",
            "SpotGauge",
            "PerpV2Gauge",
            "AaveV3Gauge",
            "GmxV2Gauge",
            "UniswapV3RangeGauge");

    /** Lyra refuses with errors of its own, each contract with its. */
    private static final List<String> OF_LYRA = List.of(
            "LiquidityPool",
            "OptionGreekCache",
            "OptionMarket",
            "OptionMarketPricer",
            "OptionToken",
            "ShortCollateral",
            "SynthetixAdapter");

    private HedgeVaultAbi() {}

    /** Reads what the vault, anything of ours below it and every protocol that can be met at these venues refuses with. */
    public static RevertDecoder reverts(List<VenueId> venues) {
        List<ContractAbi> contracts = Stream.of(
                        Stream.of(VAULT, AAVE_3_6_ERRORS, GMX_ERRORS),
                        BELOW_THE_VAULT.stream().map(name -> ContractAbi.load("evenkeel", name)),
                        OF_LYRA.stream().map(name -> ContractAbi.load("lyra", name)))
                .flatMap(Function.identity())
                .toList();
        return new RevertDecoder(
                contracts,
                tables(venues),
                venues.stream().map(VenueId::name).distinct().toList());
    }

    /** Of a protocol that is not traded nobody speaks: a panic or a short text may be anybody's. */
    private static List<RevertTable> tables(List<VenueId> venues) {
        Set<String> traded = venues.stream().map(VenueId::protocol).collect(Collectors.toSet());
        return VenueRegistry.protocols().stream()
                .filter(protocol -> !protocol.hedges() || traded.contains(protocol.name()))
                .map(VenueProtocol::reverts)
                .toList();
    }
}
