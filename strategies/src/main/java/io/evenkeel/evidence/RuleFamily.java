package io.evenkeel.evidence;

import io.evenkeel.hedge.Clock;
import io.evenkeel.hedge.FixedDeltaBand;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.StepAwareBand;
import io.evenkeel.hedge.WealthAwareBand;
import io.evenkeel.hedge.WhalleyWilmott;
import io.evenkeel.hedge.Zakamouline;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/**
 * A rule with one number to choose, and where to look for it.
 *
 * @param name as in the published tables
 * @param rule for a value of the number
 * @param candidates ascending; coarse where {@code refined}, all there are where not
 * @param refined whether the number may lie anywhere between the candidates
 * @param looksAtEarnings whether the rule wants to know what has been earned so far
 */
record RuleFamily(
        String name, DoubleFunction<HedgeRule> rule, double[] candidates, boolean refined, boolean looksAtEarnings) {
    private static final double LEAST_AVERSION = 0.125;
    private static final int AVERSIONS = 9;

    /** @param yearsPerDecision between two looks: a clock trades at every so many of them */
    static RuleFamily clock(double yearsPerDecision) {
        double[] everySteps = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 21, 24, 28, 32, 36, 42, 63};
        return new RuleFamily("clock", every -> new Clock(every * yearsPerDecision), everySteps, false, false);
    }

    static RuleFamily bandToDelta() {
        return new RuleFamily("band to delta", FixedDeltaBand::toTarget, widths(), true, false);
    }

    static RuleFamily bandToEdge() {
        return new RuleFamily("band to edge", FixedDeltaBand::toEdge, widths(), true, false);
    }

    static RuleFamily whalleyWilmott() {
        return new RuleFamily("Whalley-Wilmott", WhalleyWilmott::new, aversions(), true, false);
    }

    static RuleFamily zakamouline(double years) {
        return new RuleFamily("Zakamouline", lambda -> new Zakamouline(lambda, years), aversions(), true, false);
    }

    static RuleFamily stepAware(double stretch) {
        return new RuleFamily("step-aware", lambda -> new StepAwareBand(lambda, stretch), aversions(), true, false);
    }

    static RuleFamily wealthAware() {
        return new RuleFamily("wealth-aware", WealthAwareBand::new, aversions(), true, true);
    }

    /** The rule for a value of its number, in a run of its own. */
    HoldingRule at(double number, SoldCall call, double proportionalCost) {
        return looksAtEarnings
                ? KeeperRule.lookingAtEarnings(rule.apply(number), call, proportionalCost)
                : new KeeperRule(rule.apply(number), call, proportionalCost);
    }

    /** Units of the underlying: each wider by a half than the one before. */
    private static double[] widths() {
        return DoubleStream.iterate(0.015, width -> width < 0.5, width -> 1.5 * width)
                .toArray();
    }

    /** Per unit of money: each twice the one before. */
    private static double[] aversions() {
        return DoubleStream.iterate(LEAST_AVERSION, lambda -> 2 * lambda)
                .limit(AVERSIONS)
                .toArray();
    }
}
