package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.evenkeel.market.PriceView;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.demo.DemoFiles;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is decided on what the lens reads can be encoded, passes simulation and policy, and ends where it was meant to:
 * a keeper wired from a configuration, except that the node holds the key.
 */
@ForkedChainTest(usdPerEth = 2000)
class DecisionsOnChainTest {
    /** What interest and funding may move delta between a snapshot and the block of the execution. */
    private static final String A_BLOCK_OF_INTEREST = "0.001";

    private static final int MOST_PLANS_IN_A_ROW = 3;

    private KeeperBench bench;
    private ReadOnlyKeeper keeper;

    @BeforeEach
    void aFilledVaultAndItsKeeper(ForkedChain fork, MarketDriver market, @TempDir Path folder) {
        bench = new KeeperBench(fork, market);
        Path file = DemoFiles.write(
                folder, fork.httpUrl(), fork.webSocketUrl(), fork.rpc().chainId(), fork.addresses(), bench.deployed());
        ConfigReader.Outcome.Loaded read = (ConfigReader.Outcome.Loaded) ConfigReader.read(file);
        keeper = Wiring.readOnly(read.config(), KeeperBench.KEEPER, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void everyDecisionOfAFallingAndRisingMarketEndsInsideTheBand(MarketDriver market) {
        for (String price : List.of("2000", "1940", "1850", "1700", "1780", "1900")) {
            market.step(MarketPrice.of(price));
            assertThat(actUntilItHolds())
                    .as("a move to " + price + " needs a hedge")
                    .isNotEmpty();
            assertInsideThePolicysBand(read());
        }
    }

    @Test
    void theHedgeThatAPausedPerpCannotTakeGoesToAaveAndNothingIsHedgedTwiceAfterwards(MarketDriver market) {
        market.step(MarketPrice.of("2000"));
        actUntilItHolds();
        MarketSnapshot hedged = read();
        TokenDelta frozenShort = hedged.venue(bench.perp).orElseThrow().delta();
        assertThat(frozenShort.signum()).isNegative();

        market.pausePerp();
        market.step(MarketPrice.of("1900"));
        assertThat(actUntilItHolds()).hasSize(1);

        MarketSnapshot paused = read();
        assertInsideThePolicysBand(paused);
        assertThat(paused.venue(bench.perp).orElseThrow().delta()).isEqualTo(frozenShort);
        assertThat(paused.venue(bench.aave).orElseThrow().hedge())
                .isLessThan(hedged.venue(bench.aave).orElseThrow().hedge());

        market.resumePerp();
        market.step(MarketPrice.of("1901"));
        actUntilItHolds();
        assertInsideThePolicysBand(read());
    }

    @Test
    void onAStalePriceNothingIsOpenedAndItGoesOnByItselfWhenTheFeedDoes(MarketDriver market) {
        market.step(MarketPrice.of("2000"));
        actUntilItHolds();
        market.stopOracle();
        market.blocks().mineAt(market.blocks().head().time().plus(Duration.ofSeconds(4_000)));
        market.step(MarketPrice.of("1850"));

        MarketSnapshot stale = read();
        assertThat(stale.price()).isInstanceOf(PriceView.Doubtful.class);
        assertThat(decide(stale))
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold -> assertThat(String.join("; ", hold.reasons())).contains("stale"));

        market.resumeOracle();
        market.step(MarketPrice.of("1850"));
        assertThat(read().price()).isInstanceOf(PriceView.Sure.class);
        assertThat(actUntilItHolds()).isNotEmpty();
        assertInsideThePolicysBand(read());
    }

    private List<HedgePlan> actUntilItHolds() {
        List<HedgePlan> plans = new ArrayList<>();
        while (plans.size() < MOST_PLANS_IN_A_ROW) {
            MarketSnapshot before = read();
            if (!(decide(before) instanceof Decision.Act(HedgePlan plan))) {
                return plans;
            }
            carryOut(plan, before);
            plans.add(plan);
        }
        throw new AssertionError("still not content after " + plans);
    }

    private void carryOut(HedgePlan plan, MarketSnapshot before) {
        PreparedExecution execution = keeper.account().prepare(plan, before);
        assertThat(keeper.simulator().simulate(plan, execution, before))
                .isInstanceOf(SimulationOutcome.AsExpected.class);
        Executed executed = bench.send(execution);
        assertThat(executed.failedLegs()).isEmpty();
        assertThat(executed.deltaAfter().minus(plan.expectedDeltaAfter()).abs())
                .isLessThan(TokenAmount.of(bench.pair.base(), A_BLOCK_OF_INTEREST));
    }

    private Decision decide(MarketSnapshot snapshot) {
        Decision decision = keeper.planner()
                .plan(snapshot, new Standing.Hedging(), keeper.reduceOnly().reasons(snapshot));
        assertThat(decision).isNotInstanceOf(Decision.Refuse.class);
        return decision;
    }

    private MarketSnapshot read() {
        SnapshotOutcome outcome = keeper.snapshots().read();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SnapshotOutcome.Taken.class,
                        taken -> assertThat(taken.warnings()).isEmpty());
        return ((SnapshotOutcome.Taken) outcome).snapshot();
    }

    private static void assertInsideThePolicysBand(MarketSnapshot snapshot) {
        TokenDelta delta = Exposures.of(snapshot, snapshot.price().best()).delta();
        TokenDelta distance = delta.minus(snapshot.envelope().targetDelta());
        assertThat(distance.abs()).isLessThanOrEqualTo(snapshot.envelope().band());
    }
}
