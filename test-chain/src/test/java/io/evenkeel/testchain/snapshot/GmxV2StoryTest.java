package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.margin.gmxv2.GmxV2Position;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PendingChange;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.CancelOrder;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.GmxV2Keeper;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The vault hedges with orders that a keeper of GMX v2's double fills, cancels or freezes, or leaves alone. Every snapshot
 * here has no warnings, which says that Java and the gauge agree to the last digit, order and all.
 */
@ForkedChainTest(usdPerEth = 2000, with = "gmx-v2-double")
class GmxV2StoryTest {
    private static final int KEEPER = 11;

    private static KeeperBench bench;
    private static MarketDriver market;
    private static GmxV2Keeper keeper;

    @BeforeAll
    static void aFilledVault(ForkedChain fork) {
        market = new MarketDriver(fork);
        bench = new KeeperBench(fork, market);
        Address third =
                Address.of(fork.rpc().request("eth_accounts").get(KEEPER).asString());
        keeper = new GmxV2Keeper(fork, market.blocks(), third);
    }

    @Test
    void aShortIsOrderedWithItsCollateralInOneTransactionAndFilledInAnother() {
        MarketSnapshot before = bench.snapshot();

        MarketSnapshot ordered = open("-10", "10000");

        assertThat(near(ordered, before, "-10")).as("the promise counts").isTrue();
        assertThat(gmx(ordered).position().sizeBase()).isZero();
        assertThat(gmx(ordered).condition()).isEqualTo(VenueCondition.FROZEN);
        assertThat(gmx(ordered).oracleNav(ordered.price().best()).wholeAsDouble())
                .as("what it brought is still ours")
                .isEqualTo(10_000);
        PendingChange pending = gmx(ordered).pending().orElseThrow();
        assertThat(pending.fillable()).isTrue();
        assertThat(pending.size().wholeAsDouble()).isCloseTo(-10, within(1e-9));

        keeper.execute(bench.vault.address(), usd("2000"));

        MarketSnapshot filled = bench.snapshot();
        assertThat(near(filled, ordered, "0")).as("nothing new").isTrue();
        assertThat(gmx(filled).delta().wholeAsDouble()).isCloseTo(-10, within(1e-9));
        assertThat(gmx(filled).order()).isEmpty();
        assertThat(gmx(filled).condition()).isEqualTo(VenueCondition.OPEN);
        // the fee of opening is 0.06 % of 20,000 dollars
        assertThat(gmx(filled).position().collateral())
                .isEqualTo(bench.usdc("9988").units());
    }

    @Test
    void aSecondOrderWaitsUntilTheFirstIsDealtWith() {
        MarketSnapshot ordered = open("-10", "10000");

        SimulationOutcome second =
                bench.simulate(bench.plan(ordered, PlanKind.ROUTINE, "-1", trade(ordered, "-1", 100)), ordered);

        assertThat(second)
                .isInstanceOfSatisfying(
                        SimulationOutcome.Reverts.class,
                        reverts -> assertThat(reverts.reason()).contains("OrderPending"));
    }

    @Test
    void collateralIsAddedTheShortReducedAndTheRestClosed() {
        open("-10", "10000");
        fill("2000");
        bench.carryOut(PlanKind.DE_RISK, "0", new AddCollateral(bench.gmx, bench.usdc("500"), true));
        fill("2000");
        MarketSnapshot more = bench.snapshot();
        assertThat(gmx(more).position().collateral().doubleValue() / 1e6).isCloseTo(10_488, within(0.1));

        bench.carryOut(
                PlanKind.DE_RISK,
                "4",
                trade(more, "4", 100),
                new RemoveCollateral(bench.gmx, bench.usdc("1000"), true));
        fill("2000");
        MarketSnapshot less = bench.snapshot();
        assertThat(gmx(less).delta().wholeAsDouble()).isCloseTo(-6, within(1e-9));
        assertThat(gmx(less).position().collateral().doubleValue() / 1e6).isCloseTo(9_484, within(2.0));

        bench.carryOut(PlanKind.DE_RISK, "6", trade(less, "6", 100));
        fill("2000");
        MarketSnapshot closed = bench.snapshot();
        assertThat(gmx(closed).delta().isZero()).isTrue();
        assertThat(gmx(closed).protocolEquity().isZero()).isTrue();
        assertThat(gmx(closed)
                        .position()
                        .isLiquidatable(
                                gmx(closed).position().indexPrice(), gmx(closed).terms()))
                .isFalse();
    }

    @Test
    void thePriceMovesBeyondTheLimitAndTheKeeperCancelsAndEverythingComesBack() {
        MarketSnapshot before = bench.snapshot();
        open("-10", "10000");

        keeper.execute(bench.vault.address(), usd("1975"));

        MarketSnapshot after = bench.snapshot();
        assertThat(near(after, before, "0")).isTrue();
        assertThat(gmx(after).order()).isEmpty();
        assertThat(gmx(after).position().sizeBase()).isZero();
        assertThat(after.holdings().idleQuote()).isEqualTo(before.holdings().idleQuote());
    }

    @Test
    void nobodyFillsItAndItIsCancelledOnceItIsOldEnough() {
        MarketSnapshot before = bench.snapshot();
        MarketSnapshot ordered = open("-10", "10000");
        SimulationOutcome tooEarly =
                bench.simulate(bench.plan(ordered, PlanKind.DE_RISK, "10", new CancelOrder(bench.gmx, true)), ordered);
        assertThat(tooEarly)
                .isInstanceOfSatisfying(
                        SimulationOutcome.Reverts.class,
                        reverts -> assertThat(reverts.reason())
                                .contains("RequestNotYetCancellable")
                                .contains("gmx-v2 says the order may still be filled"));
        PendingChange pending = gmx(ordered).pending().orElseThrow();
        assertThat(pending.cancellableFrom()).isEqualTo(pending.committedAt().plusSeconds(300));

        market.blocks().mineAt(pending.cancellableFrom());
        MarketSnapshot old = bench.snapshot();
        assertThat(gmx(old).pending().orElseThrow().isCancellable(old.block().timestamp()))
                .isTrue();
        MarketSnapshot cancelled = bench.carryOut(PlanKind.DE_RISK, "10", new CancelOrder(bench.gmx, true));

        assertThat(near(cancelled, before, "0")).isTrue();
        assertThat(cancelled.holdings().idleQuote()).isEqualTo(before.holdings().idleQuote());
        assertThat(cancelled.holdings().idleBase())
                .as("the execution fee comes back as WETH to a vault that takes no ether")
                .isEqualTo(before.holdings().idleBase());
    }

    @Test
    void aFrozenOrderCountsNothingButWhatItBroughtAndIsCleared() {
        MarketSnapshot before = bench.snapshot();
        MarketSnapshot ordered = open("-10", "10000");
        keeper.freeze(bench.vault.address());

        MarketSnapshot frozen = bench.snapshot();
        assertThat(near(frozen, before, "0")).isTrue();
        assertThat(gmx(frozen).pending().orElseThrow().fillable()).isFalse();
        assertThat(gmx(frozen).oracleNav(frozen.price().best()).wholeAsDouble()).isEqualTo(10_000);

        market.blocks().mineAt(gmx(ordered).pending().orElseThrow().cancellableFrom());
        bench.carryOut(PlanKind.DE_RISK, "0", new CancelOrder(bench.gmx, true));
        assertThat(keeper.orders(bench.vault.address())).isZero();
    }

    @Test
    void aLimitTooFarFromTheOracleIsRefusedByTheRule() {
        MarketSnapshot now = bench.snapshot();
        SimulationOutcome loose = bench.simulate(
                bench.plan(
                        now,
                        PlanKind.ROUTINE,
                        "-10",
                        new AddCollateral(bench.gmx, bench.usdc("10000"), true),
                        trade(now, "-10", 500)),
                now);

        assertThat(loose)
                .isInstanceOfSatisfying(
                        SimulationOutcome.Reverts.class,
                        reverts -> assertThat(reverts.reason()).contains("PriceLimitTooLoose"));
    }

    @Test
    void liquidatedByAThirdPartyAUnitAboveTheLimitAndTheNeedIsBack() {
        open("-100", "10000");
        fill("2000");
        market.step(MarketPrice.of("2080"));
        MarketSnapshot thin = bench.snapshot();
        double limit = gmx(thin).liquidationPriceAbove().orElseThrow().asDouble();
        assertThat(limit).isBetween(2085.0, 2100.0);
        assertThatThrownBy(() -> keeper.liquidate(
                        bench.vault.address(),
                        usd(BigDecimal.valueOf(limit - 0.01).toPlainString())))
                .hasMessageContaining("failed");

        keeper.liquidate(
                bench.vault.address(), usd(BigDecimal.valueOf(limit + 0.01).toPlainString()));

        MarketSnapshot after = bench.snapshot();
        assertThat(gmx(after).delta().isZero()).isTrue();
        assertThat(near(after, thin, "100")).isTrue();
    }

    private static MarketSnapshot open(String size, String collateral) {
        MarketSnapshot now = bench.snapshot();
        return bench.carryOut(
                PlanKind.ROUTINE,
                size,
                new AddCollateral(bench.gmx, bench.usdc(collateral), true),
                trade(now, size, 100));
    }

    private static HedgeAction trade(MarketSnapshot now, String size, int bps) {
        return new ChangeDelta(bench.gmx, bench.weth(size), bench.worst(now, bps, size.startsWith("-")), true);
    }

    private static void fill(String price) {
        keeper.execute(bench.vault.address(), usd(price));
    }

    /** Whether delta has changed by this much since, but for what executions have cost in WETH. */
    private static boolean near(MarketSnapshot now, MarketSnapshot then, String change) {
        double moved = bench.delta(now).wholeAsDouble() - bench.delta(then).wholeAsDouble();
        return Math.abs(moved - Double.parseDouble(change)) < 0.01;
    }

    private static GmxV2Position gmx(MarketSnapshot snapshot) {
        return (GmxV2Position) snapshot.venue(bench.gmx).orElseThrow();
    }

    private static BigInteger usd(String price) {
        return new BigDecimal(price).movePointRight(8).toBigInteger();
    }
}
