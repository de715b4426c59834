package io.evenkeel.keeper;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainReader;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.ChainReader.CallOutcome;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.account.HedgeVaultAbi;
import io.evenkeel.keeper.account.HedgeVaultAccount;
import io.evenkeel.keeper.adapter.headlong.RevertDecoder;
import io.evenkeel.keeper.adapter.jackson.JsonRpcNode;
import io.evenkeel.keeper.adapter.jackson.JsonRpcRelay;
import io.evenkeel.keeper.adapter.jdbc.H2JournalFile;
import io.evenkeel.keeper.adapter.jdbc.PostgresJournal;
import io.evenkeel.keeper.adapter.jdbc.PostgresPlace;
import io.evenkeel.keeper.adapter.okhttp.OkHttpTransport;
import io.evenkeel.keeper.adapter.resilience4j.GuardedTransport;
import io.evenkeel.keeper.adapter.resilience4j.TransportLimits;
import io.evenkeel.keeper.adapter.web3j.RelayIdentity;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.config.KeeperConfig.Endpoint;
import io.evenkeel.keeper.config.KeeperConfig.VenueEntry;
import io.evenkeel.keeper.config.StateSection;
import io.evenkeel.keeper.confirm.ConfirmationCheck;
import io.evenkeel.keeper.cycle.HedgeCycle;
import io.evenkeel.keeper.cycle.HedgeCycle.Conduct;
import io.evenkeel.keeper.cycle.MeasuringPlanner;
import io.evenkeel.keeper.cycle.OrderMemory;
import io.evenkeel.keeper.cycle.PremiumHistory;
import io.evenkeel.keeper.cycle.StandingReasons;
import io.evenkeel.keeper.health.FileHealth;
import io.evenkeel.keeper.health.KnownHealth;
import io.evenkeel.keeper.health.OrdersOnSuspects;
import io.evenkeel.keeper.health.WatchedSnapshots;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.journal.JournalledOrders;
import io.evenkeel.keeper.journal.Verification;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.operate.FileOrders;
import io.evenkeel.keeper.reconcile.FailureReader;
import io.evenkeel.keeper.reconcile.VaultExecutionRecord;
import io.evenkeel.keeper.rpc.Endpoints;
import io.evenkeel.keeper.rpc.HealthRules;
import io.evenkeel.keeper.rpc.NodeClient;
import io.evenkeel.keeper.settle.Sending;
import io.evenkeel.keeper.settle.SettlementLoop;
import io.evenkeel.keeper.sign.SigningGuard;
import io.evenkeel.keeper.sign.SigningRules;
import io.evenkeel.keeper.sign.TransactionSigner;
import io.evenkeel.keeper.simulate.VaultSimulator;
import io.evenkeel.keeper.snapshot.LensDecoder;
import io.evenkeel.keeper.snapshot.LensQuery;
import io.evenkeel.keeper.snapshot.LensSnapshotReader;
import io.evenkeel.keeper.snapshot.SnapshotBuilder;
import io.evenkeel.keeper.submit.Broadcaster;
import io.evenkeel.keeper.submit.Dispatcher;
import io.evenkeel.keeper.submit.FeeLimits;
import io.evenkeel.keeper.submit.FeePolicy;
import io.evenkeel.keeper.submit.GasAllowance;
import io.evenkeel.keeper.submit.PrivateRoute;
import io.evenkeel.keeper.submit.SendRules;
import io.evenkeel.keeper.submit.TransactionMaker;
import io.evenkeel.keeper.submit.Urgency;
import io.evenkeel.keeper.venue.VenueProtocol;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueRegistry;
import io.evenkeel.oracles.QuotePolicy;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The only class that knows every other: puts a keeper together by hand. */
public final class Wiring {
    /** An execution and a lens reading on top; below what any block holds. */
    private static final Gas SIMULATION_LIMIT = new Gas(16_000_000);

    /** On top of the node's estimate: interest accrues and prices move between estimate and block. */
    private static final Bps GAS_PADDING = new Bps(3_000);

    /** A relay that takes longer is passed over: the endpoints get the bytes. */
    private static final Duration RELAY_TIMEOUT = Duration.ofSeconds(3);

    private Wiring() {}

    /** @param keeper the address that would sign */
    public static ReadOnlyKeeper readOnly(KeeperConfig config, Address keeper, Clock clock) {
        AccountId account = new AccountId(config.chain().id(), config.account().vault());
        Endpoints endpoints = endpoints(config, clock);
        List<ConfiguredVenue> venues = venues(config);
        RevertDecoder reverts =
                HedgeVaultAbi.reverts(venues.stream().map(ConfiguredVenue::id).toList());
        LensQuery query = query(config, keeper);
        LensDecoder decoder = new LensDecoder(config.pair());
        FileHealth health =
                new FileHealth(config.stateDirectory(), config.chain().id());
        SnapshotBuilder builder = new SnapshotBuilder(
                account,
                config.pair(),
                new QuotePolicy(config.oracles().policy()),
                venues,
                new KnownHealth(health, config.health()));
        return new ReadOnlyKeeper(
                config,
                keeper,
                endpoints,
                new LensSnapshotReader(
                        endpoints,
                        query,
                        decoder,
                        builder,
                        () -> endpoints.pinnedBaseFee().or(() -> baseFee(endpoints)),
                        reverts::explain),
                new HedgeVaultAccount(account, venues, query, reverts),
                new VaultSimulator(endpoints, keeper, SIMULATION_LIMIT, decoder, builder, reverts::explain),
                planner(config, OrderMemory.NONE),
                new StandingReasons(endpoints::condition),
                new FileOrders(
                        config.stateDirectory().resolve("orders.json"),
                        config.chain().id()),
                health);
    }

    /**
     * @param time what deadlines and waits are counted by: the machine's clock, or a chain's that is played
     */
    public static LiveKeeper live(
            ReadOnlyKeeper reading, TransactionSigner signer, Journal journal, Conduct conduct, InstantSource time) {
        KeeperConfig config = reading.config();
        Endpoints endpoints = reading.endpoints();
        FeeLimits feeLimits = new FeeLimits(
                config.fees().ceiling(),
                config.fees().urgentCeiling(),
                config.limits().cost().priorityFee(),
                config.fees().priorityPercentile());
        Urgency urgency = new Urgency();
        FeePolicy fees = new FeePolicy(feeLimits, urgency);
        GasAllowance gas = new GasAllowance(endpoints, GAS_PADDING);
        SigningRules rules = new SigningRules(
                config.chain().id(),
                Set.of(config.account().vault()),
                feeLimits.cancellation(),
                SIMULATION_LIMIT.costAt(feeLimits.cancellation()));
        TransactionMaker maker =
                new TransactionMaker(new SigningGuard(rules, config.key().limits(), journal), signer, journal);
        ConfirmationCheck confirmations =
                new ConfirmationCheck(endpoints, config.chain().confirmations());
        ReentrantLock oneAtATime = new ReentrantLock();
        Broadcaster broadcaster =
                new Broadcaster(endpoints, journal, config.relay().map(Wiring::privateRoute));
        Dispatcher dispatcher = new Dispatcher(
                endpoints,
                journal,
                reading.account(),
                signer.address(),
                maker,
                broadcaster,
                confirmations,
                fees,
                gas,
                time,
                oneAtATime);
        SettlementLoop settlement = new SettlementLoop(
                endpoints,
                journal,
                confirmations,
                new VaultExecutionRecord(
                        endpoints,
                        reading.account(),
                        config.pair().base(),
                        config.pair().quote()),
                new FailureReader(endpoints, reading.account()),
                new Sending(endpoints, broadcaster, maker, fees, gas, SendRules.usual()),
                gas,
                oneAtATime);
        MeasuringPlanner planner =
                planner(config, new JournalledOrders(journal, reading.account().id(), config.pair()));
        PremiumHistory.recall(journal, reading.account(), time.instant(), planner);
        WatchedSnapshots watched = new WatchedSnapshots(reading.snapshots(), reading.health(), config.health());
        HedgeCycle cycle = new HedgeCycle(
                watched,
                config.health().leavesSuspects()
                        ? new OrdersOnSuspects(reading.orders(), reading.health()::quarantines)
                        : reading.orders(),
                reading.reduceOnly(),
                planner,
                reading.account(),
                reading.simulator(),
                dispatcher,
                snapshot -> urgency.observed(snapshot, config.limits().margin()),
                conduct);
        return new LiveKeeper(reading, cycle, settlement, journal, signer, watched);
    }

    private static MeasuringPlanner planner(KeeperConfig config, OrderMemory memory) {
        return new MeasuringPlanner(
                config.limits(),
                config.estimates().volatility(),
                config.estimates().timeToNextDecision(),
                memory);
    }

    /** Opens the journal in the database or the state directory, or says why not. */
    public static JournalOpening journal(KeeperConfig config) {
        return config.state()
                .database()
                .map(database -> PostgresJournal.open(
                        place(database),
                        new AccountId(config.chain().id(), config.account().vault()),
                        PostgresJournal.thisProcess()))
                .orElseGet(() -> H2JournalFile.open(config.stateDirectory()));
    }

    /** To look at, also while a keeper is writing it. Nothing that is written to it lasts. */
    public static JournalOpening journalToRead(KeeperConfig config) {
        return config.state()
                .database()
                .map(database -> PostgresJournal.openToRead(place(database)))
                .orElseGet(() -> H2JournalFile.openCopy(config.stateDirectory()));
    }

    /** Looks at the whole journal, also while a keeper is writing it, and changes nothing. */
    public static Verification verifyJournal(KeeperConfig config) {
        return config.state()
                .database()
                .map(database -> PostgresJournal.verify(place(database)))
                .orElseGet(() -> H2JournalFile.verify(config.stateDirectory()));
    }

    private static PostgresPlace place(StateSection.JournalDatabase database) {
        return new PostgresPlace(database.url(), database.user(), database.passwordFile());
    }

    /** The contract whose events tell of a feed's answers: it stands behind the proxy and may change. */
    public static Optional<Address> aggregatorBehind(ChainReader chain, Address proxy) {
        AbiFunction aggregator =
                ContractAbi.load("chainlink", "EACAggregatorProxy").function("aggregator");
        return chain.call(proxy, aggregator.encode(), new BlockTag.Latest()) instanceof CallOutcome.Returned returned
                ? only(aggregator.decodeReturn(returned.data()))
                : Optional.empty();
    }

    private static Optional<Address> only(AbiRecord answer) {
        return Optional.of(answer.address(answer.names().getFirst()));
    }

    /** What a cycle asks the chain, as bytes: to measure a bare call of the same reads. */
    public static byte[] lensCall(KeeperConfig config, Address keeper) {
        return query(config, keeper).callData();
    }

    private static LensQuery query(KeeperConfig config, Address keeper) {
        return new LensQuery(
                config.account().lens(),
                config.account().vault(),
                keeper,
                List.of(
                        config.oracles().policy().base().feed(),
                        config.oracles().policy().quote().feed()),
                pools(config),
                config.oracles().twapWindow());
    }

    private static PrivateRoute privateRoute(KeeperConfig.Relay relay) {
        Function<byte[], Map<String, String>> headers =
                relay.authKeyFile().map(Wiring::relayIdentity).orElse(body -> Map.of());
        return new PrivateRoute(
                new JsonRpcRelay(
                        new OkHttpTransport(relay.url(), RELAY_TIMEOUT, headers),
                        relay.bundles() ? JsonRpcRelay.Method.BUNDLE : JsonRpcRelay.Method.PRIVATE_TRANSACTION),
                relay.publicAfterBlocks(),
                relay.urgentToo());
    }

    /** The configuration has seen that the file holds a key. */
    private static Function<byte[], Map<String, String>> relayIdentity(Path keyFile) {
        try {
            String digits = Files.readString(keyFile).strip();
            return new RelayIdentity(digits.startsWith("0x") ? digits.substring(2) : digits)::headers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Endpoints endpoints(KeeperConfig config, Clock clock) {
        List<NodeClient> nodes = new ArrayList<>();
        for (Endpoint endpoint : config.chain().endpoints()) {
            TransportLimits limits =
                    TransportLimits.usual(endpoint.timeout()).withRequestsPerSecond(endpoint.requestsPerSecond());
            nodes.add(new JsonRpcNode(
                    new GuardedTransport(
                            endpoint.name(), new OkHttpTransport(endpoint.http(), endpoint.timeout()), limits, clock),
                    config.chain().id()));
        }
        KeeperConfig.Reads reads = config.chain().reads();
        HealthRules rules = HealthRules.usual(config.chain().confirmations().reorganisationDepthBlocks())
                .withToleratedLag(reads.maxLagBlocks())
                .withMaxHeadAge(reads.maxHeadAge());
        return new Endpoints(nodes, reads.agree(), rules, clock);
    }

    private static List<ConfiguredVenue> venues(KeeperConfig config) {
        return config.venues().stream()
                .map(entry -> {
                    VenueId id = new VenueId(config.chain().id(), entry.name());
                    VenueProtocol protocol =
                            VenueRegistry.protocol(id.protocol()).orElseThrow();
                    return protocol.at(new VenueProtocol.Site(id, config.pair(), entry.contracts(), entry.amounts()));
                })
                .toList();
    }

    /** The oracle's pool first, then those that loans are sold in. */
    private static List<Address> pools(KeeperConfig config) {
        Set<Address> pools = new LinkedHashSet<>();
        pools.add(config.oracles().pool());
        for (VenueEntry venue : config.venues()) {
            Optional.ofNullable(venue.contracts().get("swapPool")).ifPresent(pools::add);
        }
        return List.copyOf(pools);
    }

    private static Optional<FeePerGas> baseFee(Endpoints endpoints) {
        return endpoints.feeHistory(1, 50) instanceof NodeAnswer.Answered<FeeHistory> answered
                ? Optional.of(answered.value().nextBaseFee())
                : Optional.empty();
    }
}
