package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.ReadOnlyKeeper;
import io.evenkeel.keeper.Wiring;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.config.ConfigReader;
import io.evenkeel.keeper.health.WatchedSnapshots;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.demo.DemoFiles;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.market.PerpsV2Executor;
import io.evenkeel.testchain.vault.VenueListing;
import io.evenkeel.testchain.vault.VenueListings;
import io.evenkeel.units.TokenDelta;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A vault hedged at every venue of its chain, and a keeper that remembers what each of them looked like. */
record WatchedVault(
        KeeperBench bench,
        ReadOnlyKeeper keeper,
        WatchedSnapshots snapshots,
        MarketDriver market,
        PerpsV2Executor executor)
        implements AutoCloseable {
    static final int MOST_CYCLES_TO_BAND = 3;
    static final int MOST_CYCLES_TO_HEDGE = 8;
    private static final int EXECUTOR = 11;

    static WatchedVault hedged(ForkedChain chain, MarketDriver market, Path folder) throws IOException {
        AddressBook book = chain.addresses();
        KeeperBench bench = new KeeperBench(chain, market);
        List<VenueListing> listed = VenueListings.possibleOn(book);
        Path file = DemoFiles.write(
                folder,
                chain.httpUrl(),
                chain.webSocketUrl(),
                chain.rpc().chainId(),
                book,
                bench.deployed(),
                listed,
                "");
        ConfigReader.Outcome.Loaded read = (ConfigReader.Outcome.Loaded) ConfigReader.read(file);
        ReadOnlyKeeper keeper = Wiring.readOnly(read.config(), KeeperBench.KEEPER, Clock.systemUTC());
        WatchedSnapshots snapshots = new WatchedSnapshots(
                keeper.snapshots(), keeper.health(), read.config().health());
        Address third =
                Address.of(chain.rpc().request("eth_accounts").get(EXECUTOR).asString());
        WatchedVault vault =
                new WatchedVault(bench, keeper, snapshots, market, new PerpsV2Executor(chain, market.blocks(), third));
        market.step(MarketPrice.of("2000"));
        vault.actUntilItHolds(MOST_CYCLES_TO_HEDGE);
        assertThat(vault.taken().warnings()).isEmpty();
        snapshots.news();
        return vault;
    }

    @Override
    public void close() {
        keeper.close();
    }

    List<HedgePlan> actUntilItHolds(int mostPlans) {
        List<HedgePlan> carriedOut = new ArrayList<>();
        for (int plans = 0; plans <= mostPlans; plans++) {
            MarketSnapshot before = taken().snapshot();
            Decision decision = keeper.planner()
                    .plan(before, new Standing.Hedging(), keeper.reduceOnly().reasons(before));
            if (!(decision instanceof Decision.Act(HedgePlan plan))) {
                return carriedOut;
            }
            carriedOut.add(plan);
            PreparedExecution execution = keeper.account().prepare(plan, before);
            assertThat(keeper.simulator().simulate(plan, execution, before))
                    .isInstanceOf(SimulationOutcome.AsExpected.class);
            bench.send(execution);
            executor.execute(
                    bench.vault.address(),
                    before.price().best().e18().divide(BigInteger.TEN.pow(10)),
                    market.blocks().head().time().plusSeconds(12));
        }
        throw new AssertionError("still not content after " + mostPlans + " plans");
    }

    SnapshotOutcome.Taken taken() {
        SnapshotOutcome outcome = snapshots.read();
        assertThat(outcome).isInstanceOf(SnapshotOutcome.Taken.class);
        return (SnapshotOutcome.Taken) outcome;
    }

    static VenueCondition condition(SnapshotOutcome.Taken taken, VenueId venue) {
        return taken.snapshot().venue(venue).orElseThrow().condition();
    }

    static void assertInsideThePolicysBand(MarketSnapshot snapshot) {
        TokenDelta delta = Exposures.of(snapshot, snapshot.price().best()).delta();
        TokenDelta distance = delta.minus(snapshot.envelope().targetDelta());
        assertThat(distance.abs()).isLessThanOrEqualTo(snapshot.envelope().band());
    }
}
