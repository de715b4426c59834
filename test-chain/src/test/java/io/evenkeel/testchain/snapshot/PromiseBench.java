package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.chain.Address;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.ReadOnlyKeeper;
import io.evenkeel.keeper.Wiring;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.config.ConfigReader;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import io.evenkeel.keeper.reconcile.Executed;
import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PendingChange;
import io.evenkeel.market.Venue;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.demo.DemoFiles;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.market.PerpsV2Executor;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt;
import io.evenkeel.testchain.vault.VenueListings;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A filled vault without any hedge, a keeper wired from a configuration that may trade at Perp v2, Aave and PerpsV2, and
 * the third party that fills orders on the last. The node holds the keeper's key.
 */
final class PromiseBench implements AutoCloseable {
    private static final int EXECUTOR = 11;

    final KeeperBench bench;
    final MarketDriver market;
    final PerpsV2Executor executor;
    private final ReadOnlyKeeper keeper;

    PromiseBench(ForkedChain fork, MarketDriver market, Path folder) {
        this.market = market;
        bench = new KeeperBench(fork, market);
        Path file = DemoFiles.write(
                folder,
                fork.httpUrl(),
                fork.webSocketUrl(),
                fork.rpc().chainId(),
                fork.addresses(),
                bench.deployed(),
                VenueListings.possibleOn(fork.addresses()),
                "");
        ConfigReader.Outcome.Loaded read = (ConfigReader.Outcome.Loaded) ConfigReader.read(file);
        keeper = Wiring.readOnly(read.config(), KeeperBench.KEEPER, Clock.systemUTC());
        Address third =
                Address.of(fork.rpc().request("eth_accounts").get(EXECUTOR).asString());
        executor = new PerpsV2Executor(fork, market.blocks(), third);
        market.step(MarketPrice.of("2000"));
    }

    @Override
    public void close() {
        keeper.close();
    }

    /** The first plan of a naked vault: part of it is certain, part of it promised. */
    HedgePlan promise() {
        HedgePlan plan = plan(read());
        carryOut(plan, read());
        assertThat(plan.reliesOnPromises()).isTrue();
        return plan;
    }

    /** So many looks, each with a block after it that nobody fills anything in. */
    List<HedgePlan> cycles(int count) {
        List<HedgePlan> plans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            market.mineBlock();
            MarketSnapshot before = read();
            if (decide(before) instanceof Decision.Act(HedgePlan plan)) {
                carryOut(plan, before);
                plans.add(plan);
            }
        }
        return plans;
    }

    void carryOut(HedgePlan plan, MarketSnapshot before) {
        assertThat(send(simulated(plan, before)).failedLegs()).isEmpty();
    }

    /** Sends it, whatever the chain has become since it was simulated. */
    Executed send(PreparedExecution execution) {
        keeper.planner().sent(execution);
        return bench.send(execution);
    }

    /** What a cycle would send now. */
    PreparedExecution simulated(HedgePlan plan, MarketSnapshot before) {
        PreparedExecution execution = keeper.account().prepare(plan, before);
        assertThat(simulate(plan, execution, before)).isInstanceOf(SimulationOutcome.AsExpected.class);
        return execution;
    }

    SimulationOutcome simulate(HedgePlan plan, PreparedExecution execution, MarketSnapshot before) {
        return keeper.simulator().simulate(plan, execution, before);
    }

    Decision decide(MarketSnapshot snapshot) {
        return keeper.planner()
                .plan(snapshot, new Standing.Hedging(), keeper.reduceOnly().reasons(snapshot));
    }

    HedgePlan plan(MarketSnapshot snapshot) {
        return ((Decision.Act) decide(snapshot)).plan();
    }

    MarketSnapshot read() {
        return ((SnapshotOutcome.Taken) keeper.snapshots().read()).snapshot();
    }

    Venue perps(MarketSnapshot snapshot) {
        return snapshot.venue(bench.perps).orElseThrow();
    }

    PendingChange order() {
        return perps(read()).pending().orElseThrow();
    }

    Attempt fill(String price) {
        return fill(price, next());
    }

    Attempt fill(String price, Instant at) {
        return executor.execute(bench.vault.address(), usd(price), at);
    }

    Instant next() {
        return market.blocks().head().time().plusSeconds(12);
    }

    static MarketSnapshot certain(MarketSnapshot snapshot) {
        return snapshot.withVenues(
                snapshot.venues().stream().map(Venue::withoutPending).toList());
    }

    static TokenDelta delta(MarketSnapshot snapshot) {
        return Exposures.of(snapshot, snapshot.price().best()).delta();
    }

    /** Base token: the hedge that lies where a trade is done in its own transaction; negative is short. */
    TokenDelta sureHedge(MarketSnapshot snapshot) {
        return sum(snapshot, Venue::hedge);
    }

    private TokenDelta sum(MarketSnapshot snapshot, Function<Venue, TokenDelta> what) {
        return snapshot.venues().stream()
                .filter(venue -> !venue.fillsLater())
                .map(what)
                .reduce(TokenDelta.zero(bench.pair.base()), TokenDelta::plus);
    }

    static void assertInsideThePolicysBand(MarketSnapshot snapshot) {
        TokenDelta distance = delta(snapshot).minus(snapshot.envelope().targetDelta());
        assertThat(distance.abs()).isLessThanOrEqualTo(snapshot.envelope().band());
    }

    void assertHedgedOnceBySureVenues(MarketSnapshot snapshot) {
        TokenDelta sure = sum(snapshot, Venue::delta);
        assertThat(delta(snapshot).minus(sure).wholeAsDouble())
                .as("what there is to hedge, by what is certain")
                .isCloseTo(
                        -sure.wholeAsDouble(), within(snapshot.envelope().band().wholeAsDouble()));
    }

    static BigInteger usd(String price) {
        return new BigDecimal(price).movePointRight(8).toBigIntegerExact();
    }
}
