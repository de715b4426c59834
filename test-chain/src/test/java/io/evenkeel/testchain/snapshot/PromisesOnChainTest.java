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
import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PendingChange;
import io.evenkeel.market.Venue;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgeAction.CancelOrder;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.demo.DemoFiles;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.market.PerpsV2Executor;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Done;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Refused;
import io.evenkeel.testchain.vault.VenueListings;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A keeper wired from a configuration hedges over Perp v2, Aave and PerpsV2, and what it promises on the last is filled
 * in time, late, or never: within three cycles the vault is inside its band by what is certain alone.
 */
@ForkedChainTest(usdPerEth = 2000, with = "perps-v2")
class PromisesOnChainTest {
    private static final int EXECUTOR = 11;
    private static final int CYCLES_TO_BAND = 3;

    private KeeperBench bench;
    private ReadOnlyKeeper keeper;
    private PerpsV2Executor executor;
    private MarketDriver market;

    @BeforeEach
    void aFilledVaultAndItsKeeper(ForkedChain fork, MarketDriver driver, @TempDir Path folder) {
        market = driver;
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

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void aPromiseThatIsKeptInTimeIsAllThereIsToDo() {
        HedgePlan plan = promise();
        TokenDelta promised = order().size();
        assertThat(plan.certainDeltaAfter().minus(plan.expectedDeltaAfter())).isEqualTo(promised.negate());

        assertThat(fill("2000")).isInstanceOf(Done.class);

        MarketSnapshot filled = read();
        assertThat(perps(filled).delta()).isEqualTo(promised);
        assertInsideThePolicysBand(filled);
        assertThat(String.join("; ", ((Decision.Hold) decide(filled)).reasons()))
                .contains("was filled");
    }

    @Test
    void anExecutorThatIsGoneForGoodCostsThePromiseAndThreeCyclesAtMost() {
        promise();
        TokenDelta promised = order().size();

        List<HedgePlan> plans = cycles(CYCLES_TO_BAND);

        MarketSnapshot after = read();
        assertInsideThePolicysBand(certain(after));
        assertThat(perps(after).withoutPending().delta().isZero()).isTrue();
        assertThat(perps(after).pending()).as("cleared away").isEmpty();
        assertThat(plans).anyMatch(plan -> plan.actions().stream().anyMatch(CancelOrder.class::isInstance));
        assertHedgedOnceBySureVenues(after);
        assertThat(promised.isZero()).isFalse();
        assertThat(cycles(CYCLES_TO_BAND))
                .as("nothing is promised there again for a while")
                .noneMatch(HedgePlan::reliesOnPromises);
    }

    @Test
    void aPriceThatMovesPastTheOrderIsCoveredElsewhereAndNothingIsDoubled() {
        promise();
        assertThat(fill("1930"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.words()).contains("Price impact exceeded"));
        market.step(MarketPrice.of("1930"));

        cycles(CYCLES_TO_BAND);

        MarketSnapshot after = read();
        assertInsideThePolicysBand(certain(after));
        assertThat(perps(after).delta().isZero()).isTrue();
        assertHedgedOnceBySureVenues(after);
    }

    @Test
    void aCoverThatGetsIntoABlockInWhichTheOrderIsTooOldStands() {
        promise();
        market.mineBlock();

        List<HedgePlan> covering = cycles(1);

        assertThat(covering).as("late and covered").hasSize(1);
        assertThat(order().fillable()).as("too old in the block of the cover").isFalse();
    }

    @Test
    void aPositionThatIsLiquidatedAfterThePromiseWasKeptIsReplacedElsewhere() {
        promise();
        assertThat(fill("2000")).isInstanceOf(Done.class);
        MarketSnapshot filled = read();
        double level = perps(filled).liquidationPriceAbove().orElseThrow().asDouble();
        market.step(MarketPrice.of(String.valueOf(Math.ceil(level * 1.01))));
        assertThat(executor.flag(bench.vault.address(), next())).isInstanceOf(Done.class);
        assertThat(executor.liquidate(bench.vault.address(), next())).isInstanceOf(Done.class);

        cycles(CYCLES_TO_BAND);

        assertInsideThePolicysBand(certain(read()));
    }

    /** The first plan of a naked vault: part of it is certain, part of it promised. */
    private HedgePlan promise() {
        HedgePlan plan = ((Decision.Act) decide(read())).plan();
        carryOut(plan, read());
        assertThat(plan.reliesOnPromises()).isTrue();
        return plan;
    }

    /** So many looks, each with a block after it that nobody fills anything in. */
    private List<HedgePlan> cycles(int count) {
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

    private void carryOut(HedgePlan plan, MarketSnapshot before) {
        PreparedExecution execution = keeper.account().prepare(plan, before);
        assertThat(keeper.simulator().simulate(plan, execution, before))
                .isInstanceOf(SimulationOutcome.AsExpected.class);
        assertThat(bench.send(execution).failedLegs()).isEmpty();
    }

    private Decision decide(MarketSnapshot snapshot) {
        return keeper.planner()
                .plan(snapshot, new Standing.Hedging(), keeper.reduceOnly().reasons(snapshot));
    }

    private MarketSnapshot read() {
        return ((SnapshotOutcome.Taken) keeper.snapshots().read()).snapshot();
    }

    private Venue perps(MarketSnapshot snapshot) {
        return snapshot.venue(bench.perps).orElseThrow();
    }

    private PendingChange order() {
        return perps(read()).pending().orElseThrow();
    }

    private Attempt fill(String price) {
        return executor.execute(bench.vault.address(), usd(price), next());
    }

    private Instant next() {
        return market.blocks().head().time().plusSeconds(12);
    }

    private static MarketSnapshot certain(MarketSnapshot snapshot) {
        return snapshot.withVenues(
                snapshot.venues().stream().map(Venue::withoutPending).toList());
    }

    private static void assertInsideThePolicysBand(MarketSnapshot snapshot) {
        TokenDelta delta = Exposures.of(snapshot, snapshot.price().best()).delta();
        TokenDelta distance = delta.minus(snapshot.envelope().targetDelta());
        assertThat(distance.abs()).isLessThanOrEqualTo(snapshot.envelope().band());
    }

    private void assertHedgedOnceBySureVenues(MarketSnapshot snapshot) {
        TokenDelta sure = TokenDelta.zero(bench.pair.base());
        for (Venue venue : snapshot.venues()) {
            sure = venue.fillsLater() ? sure : sure.plus(venue.delta());
        }
        TokenDelta all = Exposures.of(snapshot, snapshot.price().best()).delta();
        assertThat(all.minus(sure).wholeAsDouble())
                .as("what there is to hedge, by what is certain")
                .isCloseTo(
                        -sure.wholeAsDouble(), within(snapshot.envelope().band().wholeAsDouble()));
    }

    private static BigInteger usd(String price) {
        return new BigDecimal(price).movePointRight(8).toBigIntegerExact();
    }
}
