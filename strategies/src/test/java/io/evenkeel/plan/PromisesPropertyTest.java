package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.hedge.NoTradeBand;
import io.evenkeel.market.PendingChange;
import io.evenkeel.market.Venue;
import io.evenkeel.plan.HedgeAction.CancelOrder;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.risk.RiskCheck;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.time.Duration;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Random vaults with a random order of a random fate. {@link PaperChain} judges every plan as the policy would, which
 * counts the order for as long as it can be filled; here is judged what remains when nobody keeps the promise, and when
 * somebody does.
 */
class PromisesPropertyTest {
    private static final int VAULTS = 1_000;
    private static final RiskLimits LIMITS = TestLimits.ordinary();
    private static final double DUST = 1e-6;

    @Test
    void whereTheGapMattersCertainLegsAloneBringTheVaultInsideTheBandAsFarAsThePolicyCounts() {
        int[] counts = new int[2];
        forEachVault((random, vault) -> {
            PendingOrders orders = new PendingOrders(vault.snapshot());
            if (orders.withoutDoubtful().isEmpty() && orders.cancels().isEmpty()) {
                return;
            }
            AVault after = carriedOut(vault);
            double certain = certain(after);
            boolean fillable = order(vault).fillable();
            if (Math.abs(certain) <= trigger(vault) + DUST) {
                counts[0]++;
            } else {
                // only the policy, which counts what can still be filled, may stand in the way
                assertThat(fillable).as("%s leaves %s", vault, certain).isTrue();
                assertThat(Math.abs(after.netDelta())).isGreaterThan(vault.band() * 0.95);
                counts[1]++;
            }
            assertThat(Math.abs(certain))
                    .isLessThanOrEqualTo(Math.max(Math.abs(certain(vault)), trigger(vault)) + DUST);
        });
        assertThat(counts[0]).as("covered").isGreaterThan(VAULTS / 4);
        assertThat(counts[1]).as("held back by the policy").isGreaterThan(VAULTS / 100);
    }

    @Test
    void whatExpiresOrIsFilledNextLeavesTheVaultInsideTheBandWithinTwoMorePlans() {
        forEachVault((random, vault) -> {
            AVault after = carriedOut(vault);
            AVault fated = fate(random, after);
            for (int plan = 0; plan < 2; plan++) {
                fated = expired(carriedOut(fated));
            }
            fated = carriedOut(fated);
            assertThat(Math.abs(certain(fated)))
                    .as("%s became %s", vault, fated)
                    .isLessThanOrEqualTo(trigger(fated) + DUST);
        });
    }

    @Test
    void noPlanCountsAPromiseTwice() {
        forEachVault((random, vault) -> {
            if (decide(vault) instanceof Decision.Act act) {
                HedgePlan plan = act.plan();
                AVault after = PaperChain.carryOut(vault, plan);
                long orders = plan.actions().stream()
                        .filter(action -> action instanceof ChangeDelta change
                                && vault.venues().stream()
                                        .anyMatch(venue ->
                                                venue.fillsLater() && venue.id().equals(change.venue())))
                        .count();
                boolean cancels = plan.actions().stream().anyMatch(CancelOrder.class::isInstance);
                boolean pending = vault.venues().stream()
                        .anyMatch(venue -> venue.pending().isPresent());
                assertThat(orders).isLessThanOrEqualTo(pending && !cancels ? 0 : 1);
                double promised = after.venues().stream()
                        .flatMap(venue -> venue.pending().stream())
                        .mapToDouble(order -> order.promised().wholeAsDouble())
                        .sum();
                assertThat(plan.expectedDeltaAfter()
                                .minus(plan.certainDeltaAfter())
                                .wholeAsDouble())
                        .as("%s of %s", plan, vault)
                        .isCloseTo(promised, within(1e-4));
                assertThat(certain(after)).isCloseTo(plan.certainDeltaAfter().wholeAsDouble(), within(1e-2));
            }
        });
    }

    private interface Story {
        void of(Random random, AVault vault);
    }

    private static void forEachVault(Story story) {
        for (long seed = 0; seed < VAULTS; seed++) {
            Random random = new Random(seed);
            story.of(random, vault(random));
        }
    }

    /** Margins are ample and the sure venues deep, so that nothing but the policy keeps a gap from being covered. */
    private static AVault vault(Random random) {
        double sure = 40 + random.nextDouble() * 80;
        double later = 5 + random.nextDouble() * 30;
        double size = (random.nextDouble() < 0.7 ? -1 : 1) * (0.5 + random.nextDouble() * (later - 1));
        double counted = (random.nextDouble() - 0.5) * 6;
        double held = sure + later - size + counted;
        PaperPerp cheap = PaperPerp.flat("perps-v2:ETH")
                .shortOf(later, 3000, later * 6_000)
                .costing(0.0002, 1e-7);
        long age = random.nextInt(50);
        double worst = 3000 * (1 + (random.nextDouble() - (size < 0 ? 0.8 : 0.2)) * 0.02);
        PaperPromises promises = PaperPromises.of(cheap)
                .ordered(TokenDelta.ofModel(WETH, size), Price.ofModel(WETH, USDC, worst), Duration.ofSeconds(age));
        PaperPerp certain = PaperPerp.flat("perp-v2:ETH").shortOf(sure, 3000, sure * 3_000);
        return aVault().holding("%.6f".formatted(held), "1000000").with(certain, promises);
    }

    /** What somebody else makes of the order: filled if it can be, or too old. */
    private static AVault fate(Random random, AVault vault) {
        return random.nextBoolean() ? filled(vault) : expired(vault);
    }

    private static AVault filled(AVault vault) {
        return changed(
                vault,
                later -> later.pending().filter(PendingChange::fillable).isPresent()
                        ? later.filled(vault.price().best())
                        : later);
    }

    private static AVault expired(AVault vault) {
        return changed(
                vault,
                later -> later.pending()
                        .map(order -> later.ordered(order.size(), order.worstPrice(), Duration.ofSeconds(40)))
                        .orElse(later));
    }

    private static AVault changed(AVault vault, UnaryOperator<PaperPromises> change) {
        AVault now = vault;
        for (Venue venue : vault.venues()) {
            now = venue instanceof PaperPromises later ? now.replacing(change.apply(later)) : now;
        }
        return now;
    }

    private static AVault carriedOut(AVault vault) {
        return decide(vault) instanceof Decision.Act act ? PaperChain.carryOut(vault, act.plan()) : vault;
    }

    private static PendingChange order(AVault vault) {
        return vault.venues().stream()
                .flatMap(venue -> venue.pending().stream())
                .findFirst()
                .orElseThrow();
    }

    private static double certain(AVault vault) {
        double certain = vault.netDelta();
        for (Venue venue : vault.venues()) {
            certain -= venue.delta().minus(venue.withoutPending().delta()).wholeAsDouble();
        }
        return certain;
    }

    private static double trigger(AVault vault) {
        NoTradeBand band = RiskCheck.wish(vault.snapshot(), LIMITS).band();
        return Math.max(-band.triggerLow(), band.triggerHigh());
    }

    private static Decision decide(AVault vault) {
        return HedgePlanner.plan(vault.snapshot(), LIMITS, new PlannerMode.Normal());
    }
}
