package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.ThinMargin;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Thousands of vaults that nobody would think of; {@link PaperChain} judges every plan as the policy would. */
class HedgePlannerPropertyTest {
    private static final int VAULTS = 250;
    private static final RiskLimits LIMITS = TestLimits.ordinary();

    @Test
    void everyPlanCanBeCarriedOutStepByStepWithinEveryCapBudgetAndBound() {
        int[] plans = new int[2];
        forEachVault((seed, vault) -> {
            if (decide(vault) instanceof Decision.Act act) {
                PaperChain.carryOut(vault, act.plan());
                plans[act.plan().kind().ordinal()]++;
            }
        });
        assertThat(plans[0]).as("routine plans").isGreaterThan(VAULTS / 5);
        assertThat(plans[1]).as("plans that de-risk").isGreaterThan(VAULTS / 50);
    }

    @Test
    void noPlanTradesAwayFromTheTargetOrPastIt() {
        forEachVault((seed, vault) -> {
            if (decide(vault) instanceof Decision.Act act && act.plan().kind() == PlanKind.ROUTINE) {
                AVault after = PaperChain.carryOut(vault, act.plan());
                double before = vault.netDelta();
                double inside = vault.band() / 2 + 1e-6;
                if (Math.abs(before) > inside) {
                    assertThat(after.netDelta() / before).isBetween(-1e-9, 1.0);
                } else {
                    assertThat(Math.abs(after.netDelta())).isLessThanOrEqualTo(inside);
                }
            }
        });
    }

    @Test
    void aPlanCarriedOutLeavesNoHedgingToBeDone() {
        forEachVault((seed, vault) -> {
            if (decide(vault) instanceof Decision.Act act && wasDoneInFull(act.plan())) {
                AVault after = PaperChain.carryOut(vault, act.plan());
                Decision again = decide(after);
                boolean hedgesAgain = again instanceof Decision.Act more
                        && more.plan().reasons().stream().anyMatch(reason -> reason.startsWith("net delta"));
                assertThat(hedgesAgain && hedged(act.plan()))
                        .as("%s then %s", act, again)
                        .isFalse();
            }
        });
    }

    @Test
    void afterAFewPlansTheVaultIsLeftAlone() {
        forEachVault((seed, vault) -> {
            AVault now = vault;
            int plans = 0;
            // a loan's proceeds back the next loan, so that each plan can open the way for a smaller one
            while (plans < 20 && decide(now) instanceof Decision.Act act) {
                now = PaperChain.carryOut(now, act.plan());
                plans++;
            }
            assertThat(plans).as("plans before it rests").isLessThan(20);
        });
    }

    @Test
    void aDoubtfulPriceIsOnlyTradedOnWhereItHelpsAtEveryPlausiblePrice() {
        forEachVault((seed, sure) -> {
            Random random = new Random(seed);
            double here = sure.price().best().asDouble();
            double width = random.nextDouble() * 0.1;
            AVault vault = sure.doubtful(here * (1 - width), here * (1 + width), "stale");
            if (decide(vault) instanceof Decision.Act act && trades(act.plan())) {
                AVault after = PaperChain.carryOut(vault, act.plan());
                for (double part = 0; part <= 1; part += 0.125) {
                    Price plausible = Price.ofModel(WETH, USDC, here * (1 - width + 2 * width * part));
                    assertThat(Math.abs(PaperChain.netDeltaAt(after, plausible)))
                            .isLessThan(Math.abs(PaperChain.netDeltaAt(vault, plausible)));
                }
            }
        });
    }

    @Test
    void aThinMarginIsToppedUpBeforeAnyTradeWhereCollateralIsIdle() {
        forEachVault((seed, vault) -> {
            Set<Venue> thin = vault.venues().stream()
                    .filter(venue -> venue.condition() == VenueCondition.OPEN)
                    .filter(venue ->
                            distance(venue, vault) < LIMITS.margin().floor().fraction())
                    .collect(Collectors.toSet());
            boolean idle =
                    vault.idleQuote().wholeAsDouble() > 1 && vault.idleBase().wholeAsDouble() > 1;
            if (!thin.isEmpty() && idle && decide(vault) instanceof Decision.Act act && !lends(act.plan())) {
                assertThat(act.plan().actions().getFirst()).isNotInstanceOf(HedgeAction.ChangeDelta.class);
                assertThat(act.plan().urgent()).isTrue();
            }
        });
    }

    @Test
    void reduceOnlyStrictlyReducesOrRaisesAMargin() {
        PlannerMode reduceOnly = new PlannerMode.ReduceOnly(List.of("started after a crash"));
        forEachVault((seed, vault) -> {
            AVault strict = vault.policy(limits -> new AVault.Limits(
                    "0", 200, limits.lossLeft(), limits.turnoverLeft(), limits.deRiskLeft(), false, true, true));
            if (HedgePlanner.plan(strict.snapshot(), LIMITS, reduceOnly) instanceof Decision.Act act) {
                AVault after = PaperChain.carryOut(strict, act.plan());
                boolean nearer = Math.abs(after.netDelta()) < Math.abs(strict.netDelta());
                assertThat(nearer || someMarginRose(strict, after)).isTrue();
            }
        });
    }

    @Test
    void aFrozenVenueIsNeverTouched() {
        forEachVault((seed, vault) -> {
            if (decide(vault) instanceof Decision.Act act) {
                Set<Object> frozen = vault.venues().stream()
                        .filter(venue -> venue.condition() == VenueCondition.FROZEN
                                || venue.condition() == VenueCondition.UNREADABLE)
                        .map(Venue::id)
                        .collect(Collectors.toSet());
                assertThat(act.plan().actions()).noneMatch(action -> frozen.contains(action.venue()));
            }
        });
    }

    private interface Story {
        void of(long seed, AVault vault);
    }

    private static void forEachVault(Story story) {
        for (long seed = 0; seed < VAULTS; seed++) {
            AVault vault = vault(new Random(seed * 7919));
            if (vault.nav() < 50_000) {
                continue;
            }
            try {
                story.of(seed, vault);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("vault " + seed + ": " + vault + " decided " + explain(vault), failure);
            }
        }
    }

    private static String explain(AVault vault) {
        try {
            return decide(vault).toString();
        } catch (RuntimeException failure) {
            return failure.toString();
        }
    }

    private static AVault vault(Random random) {
        AVault vault = AVault.aVault()
                .holding(amount(random, 500), amount(random, 800_000))
                .withRange(1 + random.nextDouble() * 800_000, 2500, 3600)
                .with(perp(random, "perp-a:ETH"));
        vault = random.nextBoolean() ? vault.with(perp(random, "perp-b:ETH")) : vault;
        vault = random.nextInt(4) > 0 ? vault.with(loan(random)) : vault;
        return vault.priced(2400 + random.nextDouble() * 1300);
    }

    private static PaperPerp perp(Random random, String name) {
        double size = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 250;
        double margin = 0.12 + random.nextDouble() * 0.6;
        PaperPerp perp = PaperPerp.flat(name)
                .shortOf(size, 3000, size * 3000 * margin)
                .shortPays(random.nextDouble() * 0.6 - 0.3)
                .capped(1500 + random.nextInt(4000), 1500 + random.nextInt(6000));
        return perp.being(condition(random));
    }

    private static PaperLoan loan(Random random) {
        boolean inBase = random.nextBoolean();
        double debt = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 150;
        double backing = debt * (inBase ? 1 : 3000) * (1.35 + random.nextDouble());
        return PaperLoan.flat("aave-v3:WETH", inBase ? WETH : USDC)
                .owing(debt, backing)
                .lentAt(random.nextDouble() * 0.2)
                .capped(1500 + random.nextInt(5000), 1500 + random.nextInt(6000))
                .being(condition(random));
    }

    private static VenueCondition condition(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> VenueCondition.FROZEN;
            case 1 -> VenueCondition.REDUCE_ONLY;
            default -> VenueCondition.OPEN;
        };
    }

    private static String amount(Random random, double most) {
        double whole = random.nextInt(5) == 0 ? 0 : random.nextDouble() * most;
        return TokenDelta.ofModel(USDC, whole).whole().toPlainString();
    }

    private static double distance(Venue venue, AVault vault) {
        return ThinMargin.of(venue, vault.price()).map(ThinMargin::distance).orElse(9.0);
    }

    private static boolean someMarginRose(AVault before, AVault after) {
        for (int i = 0; i < before.venues().size(); i++) {
            double was = distance(before.venues().get(i), before);
            double is = distance(after.venues().get(i), after);
            if (is > was) {
                return true;
            }
        }
        return false;
    }

    private static boolean wasDoneInFull(HedgePlan plan) {
        return plan.reasons().stream()
                .noneMatch(reason -> reason.startsWith("made smaller") || reason.contains("finds no room"));
    }

    private static boolean hedged(HedgePlan plan) {
        return plan.reasons().stream().anyMatch(reason -> reason.startsWith("net delta"));
    }

    private static boolean lends(HedgePlan plan) {
        return plan.actions().stream().anyMatch(HedgeAction.RemoveCollateral.class::isInstance);
    }

    private static boolean trades(HedgePlan plan) {
        return plan.actions().stream().anyMatch(HedgeAction.ChangeDelta.class::isInstance);
    }

    private static Decision decide(AVault vault) {
        return HedgePlanner.plan(vault.snapshot(), LIMITS, new PlannerMode.Normal());
    }
}
