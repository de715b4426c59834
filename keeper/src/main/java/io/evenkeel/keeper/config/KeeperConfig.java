package io.evenkeel.keeper.config;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.keeper.confirm.ConfirmationRule;
import io.evenkeel.keeper.health.HealthRules;
import io.evenkeel.keeper.sign.DailyLimits;
import io.evenkeel.market.Pair;
import io.evenkeel.oracles.QuotePolicySettings;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.TokenAmount;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything the keeper was told, checked. Made by {@link ConfigReader} alone. */
public record KeeperConfig(
        Chain chain,
        Account account,
        Pair pair,
        Key key,
        Oracles oracles,
        List<VenueEntry> venues,
        RiskLimits limits,
        BandEstimates estimates,
        Fees fees,
        Triggers triggers,
        Optional<Relay> relay,
        StateSection.State state,
        HealthRules health) {
    public KeeperConfig {
        venues = List.copyOf(venues);
    }

    public Path stateDirectory() {
        return state.directory();
    }

    /** The same configuration for another vault of the same kind, with the same venues. */
    public KeeperConfig withVault(Address vault) {
        return new KeeperConfig(
                chain,
                new Account(vault, account.lens()),
                pair,
                key,
                oracles,
                venues,
                limits,
                estimates,
                fees,
                triggers,
                relay,
                state,
                health);
    }

    /**
     * @param confirmations when a transaction in a block counts as settled
     */
    public record Chain(ChainId id, ConfirmationRule confirmations, List<Endpoint> endpoints, Reads reads) {
        public Chain {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * @param agree how many endpoints have to say the same where money depends on it; 1 to their number
     * @param maxLagBlocks an endpoint further behind the newest head is not read from
     * @param maxHeadAge of the newest block against the machine's clock; absent: told, not judged
     */
    public record Reads(int agree, long maxLagBlocks, Optional<Duration> maxHeadAge) {}

    /** One node. */
    public record Endpoint(String name, URI http, Optional<URI> websocket, Duration timeout, int requestsPerSecond) {}

    /** Whose position it is. */
    public record Account(Address vault, Address lens) {}

    /** Who signs, and what the key may spend a day. */
    public record Key(KeyHolder holder, DailyLimits limits) {}

    /**
     * @param policy when a price is sure
     * @param pool Uniswap v3 pool for the second opinion
     * @param twapWindow the time its price is averaged over
     */
    public record Oracles(QuotePolicySettings policy, Address pool, Duration twapWindow) {}

    /**
     * One venue: its name, as in {@code perp-v2:ETH}, and the contracts that protocol's folder asks for, by name.
     *
     * @param amounts base token, by the names that protocol's folder takes besides; empty where it is only held
     * @param standBy it takes hedge only when the others have no room for it
     */
    public record VenueEntry(
            String name, Map<String, Address> contracts, Map<String, TokenAmount> amounts, boolean standBy) {
        public VenueEntry {
            contracts = Map.copyOf(contracts);
            amounts = Map.copyOf(amounts);
        }
    }

    /** Ceilings of what a unit of gas may cost, in wei of the chain. */
    public record Fees(FeePerGas ceiling, FeePerGas urgentCeiling, int priorityPercentile) {}

    /**
     * A way to block builders that the public pool does not see.
     *
     * @param bundles handed over as bundles of one, for one block at a time; else as private transactions
     * @param publicAfterBlocks how long an intent is kept from the public pool
     * @param urgentToo false: what protects from liquidation goes public at once
     * @param authKeyFile 64 hex digits of a key that owns nothing; without it requests are not signed
     */
    public record Relay(
            URI url, boolean bundles, int publicAfterBlocks, boolean urgentToo, Optional<Path> authKeyFile) {}

    /**
     * What starts a cycle.
     *
     * @param look how often the protocols are looked at between cycles, for one that can no longer be read; empty: never
     */
    public record Triggers(Duration every, Bps oracleMove, Optional<Duration> look) {}
}
