package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.AccountId;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.ReadOnlyKeeper;
import io.evenkeel.keeper.Wiring;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.config.ConfigReader;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.keeper.cycle.CycleTrigger;
import io.evenkeel.keeper.cycle.HedgeCycle;
import io.evenkeel.keeper.cycle.HedgeCycle.Conduct;
import io.evenkeel.keeper.cycle.Sender;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import io.evenkeel.keeper.reconcile.Executed;
import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.units.Gas;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A keeper wired from a configuration, except that the node holds the key: reads, decides, simulates and executes. */
record DecidingKeeper(KeeperBench bench, ReadOnlyKeeper keeper) implements AutoCloseable {
    /** What interest and funding may move delta between a snapshot and the block of the execution. */
    private static final String A_BLOCK_OF_INTEREST = "0.001";

    /** The pool that changes WETH into what backs written calls keeps its fee. */
    private static final String A_FEE_IN_BASE = "0.05";

    private static final int PADDING_PERCENT = 30;
    private static final int MOST_PLANS_IN_A_ROW = 3;

    static DecidingKeeper configured(KeeperBench bench, Path file) {
        ConfigReader.Outcome read = ConfigReader.read(file);
        assertThat(read).isInstanceOf(ConfigReader.Outcome.Loaded.class);
        return new DecidingKeeper(
                bench,
                Wiring.readOnly(((ConfigReader.Outcome.Loaded) read).config(), KeeperBench.KEEPER, Clock.systemUTC()));
    }

    @Override
    public void close() {
        keeper.close();
    }

    /** One cycle with everything in it but sending. */
    CycleOutcome look() {
        Sender nobody = new Sender() {
            @Override
            public UnderWay underWay(AccountId account) {
                return new UnderWay.Nothing();
            }

            @Override
            public SendOutcome send(HedgePlan plan, PreparedExecution execution) {
                throw new AssertionError("nothing is sent in the shadow");
            }
        };
        return new HedgeCycle(
                        keeper.snapshots(),
                        keeper.orders(),
                        keeper.reduceOnly(),
                        keeper.planner(),
                        keeper.account(),
                        keeper.simulator(),
                        nobody,
                        snapshot -> {},
                        Conduct.SHADOW)
                .run(new CycleTrigger.Schedule(Instant.EPOCH));
    }

    /** @return the plans that were carried out until there was nothing more to do */
    List<HedgePlan> actUntilItHolds() {
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

    void carryOut(HedgePlan plan, MarketSnapshot before) {
        PreparedExecution execution = keeper.account().prepare(plan, before);
        assertThat(keeper.simulator().simulate(plan, execution, before))
                .isInstanceOf(SimulationOutcome.AsExpected.class);
        Executed executed = plan.dealsInOptions()
                ? bench.send(execution, padded(bench.estimate(execution)))
                : bench.send(execution);
        assertThat(executed.failedLegs()).isEmpty();
        assertThat(executed.deltaAfter().minus(plan.expectedDeltaAfter()).abs())
                .isLessThan(
                        TokenAmount.of(bench.pair.base(), plan.dealsInOptions() ? A_FEE_IN_BASE : A_BLOCK_OF_INTEREST));
    }

    /**
     * As the keeper does it: the node estimates in the block that there is, where bringing cached Greeks up to date is
     * cheaper than in any later one.
     */
    private static Gas padded(Gas estimate) {
        return new Gas(estimate.units() + estimate.units() * PADDING_PERCENT / 100);
    }

    Decision decide(MarketSnapshot snapshot) {
        Decision decision = keeper.planner()
                .plan(snapshot, new Standing.Hedging(), keeper.reduceOnly().reasons(snapshot));
        assertThat(decision).isNotInstanceOf(Decision.Refuse.class);
        return decision;
    }

    /** A snapshot without warnings: Java and every gauge agree to the last digit. */
    MarketSnapshot read() {
        SnapshotOutcome outcome = keeper.snapshots().read();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SnapshotOutcome.Taken.class,
                        taken -> assertThat(taken.warnings()).isEmpty());
        return ((SnapshotOutcome.Taken) outcome).snapshot();
    }

    static void assertInsideThePolicysBand(MarketSnapshot snapshot) {
        TokenDelta delta = Exposures.of(snapshot, snapshot.price().best()).delta();
        TokenDelta distance = delta.minus(snapshot.envelope().targetDelta());
        assertThat(distance.abs()).isLessThanOrEqualTo(snapshot.envelope().band());
    }
}
