package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.reconcile.Executed.FailedLeg;
import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PendingChange;
import io.evenkeel.plan.HedgeAction.CancelOrder;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.FailingProtocol;
import io.evenkeel.testchain.market.FailureKind;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.market.PerpsV2Desk;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Done;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Refused;
import io.evenkeel.units.TokenDelta;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can become of an order on the way: it is filled when nobody counts on it any more, the market refuses it, the
 * price leaves it behind, or the position it was for is liquidated. Each time the sure venues have the hedge within
 * three cycles, and nobody has it twice.
 */
@ForkedChainTest(usdPerEth = 2000, with = "perps-v2")
class OrdersGoneWrongOnChainTest {
    private static final int CYCLES_TO_BAND = 3;
    /** When half of the order's time is over. */
    private static final int LATE_SECONDS = 16;
    /** The last second in which it can be filled. */
    private static final int LAST_SECONDS = 29;
    /** Blocks after a step that leave two before the next one. */
    private static final int BLOCKS_TO_COMMIT = 2;

    private PromiseBench keeper;
    private MarketDriver market;
    private ForkedChain chain;

    @BeforeEach
    void aFilledVaultAndItsKeeper(ForkedChain fork, MarketDriver driver, @TempDir Path folder) {
        chain = fork;
        market = driver;
        keeper = new PromiseBench(fork, market, folder);
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void anOrderThatIsFilledAfterItWasCoveredLeavesTheCoverToBeGivenBack() {
        keeper.promise();
        PendingChange order = keeper.order();
        market.blocks().mineAt(order.committedAt().plusSeconds(LATE_SECONDS));
        MarketSnapshot late = keeper.read();
        HedgePlan cover = keeper.plan(late);
        keeper.carryOut(cover, late);
        TokenDelta covered = keeper.sureHedge(late).minus(keeper.sureHedge(keeper.read()));
        assertThat(covered.signum()).as("more is sold where it is certain").isPositive();

        assertThat(keeper.fill("2000", order.committedAt().plusSeconds(LAST_SECONDS)))
                .isInstanceOf(Done.class);

        MarketSnapshot both = keeper.read();
        assertThat(PromiseBench.delta(both).abs()).isGreaterThan(both.envelope().band());
        List<HedgePlan> back = keeper.cycles(CYCLES_TO_BAND);
        MarketSnapshot after = keeper.read();
        assertThat(back).as("one plan, then nothing more").hasSize(1);
        assertThat(back.getFirst().reliesOnPromises()).isFalse();
        assertThat(String.join("; ", back.getFirst().reasons())).contains("was filled");
        TokenDelta given = keeper.sureHedge(after).minus(keeper.sureHedge(both));
        assertThat(given.wholeAsDouble()).isBetween(covered.wholeAsDouble() * 0.9, covered.wholeAsDouble());
        assertThat(keeper.perps(after).delta()).isEqualTo(order.size());
        PromiseBench.assertInsideThePolicysBand(after);
    }

    @Test
    void aMarketThatIsSuspendedBeforeTheCommitmentGetsThereIsReplacedInTheNextCycle() {
        MarketSnapshot before = keeper.read();
        PreparedExecution execution = keeper.simulated(keeper.plan(before), before);
        fail(FailureKind.PAUSED);

        assertThat(keeper.send(execution).failedLegs())
                .extracting(FailedLeg::reason)
                .anyMatch(reason -> reason.contains("Market suspended"));

        assertThat(keeper.perps(keeper.read()).pending()).isEmpty();
        assertReplacedInOneCycle();
    }

    @Test
    void aMarketThatSomebodyElseFillsUpBeforeTheCommitmentGetsThereIsReplacedInTheNextCycle() {
        MarketSnapshot before = keeper.read();
        PreparedExecution execution = keeper.simulated(keeper.plan(before), before);
        PerpsV2Desk whale = new PerpsV2Desk(chain, market.blocks(), 10).withMargin("5000000");
        Instant ordered = whale.submit("-22200", "1900");
        assertThat(keeper.executor.execute(whale.account(), PromiseBench.usd("2000"), ordered.plusSeconds(12)))
                .isInstanceOf(Done.class);

        assertThat(keeper.send(execution).failedLegs())
                .extracting(FailedLeg::reason)
                .anyMatch(reason -> reason.contains("Max market size exceeded"));

        assertReplacedInOneCycle();
    }

    @Test
    void aPriceThatRisesBeforeTheCommitmentGetsThereHasTheLimitRefusedAndTheNextCycleAsksForItsOwn() {
        MarketSnapshot before = keeper.read();
        HedgePlan plan = keeper.plan(before);
        PreparedExecution execution = keeper.simulated(plan, before);
        market.step(MarketPrice.of("2040"));

        assertThat(keeper.simulate(plan, execution, before))
                .isInstanceOfSatisfying(
                        SimulationOutcome.Reverts.class,
                        reverts -> assertThat(reverts.reason()).contains("PriceLimitTooLoose"));
        assertThatThrownBy(() -> keeper.send(execution)).hasMessageContaining("the execution failed");

        assertThat(keeper.sureHedge(keeper.read()).isZero())
                .as("nothing was done")
                .isTrue();
        assertThat(keeper.cycles(1)).hasSize(1);
        MarketSnapshot after = keeper.read();
        assertThat(keeper.order().worstPrice().asDouble()).isCloseTo(2040 * 0.98, within(0.01));
        PromiseBench.assertInsideThePolicysBand(after);
    }

    @Test
    void aPriceThatLeavesTheOrderBehindHasItCoveredWhileItWaitsAndCancelledOnceThatIsAllowed() {
        market.mineEmpty(BLOCKS_TO_COMMIT);
        keeper.promise();
        PendingChange order = keeper.order();
        Instant moved = market.step(MarketPrice.of("1930")).time();
        assertThat(moved).isBefore(order.fillableUntil().orElseThrow());
        assertThat(keeper.fill("1930", moved.plusSeconds(1)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.words()).contains("Price impact exceeded"));
        MarketSnapshot passed = keeper.read();
        assertThat(keeper.perps(passed).pending().orElseThrow().fillable()).isTrue();

        HedgePlan cover = keeper.plan(passed);
        keeper.carryOut(cover, passed);
        List<HedgePlan> plans = keeper.cycles(CYCLES_TO_BAND - 1);

        assertThat(cover.reasons()).anyMatch(reason -> reason.endsWith("asks for a better price than there is"));
        assertThat(cover.actions()).noneMatch(CancelOrder.class::isInstance);
        assertThat(plans).anyMatch(plan -> plan.actions().stream().anyMatch(CancelOrder.class::isInstance));
        assertHedgedWithoutIt();
    }

    @Test
    void aPositionThatIsLiquidatedWhileAnOrderWaitsTakesTheOrderAlongAndIsReplacedElsewhere() {
        keeper.promise();
        assertThat(keeper.fill("2000")).isInstanceOf(Done.class);
        market.step(MarketPrice.of("2060"));
        market.mineEmpty(BLOCKS_TO_COMMIT - 1);
        keeper.cycles(1);
        PendingChange order = keeper.order();
        fail(FailureKind.LIQUIDATED);
        Instant jumped = market.step(MarketPrice.of("2180")).time();
        assertThat(jumped).isBefore(order.fillableUntil().orElseThrow());
        assertThat(keeper.order()).as("still waits").isEqualTo(order);
        assertThat(keeper.executor.flag(keeper.bench.vault.address(), jumped.plusSeconds(1)))
                .isInstanceOf(Done.class);
        assertThat(keeper.executor.liquidate(keeper.bench.vault.address(), jumped.plusSeconds(2)))
                .isInstanceOf(Done.class);

        assertThat(keeper.perps(keeper.read()).pending())
                .as("gone with the position")
                .isEmpty();

        List<HedgePlan> plans = keeper.cycles(CYCLES_TO_BAND);

        assertThat(String.join("; ", plans.getFirst().reasons())).contains("look for a liquidation");
        assertHedgedWithoutIt();
    }

    private void assertReplacedInOneCycle() {
        HedgePlan plan = keeper.cycles(1).getFirst();
        assertThat(plan.reliesOnPromises()).isFalse();
        assertHedgedWithoutIt();
    }

    /** Inside the band by what is certain, once, and nothing is left of the order. */
    private void assertHedgedWithoutIt() {
        MarketSnapshot after = keeper.read();
        assertThat(keeper.perps(after).pending()).isEmpty();
        assertThat(keeper.perps(after).delta().isZero()).isTrue();
        PromiseBench.assertInsideThePolicysBand(after);
        keeper.assertHedgedOnceBySureVenues(after);
    }

    private void fail(FailureKind kind) {
        FailingProtocol.of("perps-v2").orElseThrow().fail(kind, chain, market, keeper.bench.vault.address());
    }
}
