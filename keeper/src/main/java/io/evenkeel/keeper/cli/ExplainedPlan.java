package io.evenkeel.keeper.cli;

import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.PlanExplanation;
import io.evenkeel.plan.PlanOutcome;
import io.evenkeel.risk.BandExplanation;
import io.evenkeel.risk.RiskLimits;
import java.util.List;
import java.util.Optional;

/**
 * A decision and the numbers behind it, all from one snapshot.
 *
 * @param warnings of the snapshot
 * @param reduceOnly why only what reduces risk may be done; empty: everything may
 * @param orders what the operator allows, in words
 * @param paused whether the operator keeps it from being sent
 * @param band empty where the vault cannot be assessed at all
 * @param venues empty where the vault cannot be assessed at all
 * @param stress the worst cases now, and after the plan where there is one
 */
record ExplainedPlan(
        MarketSnapshot snapshot,
        Decision decision,
        List<String> warnings,
        List<String> reduceOnly,
        String orders,
        boolean paused,
        Optional<BandExplanation> band,
        Optional<PlanExplanation> venues,
        PlanOutcome stress) {
    ExplainedPlan {
        warnings = List.copyOf(warnings);
        reduceOnly = List.copyOf(reduceOnly);
    }

    static ExplainedPlan of(
            MarketSnapshot snapshot,
            RiskLimits limits,
            Decision decision,
            List<String> warnings,
            List<String> reduceOnly,
            String orders,
            boolean paused) {
        Optional<PlanExplanation> venues = PlanExplanation.of(snapshot, limits, decision);
        return new ExplainedPlan(
                snapshot,
                decision,
                warnings,
                reduceOnly,
                orders,
                paused,
                venues.map(assessed -> BandExplanation.of(snapshot, limits)),
                venues,
                decision instanceof Decision.Act act
                        ? PlanOutcome.of(snapshot, act.plan(), limits)
                        : nothingDone(snapshot, limits));
    }

    private static PlanOutcome nothingDone(MarketSnapshot snapshot, RiskLimits limits) {
        var now = PlanOutcome.asItIs(snapshot, limits);
        return new PlanOutcome(now, now);
    }
}
