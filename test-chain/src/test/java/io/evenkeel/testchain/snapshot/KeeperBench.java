package io.evenkeel.testchain.snapshot;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.ChainReader.CallOutcome;
import io.evenkeel.chain.TxHash;
import io.evenkeel.chain.VenueId;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.account.HedgeVaultAbi;
import io.evenkeel.keeper.account.HedgeVaultAccount;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.adapter.headlong.RevertDecoder;
import io.evenkeel.keeper.adapter.jackson.JsonRpcNode;
import io.evenkeel.keeper.adapter.okhttp.OkHttpTransport;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.reconcile.Executed;
import io.evenkeel.keeper.reconcile.VaultExecutionRecord;
import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.keeper.simulate.VaultSimulator;
import io.evenkeel.keeper.snapshot.HealthJudge;
import io.evenkeel.keeper.snapshot.LensDecoder;
import io.evenkeel.keeper.snapshot.LensQuery;
import io.evenkeel.keeper.snapshot.LensReading;
import io.evenkeel.keeper.snapshot.LensSnapshotReader;
import io.evenkeel.keeper.snapshot.SnapshotBuilder;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.keeper.venue.VenueRegistry;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Pair;
import io.evenkeel.oracles.QuotePolicy;
import io.evenkeel.oracles.QuotePolicySettings;
import io.evenkeel.oracles.QuotePolicySettings.FeedLimits;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.RpcException;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.vault.DeployedVault;
import io.evenkeel.testchain.vault.EnvelopeNumbers;
import io.evenkeel.testchain.vault.GmxV2Listing;
import io.evenkeel.testchain.vault.PerpsV2Listing;
import io.evenkeel.testchain.vault.VaultDeployment;
import io.evenkeel.testchain.vault.VaultMix;
import io.evenkeel.testchain.vault.VenueListings;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A filled vault on a fork, and the keeper's parts from snapshot to simulation around it. What they make is sent from
 * an account whose key the node holds.
 */
public final class KeeperBench {
    public static final Address KEEPER = Address.of("0x90f79bf6eb2c4f870365e785982e1f101e93b906");
    private static final Address GUARDIAN = Address.of("0x14dc79964da2c08b23698b3d3cc7ca32193d9955");
    private static final Duration TWAP_WINDOW = Duration.ofMinutes(5);
    private static final Gas SIMULATION_LIMIT = new Gas(16_000_000);
    private static final Gas AMPLE = new Gas(12_000_000);
    private static final long GWEI = 1_000_000_000L;
    private static final FeePerGas HIDDEN_BASE_FEE = FeePerGas.ofGwei("20");

    public final VenueId perp;
    final VenueId aave;
    /** Only on a chain that was asked for it. */
    final VenueId perps;

    final VenueId gmx;

    public final Pair pair;
    public final AccountId vault;
    public final JsonRpcNode node;
    public final HedgeVaultAccount account;
    final LensQuery lens;
    private final DeployedVault deployed;
    private final JsonRpc rpc;
    private final MarketDriver market;
    private final RevertDecoder reverts;
    private final LensDecoder decoder;
    private final LensSnapshotReader snapshots;
    private final VaultSimulator simulator;

    public KeeperBench(ForkedChain fork, MarketDriver market) {
        this(fork, market, VaultMix.OF_THE_SCENARIOS);
    }

    KeeperBench(ForkedChain fork, MarketDriver market, VaultMix mix) {
        AddressBook book = fork.addresses();
        this.rpc = fork.rpc();
        this.market = market;
        this.deployed =
                VaultDeployment.deploy(fork, market.blocks(), KEEPER, GUARDIAN, EnvelopeNumbers.OF_THE_SCENARIOS, mix);
        VenueListings.possibleOn(book)
                .forEach(listing ->
                        listing.on(fork, market.blocks(), deployed.main().policy()));
        ChainId chain = new ChainId(rpc.chainId());
        this.pair = new Pair(
                new Token(chain, book.get("tokens.weth"), "WETH", 18),
                new Token(chain, book.get("tokens.usdc"), "USDC", 6));
        this.vault = new AccountId(chain, deployed.main().vault());
        this.perp = new VenueId(chain, DeployedVault.PERP);
        this.aave = new VenueId(chain, DeployedVault.AAVE);
        this.perps = new VenueId(chain, PerpsV2Listing.VENUE);
        this.gmx = new VenueId(chain, GmxV2Listing.VENUE);
        this.node = new JsonRpcNode(new OkHttpTransport(fork.httpUrl(), Duration.ofSeconds(30)), chain);
        List<ConfiguredVenue> venues = venues(book, chain);
        this.lens = new LensQuery(
                deployed.lens(),
                vault.address(),
                KEEPER,
                List.of(book.get("chainlink.ethUsd"), book.get("chainlink.usdcUsd")),
                List.of(book.get("uniswapV3.pool")),
                TWAP_WINDOW);
        this.reverts =
                HedgeVaultAbi.reverts(venues.stream().map(ConfiguredVenue::id).toList());
        this.decoder = new LensDecoder(pair);
        SnapshotBuilder builder =
                new SnapshotBuilder(vault, pair, new QuotePolicy(quotes(book)), venues, HealthJudge.TRUSTING);
        this.snapshots = new LensSnapshotReader(
                node, lens, decoder, builder, () -> Optional.of(HIDDEN_BASE_FEE), reverts::explain);
        this.account = new HedgeVaultAccount(vault, venues, lens, reverts);
        this.simulator = new VaultSimulator(node, KEEPER, SIMULATION_LIMIT, decoder, builder, reverts::explain);
    }

    private List<ConfiguredVenue> venues(AddressBook book, ChainId chain) {
        List<ConfiguredVenue> venues = new ArrayList<>(alwaysThere(book, chain));
        VenueListings.possibleOn(book)
                .forEach(listing -> venues.add(venue(new VenueId(chain, listing.venue()), listing.contracts(book))));
        return venues;
    }

    private List<ConfiguredVenue> alwaysThere(AddressBook book, ChainId chain) {
        return List.of(
                venue(new VenueId(chain, DeployedVault.SPOT), Map.of()),
                venue(new VenueId(chain, DeployedVault.RANGE), Map.of()),
                venue(
                        aave,
                        Map.of(
                                "pool", book.get("aaveV3.pool"),
                                "swapRouter", book.get("uniswapV3.swapRouter"),
                                "swapPool", book.get("uniswapV3.pool"),
                                "collateral", pair.quote().address())),
                venue(
                        perp,
                        Map.of(
                                "clearingHouse", book.get("perpV2.clearingHouse"),
                                "vault", book.get("perpV2.vault"),
                                "baseToken", book.get("perpV2.baseToken"))));
    }

    private ConfiguredVenue venue(VenueId id, Map<String, Address> contracts) {
        return VenueRegistry.protocol(id.protocol()).orElseThrow().at(new Site(id, pair, contracts));
    }

    private QuotePolicySettings quotes(AddressBook book) {
        return new QuotePolicySettings(
                pair,
                new FeedLimits(book.get("chainlink.ethUsd"), Duration.ofMinutes(65)),
                new FeedLimits(book.get("chainlink.usdcUsd"), Duration.ofMinutes(65)),
                TWAP_WINDOW,
                new Bps(300),
                2,
                new Bps(500));
    }

    SnapshotOutcome read() {
        return snapshots.read();
    }

    /** A snapshot that nothing has to be said about. */
    public MarketSnapshot snapshot() {
        return switch (read()) {
            case SnapshotOutcome.Taken taken when taken.warnings().isEmpty() -> taken.snapshot();
            case SnapshotOutcome.Taken taken -> throw new AssertionError(taken.warnings());
            case SnapshotOutcome.Refused refused -> throw new AssertionError(refused.reasons());
        };
    }

    TokenDelta delta(MarketSnapshot snapshot) {
        return Exposures.of(snapshot, snapshot.price().best()).delta();
    }

    /** A plan that moves delta by this much, give or take a hundredth of a WETH. */
    public HedgePlan plan(MarketSnapshot snapshot, PlanKind kind, String deltaChange, HedgeAction... actions) {
        TokenDelta before = delta(snapshot);
        TokenDelta expected = before.plus(weth(deltaChange));
        return new HedgePlan(
                snapshot.block(),
                vault,
                snapshot.sequence(),
                kind,
                List.of(actions),
                before,
                expected,
                expected.minus(weth("0.01")),
                expected.plus(weth("0.01")),
                usdc("500"),
                snapshot.block().timestamp().plusSeconds(300),
                false,
                List.of("by hand"));
    }

    SimulationOutcome simulate(HedgePlan plan, MarketSnapshot snapshot) {
        return simulator.simulate(plan, account.prepare(plan, snapshot), snapshot);
    }

    /** What the node takes it to need, in the block that there is. */
    Gas estimate(PreparedExecution execution) {
        return new Gas(JsonRpc.quantity(rpc.request(
                        "eth_estimateGas",
                        Map.of(
                                "from", KEEPER.hex(),
                                "to", execution.to().hex(),
                                "data", JsonRpc.hex(execution.callData())),
                        "latest"))
                .longValueExact());
    }

    /** Sends it and mines one block. */
    Executed send(PreparedExecution execution) {
        return send(execution, AMPLE);
    }

    /** @return what happened, for which the gas sufficed */
    Executed send(PreparedExecution execution, Gas limit) {
        String hash = rpc.request(
                        "eth_sendTransaction",
                        Map.of(
                                "from", KEEPER.hex(),
                                "to", execution.to().hex(),
                                "data", JsonRpc.hex(execution.callData()),
                                "gas", JsonRpc.hex(limit.units()),
                                "maxFeePerGas", JsonRpc.hex(10_000 * GWEI),
                                "maxPriorityFeePerGas", JsonRpc.hex(GWEI)))
                .asString();
        market.mineBlock();
        JsonNode receipt = rpc.request("eth_getTransactionReceipt", hash);
        if (!"0x1".equals(receipt.path("status").asString(""))) {
            throw new AssertionError("the execution failed: " + reason(execution));
        }
        VaultExecutionRecord record = new VaultExecutionRecord(node, account, pair.base(), pair.quote());
        if (node.receipt(new TxHash(hash)) instanceof NodeAnswer.Answered<Optional<Receipt>> answered) {
            return record.executedIn(answered.value().orElseThrow(), execution.intentId())
                    .orElseThrow();
        }
        throw new AssertionError("no receipt of " + hash);
    }

    /** Plan, simulate, send: the way a cycle goes. */
    MarketSnapshot carryOut(PlanKind kind, String deltaChange, HedgeAction... actions) {
        MarketSnapshot before = snapshot();
        HedgePlan plan = plan(before, kind, deltaChange, actions);
        SimulationOutcome simulated = simulate(plan, before);
        if (!(simulated instanceof SimulationOutcome.AsExpected)) {
            throw new AssertionError(simulated);
        }
        send(account.prepare(plan, before));
        return snapshot();
    }

    private String reason(PreparedExecution execution) {
        try {
            rpc.request(
                    "eth_call",
                    Map.of("from", KEEPER.hex(), "to", execution.to().hex(), "data", JsonRpc.hex(execution.callData())),
                    "latest");
            return "a replay succeeds";
        } catch (RpcException problem) {
            return String.valueOf(problem.getMessage());
        }
    }

    /** What the lens answers now, as it comes over the wire. */
    byte[] rawReading() {
        return switch (node.call(lens.lens(), lens.callData(), new BlockTag.Latest())) {
            case CallOutcome.Returned returned -> returned.data();
            default -> throw new AssertionError("no reading");
        };
    }

    Price worst(MarketSnapshot snapshot, int bps, boolean selling) {
        return selling
                ? snapshot.price().best().timesUp(new Bps(10_000 - bps))
                : snapshot.price().best().timesDown(new Bps(10_000 + bps));
    }

    TokenDelta weth(String whole) {
        return TokenDelta.of(pair.base(), whole);
    }

    public TokenAmount usdc(String whole) {
        return TokenAmount.of(pair.quote(), whole);
    }

    DeployedVault deployed() {
        return deployed;
    }

    /** What the policy on chain reads. */
    LensReading.Policy policy() {
        return decoder.decode(rawReading()).policy();
    }

    Address perpGauge() {
        return deployed.gauges().perp();
    }

    BigInteger wei(String weth) {
        return weth(weth).units();
    }
}
