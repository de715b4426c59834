package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the real protocols and contracts refuse with, as an operator reads it. */
@ForkedChainTest(usdPerEth = 2000)
class RevertsOnChainTest {
    private static KeeperBench bench;

    @BeforeAll
    static void aFilledVault(ForkedChain fork) {
        bench = new KeeperBench(fork, new MarketDriver(fork));
    }

    @Test
    void perpWithoutCollateral() {
        MarketSnapshot now = bench.snapshot();
        assertThat(refusal("-10", sell(now, "-10", 100)))
                .startsWith("RequiredLegFailed(index 0, reason CH_NEFCI (perp-v2 says not enough free collateral");
    }

    @Test
    void perpBelowTheWorstPrice() {
        MarketSnapshot now = bench.snapshot();
        assertThat(refusal(
                        "-10",
                        new AddCollateral(bench.perp, bench.usdc("10000"), true),
                        new ChangeDelta(bench.perp, bench.weth("-10"), bench.worst(now, 0, true), true)))
                .contains("RequiredLegFailed(index 1, reason CH_TLRS")
                .contains("less than the plan's worst price");
    }

    @Test
    void moreCollateralThanIsFree() {
        assertThat(refusal("0", new RemoveCollateral(bench.perp, bench.usdc("1"), true)))
                .contains("V_NEFC")
                .contains("more collateral than is free");
    }

    @Test
    void aavesNumberForTooLittleCollateral() {
        MarketSnapshot now = bench.snapshot();
        assertThat(refusal(
                        "-10",
                        new AddCollateral(bench.aave, bench.usdc("5000"), true),
                        new ChangeDelta(bench.aave, bench.weth("-10"), bench.worst(now, 100, true), true)))
                .contains("RequiredLegFailed(index 1, reason 36 (aave-v3 says COLLATERAL_CANNOT_COVER_NEW_BORROW");
    }

    @Test
    void aaveWithoutAnyCollateral() {
        MarketSnapshot now = bench.snapshot();
        assertThat(refusal("-10", new ChangeDelta(bench.aave, bench.weth("-10"), bench.worst(now, 100, true), true)))
                .contains("34 (aave-v3 says COLLATERAL_BALANCE_IS_ZERO");
    }

    @Test
    void uniswapBelowTheWorstPrice() {
        MarketSnapshot now = bench.snapshot();
        assertThat(refusal(
                        "-10",
                        new AddCollateral(bench.aave, bench.usdc("50000"), true),
                        new ChangeDelta(bench.aave, bench.weth("-10"), bench.worst(now, 0, true), true)))
                .contains("RequiredLegFailed(index 2, reason Too little received (uniswap-v3 says");
    }

    @Test
    void aWorstPriceTooFarFromTheOracleIsRefusedByTheRule() {
        MarketSnapshot now = bench.snapshot();
        assertThat(refusal("-10", sell(now, "-10", 500))).startsWith("LegRefused(leg 0, reason PriceLimitTooLoose(");
    }

    @Test
    void anOutcomeOutsideThePlansBoundsIsRefusedByThePolicy() {
        assertThat(refusal("-3", new AddCollateral(bench.perp, bench.usdc("10"), true)))
                .startsWith("DeltaOutsideBounds(delta ");
    }

    @Test
    void aPlanThatDoesNotImproveAnythingIsNoRoutine() {
        MarketSnapshot now = bench.snapshot();
        HedgePlan plan = bench.plan(now, PlanKind.ROUTINE, "0", new AddCollateral(bench.perp, bench.usdc("10"), true));
        assertThat(reason(bench.simulate(plan, now))).startsWith("DeltaNotImproved(priceE18 2000000000000000000000");
    }

    @Test
    void aPlanForASequenceThatHasMovedOn() {
        MarketSnapshot before = bench.snapshot();
        HedgePlan late = bench.plan(before, PlanKind.DE_RISK, "0", topUp("20"));
        bench.carryOut(PlanKind.DE_RISK, "0", topUp("10"));
        assertThat(reason(bench.simulate(late, before))).isEqualTo("StaleSequence(expected 0, actual 1)");
    }

    @Test
    void aPlanAfterItsDeadline(MarketDriver market) {
        MarketSnapshot before = bench.snapshot();
        HedgePlan plan = bench.plan(before, PlanKind.DE_RISK, "0", topUp("20"));
        market.blocks().mineAt(before.block().timestamp().plus(Duration.ofMinutes(6)));
        assertThat(reason(bench.simulate(plan, before))).startsWith("DeadlinePassed(deadline ");
    }

    @Test
    void aPausedPerpIsFrozenAndSaysSo(MarketDriver market) {
        market.pausePerp();
        MarketSnapshot now = bench.snapshot();
        assertThat(now.venue(bench.perp).orElseThrow().condition()).isEqualTo(VenueCondition.FROZEN);
        assertThat(refusal("-10", sell(now, "-10", 100)))
                .contains("Pausable: paused (perp-v2 says the protocol is paused");
        market.resumePerp();
        assertThat(bench.snapshot().venue(bench.perp).orElseThrow().condition()).isEqualTo(VenueCondition.OPEN);
    }

    private static AddCollateral topUp(String usdc) {
        return new AddCollateral(bench.perp, bench.usdc(usdc), true);
    }

    private static ChangeDelta sell(MarketSnapshot now, String weth, int bps) {
        return new ChangeDelta(bench.perp, bench.weth(weth), bench.worst(now, bps, true), true);
    }

    private static String refusal(String deltaChange, HedgeAction... actions) {
        MarketSnapshot now = bench.snapshot();
        boolean moves = !deltaChange.equals("0");
        HedgePlan plan = bench.plan(now, moves ? PlanKind.ROUTINE : PlanKind.DE_RISK, deltaChange, actions);
        return reason(bench.simulate(plan, now));
    }

    private static String reason(SimulationOutcome outcome) {
        assertThat(outcome).isInstanceOf(SimulationOutcome.Reverts.class);
        return ((SimulationOutcome.Reverts) outcome).reason();
    }
}
