package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.margin.perpsv2.PerpsV2Order;
import io.evenkeel.margin.perpsv2.PerpsV2Position;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.CancelOrder;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.market.PerpsV2Executor;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Done;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Refused;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The vault hedges with orders that somebody else fills: in time, too late, at another price, or never. Every snapshot
 * here has no warnings, which says that Java and the gauge agree to the last digit, order and all.
 */
@ForkedChainTest(usdPerEth = 2000, with = "perps-v2")
class PerpsV2StoryTest {
    private static final int EXECUTOR = 11;

    private static KeeperBench bench;
    private static MarketDriver market;
    private static PerpsV2Executor executor;

    @BeforeAll
    static void aFilledVault(ForkedChain fork) {
        market = new MarketDriver(fork);
        bench = new KeeperBench(fork, market);
        Address third =
                Address.of(fork.rpc().request("eth_accounts").get(EXECUTOR).asString());
        executor = new PerpsV2Executor(fork, market.blocks(), third);
    }

    @Test
    void aShortIsPromisedInOneTransactionAndFilledInAnother() {
        MarketSnapshot before = bench.snapshot();

        MarketSnapshot committed = commit("-10");

        assertThat(bench.delta(committed))
                .as("the promise counts")
                .isEqualTo(bench.delta(before).plus(bench.weth("-10")));
        assertThat(perps(committed).account().size()).isZero();
        assertThat(perps(committed).condition()).isEqualTo(VenueCondition.FROZEN);
        assertThat(order(committed).live()).isTrue();
        // with the promise taken for filled the planner would not make this one
        SimulationOutcome second =
                bench.simulate(bench.plan(committed, PlanKind.ROUTINE, "-1", sell(committed, "-1", 100)), committed);
        assertThat(second)
                .isInstanceOfSatisfying(
                        SimulationOutcome.Reverts.class,
                        reverts -> assertThat(reverts.reason())
                                .contains("previous order exists (perps-v2 says an order is pending already"));

        assertThat(fill("2000")).isInstanceOf(Done.class);

        MarketSnapshot filled = bench.snapshot();
        assertThat(bench.delta(filled)).as("nothing new").isEqualTo(bench.delta(committed));
        assertThat(perps(filled).account().size()).isEqualTo(bench.wei("-10"));
        assertThat(perps(filled).account().order()).isEmpty();
        assertThat(perps(filled).condition()).isEqualTo(VenueCondition.OPEN);
    }

    @Test
    void nobodyFillsItAndTheNextPlanClearsItAwayAndCommitsAgain() {
        MarketSnapshot before = bench.snapshot();
        commit("-10");

        market.blocks().mineNext(3);

        MarketSnapshot expired = bench.snapshot();
        assertThat(bench.delta(expired)).as("the promise is gone").isEqualTo(bench.delta(before));
        assertThat(order(expired).live()).isFalse();
        assertThat(perps(expired).condition()).isEqualTo(VenueCondition.OPEN);
        Instant committedFirst = Instant.ofEpochSecond(order(expired).intentionTime());

        MarketSnapshot again =
                bench.carryOut(PlanKind.ROUTINE, "-8", new CancelOrder(bench.perps, false), sell(expired, "-8", 100));

        assertThat(order(again).size()).isEqualTo(bench.wei("-8"));
        assertThat(Instant.ofEpochSecond(order(again).intentionTime())).isAfter(committedFirst);
        assertThat(fill("2000")).isInstanceOf(Done.class);
        assertThat(perps(bench.snapshot()).account().size()).isEqualTo(bench.wei("-8"));
    }

    @Test
    void thePriceMovesTheExecutorComesLateAndSomebodyElseClearsTheOrderAway() {
        MarketSnapshot before = bench.snapshot();
        MarketSnapshot committed = commit("-10");
        assertThat(fill("1975"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.words()).contains("Price impact exceeded"));
        Instant late = committed.block().timestamp().plusSeconds(36);

        assertThat(executor.execute(bench.vault.address(), usd("2000"), late))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.words()).contains("order too old, use cancel"));
        assertThat(executor.cancel(bench.vault.address(), late.plusSeconds(12))).isInstanceOf(Done.class);

        MarketSnapshot after = bench.snapshot();
        assertThat(bench.delta(after)).isEqualTo(bench.delta(before));
        assertThat(perps(after).account().order()).isEmpty();
        // whoever cleared it away has been paid two dollars for it
        assertThat(perps(committed).account().margin())
                .isEqualTo(perps(after).account().margin());
    }

    @Test
    void aLimitTooFarFromTheOracleIsRefusedByTheRule() {
        MarketSnapshot now = bench.snapshot();
        SimulationOutcome loose = bench.simulate(
                bench.plan(
                        now,
                        PlanKind.ROUTINE,
                        "-10",
                        new AddCollateral(bench.perps, bench.usdc("10000"), true),
                        sell(now, "-10", 500)),
                now);

        assertThat(loose)
                .isInstanceOfSatisfying(
                        SimulationOutcome.Reverts.class,
                        reverts -> assertThat(reverts.reason()).contains("PriceLimitTooLoose"));
    }

    @Test
    void marginGoesInAsUsdcAndComesBackNearParity() {
        MarketSnapshot start = bench.snapshot();

        MarketSnapshot in =
                bench.carryOut(PlanKind.DE_RISK, "0", new AddCollateral(bench.perps, bench.usdc("10000"), true));
        assertThat(perps(in).protocolEquity().wholeAsDouble()).isEqualTo(9980);
        assertThat(perps(in).oracleNav(in.price().best()).wholeAsDouble()).isBetween(9994.0, 9995.5);

        MarketSnapshot out =
                bench.carryOut(PlanKind.DE_RISK, "0", new RemoveCollateral(bench.perps, bench.usdc("9980"), true));
        assertThat(perps(out).account().margin()).isZero();
        double lost = start.holdings().idleQuote().wholeAsDouble()
                - out.holdings().idleQuote().wholeAsDouble();
        // five basis points each way, and what the first swap brought too much lies there as sUSD
        assertThat(lost).isBetween(19.0, 26.0);
    }

    @Test
    void liquidatedByAThirdPartyThePositionIsGoneAndTheNeedIsBack() {
        commit("-100");
        assertThat(fill("2000")).isInstanceOf(Done.class);

        Instant risen = market.step(MarketPrice.of("2080")).time();
        MarketSnapshot thin = bench.snapshot();
        assertThat(thin.price()
                        .best()
                        .compareTo(perps(thin).liquidationPriceAbove().orElseThrow()))
                .isPositive();
        assertThat(perps(thin).totals().isLiquidatable()).isTrue();

        assertThat(executor.flag(bench.vault.address(), risen.plusSeconds(12))).isInstanceOf(Done.class);
        assertThat(perps(bench.snapshot()).condition()).isEqualTo(VenueCondition.FROZEN);
        assertThat(executor.liquidate(bench.vault.address(), risen.plusSeconds(24)))
                .isInstanceOf(Done.class);

        MarketSnapshot after = bench.snapshot();
        assertThat(perps(after).delta().isZero()).isTrue();
        assertThat(perps(after).protocolEquity().isZero()).isTrue();
        assertThat(bench.delta(after)).isEqualTo(bench.delta(thin).plus(bench.weth("100")));
    }

    private static MarketSnapshot commit(String size) {
        MarketSnapshot now = bench.snapshot();
        return bench.carryOut(
                PlanKind.ROUTINE,
                size,
                new AddCollateral(bench.perps, bench.usdc("10000"), true),
                sell(now, size, 100));
    }

    private static HedgeAction sell(MarketSnapshot now, String size, int bps) {
        return new ChangeDelta(bench.perps, bench.weth(size), bench.worst(now, bps, true), true);
    }

    private static PerpsV2Executor.Attempt fill(String price) {
        return executor.execute(
                bench.vault.address(), usd(price), market.blocks().head().time().plusSeconds(12));
    }

    private static PerpsV2Position perps(MarketSnapshot snapshot) {
        return (PerpsV2Position) snapshot.venue(bench.perps).orElseThrow();
    }

    private static PerpsV2Order order(MarketSnapshot snapshot) {
        return perps(snapshot).account().order().orElseThrow();
    }

    private static BigInteger usd(String price) {
        return new BigDecimal(price).movePointRight(8).toBigIntegerExact();
    }
}
