package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.reconcile.Executed;
import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.margin.perpv2.PerpV2Position;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PriceView;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.units.Bps;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Snapshot, plan, simulation, execution, snapshot: on real Perp v2, Aave v3 and Uniswap v3. Every snapshot here has no
 * warnings, which says that Java and the gauges agree on every venue to the last digit.
 */
@ForkedChainTest(usdPerEth = 2000)
class VenueStoryTest {
    private static KeeperBench bench;

    @BeforeAll
    static void aFilledVault(ForkedChain fork) {
        bench = new KeeperBench(fork, new MarketDriver(fork));
    }

    @Test
    void oneRequestReadsTheWholeWorld() {
        long before = bench.node.requests().total();
        MarketSnapshot snapshot = bench.snapshot();
        assertThat(bench.node.requests().total() - before).isEqualTo(1);
        assertThat(snapshot.price()).isInstanceOf(PriceView.Sure.class);
        assertThat(snapshot.holdings().idleBase()).isEqualTo(TokenAmount.of(bench.pair.base(), "500"));
        assertThat(snapshot.holdings().ranges()).hasSize(1);
        assertThat(snapshot.venues()).hasSize(2);
        assertThat(snapshot.envelope().keeperAllowed()).isTrue();
    }

    @Test
    void twoShortsOnTwoProtocolsInOneTransactionMoveDeltaAsPlannedToTheLastDigit() {
        MarketSnapshot before = bench.snapshot();
        HedgePlan plan = bench.plan(
                before,
                PlanKind.ROUTINE,
                "-20",
                new AddCollateral(bench.perp, bench.usdc("10000"), true),
                new ChangeDelta(bench.perp, bench.weth("-10"), bench.worst(before, 100, true), true),
                new AddCollateral(bench.aave, bench.usdc("50000"), true),
                new ChangeDelta(bench.aave, bench.weth("-10"), bench.worst(before, 100, true), true));
        PreparedExecution execution = bench.account.prepare(plan, before);

        MarketSnapshot simulated = expected(bench.simulate(plan, before));
        Executed executed = bench.send(execution);
        MarketSnapshot after = bench.snapshot();

        assertThat(bench.delta(simulated)).isEqualTo(plan.expectedDeltaAfter());
        assertThat(bench.delta(after)).isEqualTo(plan.expectedDeltaAfter());
        assertThat(simulated.envelope().nav()).isEqualTo(after.envelope().nav());
        assertThat(simulated.holdings()).isEqualTo(after.holdings());
        assertThat(perp(after).account()).isEqualTo(perp(simulated).account());
        assertThat(executed.sequence()).isEqualTo(before.sequence());
        assertThat(executed.deltaBefore()).isEqualTo(plan.deltaBefore());
        assertThat(executed.deltaAfter()).isEqualTo(plan.expectedDeltaAfter());
        assertThat(executed.navAfter()).isEqualTo(after.envelope().nav());
        assertThat(executed.failedLegs()).isEmpty();
        assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
        assertThat(before.sequence()).as("simulating changed nothing").isEqualTo(plan.sequence());
    }

    @Test
    void anOptionalLegThatFailsIsReportedWithItsReasonAndTheOthersGoOn() {
        MarketSnapshot before = bench.snapshot();
        HedgePlan plan = bench.plan(
                before,
                PlanKind.ROUTINE,
                "-10",
                new ChangeDelta(bench.perp, bench.weth("-5"), bench.worst(before, 100, true), false),
                new AddCollateral(bench.aave, bench.usdc("50000"), true),
                new ChangeDelta(bench.aave, bench.weth("-10"), bench.worst(before, 100, true), true));

        Executed executed = bench.send(bench.account.prepare(plan, before));

        assertThat(executed.failedLegs()).singleElement().satisfies(failed -> {
            assertThat(failed.index()).isZero();
            assertThat(failed.reason()).startsWith("CH_NEFCI (perp-v2 says not enough free collateral");
        });
        assertThat(executed.deltaAfter()).isEqualTo(plan.expectedDeltaAfter());
    }

    @Test
    void perpOpensReducesTopsUpAndPaysOut() {
        MarketSnapshot start = bench.snapshot();
        MarketSnapshot opened = bench.carryOut(
                PlanKind.ROUTINE,
                "-10",
                new AddCollateral(bench.perp, bench.usdc("10000"), true),
                new ChangeDelta(bench.perp, bench.weth("-10"), bench.worst(start, 100, true), true));
        assertThat(perp(opened).account().positionSize()).isEqualTo(bench.wei("-10"));

        MarketSnapshot reduced = bench.carryOut(
                PlanKind.DE_RISK,
                "4",
                new ChangeDelta(bench.perp, bench.weth("4"), bench.worst(opened, 100, false), true));
        assertThat(perp(reduced).account().positionSize()).isEqualTo(bench.wei("-6"));

        MarketSnapshot toppedUp =
                bench.carryOut(PlanKind.DE_RISK, "0", new AddCollateral(bench.perp, bench.usdc("2500"), true));
        assertThat(perp(toppedUp)
                        .account()
                        .vaultBalance()
                        .subtract(perp(reduced).account().vaultBalance()))
                .isEqualTo(2_500_000_000L);

        // one block of funding later the last digits of it would not be free any more
        TokenAmount nearlyAll =
                toppedUp.venue(bench.perp).orElseThrow().removableCollateral().timesDown(new Bps(9_900));
        MarketSnapshot paidOut =
                bench.carryOut(PlanKind.DE_RISK, "0", new RemoveCollateral(bench.perp, nearlyAll, true));
        assertThat(paidOut.holdings().idleQuote())
                .isEqualTo(toppedUp.holdings().idleQuote().plus(nearlyAll));

        MarketSnapshot closed = bench.carryOut(
                PlanKind.DE_RISK,
                "6",
                new ChangeDelta(bench.perp, bench.weth("6"), bench.worst(paidOut, 100, false), true));
        assertThat(perp(closed).account().positionSize()).isZero();
        assertThat(bench.delta(closed)).isEqualTo(bench.delta(start));
    }

    @Test
    void aaveOpensReducesTopsUpAndPaysOut() {
        MarketSnapshot start = bench.snapshot();
        MarketSnapshot opened = bench.carryOut(
                PlanKind.ROUTINE,
                "-10",
                new AddCollateral(bench.aave, bench.usdc("40000"), true),
                new ChangeDelta(bench.aave, bench.weth("-10"), bench.worst(start, 100, true), true));
        assertThat(aave(opened).base().debt()).isEqualTo(bench.wei("10"));
        assertThat(opened.holdings().idleBase())
                .as("what was borrowed was sold, to the last wei")
                .isEqualTo(start.holdings().idleBase());

        MarketSnapshot reduced = bench.carryOut(
                PlanKind.DE_RISK,
                "4",
                new ChangeDelta(bench.aave, bench.weth("4"), bench.worst(opened, 100, false), true));
        assertThat(aave(reduced).base().debt())
                .as("six, and the interest of a few blocks")
                .isBetween(bench.wei("6"), bench.wei("6.00001"));

        MarketSnapshot toppedUp =
                bench.carryOut(PlanKind.DE_RISK, "0", new AddCollateral(bench.aave, bench.usdc("1000"), true));
        TokenAmount removable = toppedUp.venue(bench.aave).orElseThrow().removableCollateral();
        TokenAmount half = new TokenAmount(removable.token(), removable.units().shiftRight(1));
        MarketSnapshot paidOut = bench.carryOut(PlanKind.DE_RISK, "0", new RemoveCollateral(bench.aave, half, true));
        assertThat(paidOut.holdings().idleQuote())
                .isEqualTo(toppedUp.holdings().idleQuote().plus(half));

        BigInteger debt = aave(paidOut).base().debt();
        MarketSnapshot closed = bench.carryOut(
                PlanKind.DE_RISK,
                "6",
                new ChangeDelta(bench.aave, bench.weth("6.001"), bench.worst(paidOut, 100, false), true));
        assertThat(debt).isGreaterThan(bench.wei("6"));
        assertThat(aave(closed).base().debt())
                .as("bought a little more than was owed")
                .isZero();
        assertThat(closed.holdings().idleBase()).isGreaterThan(start.holdings().idleBase());
    }

    @Test
    void theDigitsStillAgreeAfterADayOfMovingPrices(MarketDriver market) {
        MarketSnapshot start = bench.snapshot();
        bench.carryOut(
                PlanKind.ROUTINE,
                "-20",
                new AddCollateral(bench.perp, bench.usdc("10000"), true),
                new ChangeDelta(bench.perp, bench.weth("-10"), bench.worst(start, 100, true), true),
                new AddCollateral(bench.aave, bench.usdc("50000"), true),
                new ChangeDelta(bench.aave, bench.weth("-10"), bench.worst(start, 100, true), true));
        for (String price : List.of("2013", "1987.5", "1950.25", "1921.77", "1970.01", "2061")) {
            market.step(MarketPrice.of(price));
            market.mineEmpty(3);
            MarketSnapshot snapshot = bench.snapshot();
            assertThat(snapshot.venues()).hasSize(2);
            assertThat(perp(snapshot).account().positionSize()).isEqualTo(bench.wei("-10"));
        }
    }

    private static MarketSnapshot expected(SimulationOutcome outcome) {
        assertThat(outcome).isInstanceOf(SimulationOutcome.AsExpected.class);
        return ((SimulationOutcome.AsExpected) outcome).after();
    }

    private static PerpV2Position perp(MarketSnapshot snapshot) {
        return (PerpV2Position) snapshot.venue(bench.perp).orElseThrow();
    }

    private static AaveV3Position aave(MarketSnapshot snapshot) {
        return (AaveV3Position) snapshot.venue(bench.aave).orElseThrow();
    }
}
