package io.evenkeel.evidence;

import io.evenkeel.hedge.StepAwareBand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What hedging a sold call costs for certain to someone with exponential utility: −CE in money, for each rule at its
 * best number, and for the step-aware band also with no tuning at all, at the very aversion it is judged by.
 */
final class CertaintyEquivalent implements Experiment {
    private static final SoldCall CALL = SoldCall.threeMonthsAtTheMoney();
    private static final int DECISIONS = 252;
    private static final Criterion WITHIN = new Criterion.WithinPart(0.02);
    /** κ of the step-aware band that were tried. */
    private static final double[] STRETCHES = {0.8, 1, 1.25, 1.7};

    /** In the order of the rules below, the untuned step-aware band between Zakamouline and the tuned one. */
    private record Published(double cost, double riskAversionPerQuote, double... certainCosts) {}

    private static final List<Published> PUBLISHED = List.of(
            new Published(0.0005, 3, 0.4243, 0.3775, 0.3310, 0.3290, 0.3111, 0.2991, 0.2966),
            new Published(0.001, 3, 0.7472, 0.6453, 0.5376, 0.5339, 0.4943, 0.4718, 0.4688),
            new Published(0.002, 2, 1.0839, 0.9460, 0.7865, 0.7575, 0.7175, 0.6866, 0.6829),
            new Published(0.005, 1, 1.7674, 1.6110, 1.4077, 1.3339, 1.2773, 1.2117, 1.2094),
            new Published(0.01, 0.7, 2.8110, 2.7270, 2.3629, 2.3202, 2.1652, 2.0425, 2.0304));

    @Override
    public String table() {
        return "certainty-equivalent";
    }

    @Override
    public String description() {
        return "Certain cost (-CE, exponential utility) of hedging a sold three-month call looked at 252 times, each rule"
                + " at its best number, chosen on another seed. Every cell within 2 %.";
    }

    @Override
    public Sampling sampling() {
        return new Sampling(1, 200_000);
    }

    @Override
    public List<Part> parts(Sampling sampling) {
        return PUBLISHED.stream()
                .map(published -> Part.of(row(published), () -> rows(published, sampling)))
                .toList();
    }

    private static String row(Published published) {
        return "cost " + Labels.percent(published.cost) + ", λ " + Labels.plain(published.riskAversionPerQuote);
    }

    private List<EvidenceRow> rows(Published published, Sampling sampling) {
        double cost = published.cost;
        double lambda = published.riskAversionPerQuote;
        RuleTuner tuner = new RuleTuner(
                CALL,
                DECISIONS,
                cost,
                sampling,
                profit -> -profit.certaintyEquivalent(lambda).value());
        List<String> names = new ArrayList<>();
        List<HoldingRule> rules = new ArrayList<>();
        for (RuleFamily family : List.of(
                RuleFamily.clock(CALL.years() / DECISIONS),
                RuleFamily.bandToDelta(),
                RuleFamily.bandToEdge(),
                RuleFamily.whalleyWilmott(),
                RuleFamily.zakamouline(CALL.years()))) {
            names.add(family.name());
            rules.add(tuner.tune(family).rule(CALL, cost));
        }
        names.add("step-aware, untuned");
        rules.add(new KeeperRule(new StepAwareBand(lambda), CALL, cost));
        names.add("step-aware, best");
        rules.add(tuner.best(
                        Arrays.stream(STRETCHES).mapToObj(RuleFamily::stepAware).toList())
                .rule(CALL, cost));

        List<HedgeOutcome> outcomes = CallHedging.run(CALL, DECISIONS, sampling, rules);
        List<EvidenceRow> rows = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Estimate ours =
                    outcomes.get(i).profit(cost).certaintyEquivalent(lambda).times(-1);
            rows.add(EvidenceRow.compare(
                    table(), row(published), names.get(i), published.certainCosts[i], ours, WITHIN));
        }
        return rows;
    }
}
