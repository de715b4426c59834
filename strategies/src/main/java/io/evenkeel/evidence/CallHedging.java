package io.evenkeel.evidence;

import io.evenkeel.hedge.HedgeRule;
import java.util.List;

/**
 * Hedges a sold call along many paths, with several rules at once on the same paths. P&amp;L is in today's money:
 *
 * <pre>premium + Σ hₙ (Xₙ₊₁ − Xₙ) − e^{-rT} (S_T − K)⁺ − c (Σ Xₙ |hₙ − hₙ₋₁| + X_N |h_N₋₁|),   X = e^{-rt} S</pre>
 *
 * so the first purchase and the unwind at expiry cost as much as any trade between.
 */
final class CallHedging {
    private CallHedging() {}

    /** One of the keeper's rules, one that does not look at the cost: its outcome serves every cost. */
    static HedgeOutcome run(SoldCall call, int decisions, Sampling sampling, HedgeRule costBlind) {
        return run(call, decisions, sampling, List.of(new KeeperRule(costBlind, call, 0)))
                .getFirst();
    }

    /** One outcome per rule, in their order. */
    static List<HedgeOutcome> run(SoldCall call, int decisions, Sampling sampling, List<HoldingRule> rules) {
        HoldingRule[] each = rules.toArray(HoldingRule[]::new);
        double[][] gains = new double[each.length][sampling.paths()];
        double[][] turnover = new double[each.length][sampling.paths()];
        double[][] trades = new double[each.length][sampling.paths()];
        double premium = call.premiumQuote();
        CallPath path = new CallPath(call, decisions);
        BrownianPaths paths = new BrownianPaths(
                sampling.seed(), call.spotQuote(), call.driftPerYear(), call.realisedVolatility(), path.yearsPerStep());
        for (int i = 0; i < sampling.paths(); i++) {
            path.draw(paths);
            double sold = premium - path.discountedPayoffQuote();
            for (int rule = 0; rule < each.length; rule++) {
                double holding = 0;
                double gained = 0;
                double traded = 0;
                int count = 0;
                for (int step = 0; step < decisions; step++) {
                    double wanted = each[rule].holdingAfter(path, step, holding);
                    double here = path.discountedQuote(step);
                    if (wanted != holding) {
                        traded += here * Math.abs(wanted - holding);
                        count++;
                        holding = wanted;
                    }
                    gained += holding * (path.discountedQuote(step + 1) - here);
                }
                gains[rule][i] = sold + gained;
                turnover[rule][i] = traded + path.discountedQuote(decisions) * Math.abs(holding);
                trades[rule][i] = count;
            }
        }
        HedgeOutcome[] outcomes = new HedgeOutcome[each.length];
        for (int rule = 0; rule < each.length; rule++) {
            outcomes[rule] = new HedgeOutcome(gains[rule], turnover[rule], trades[rule]);
        }
        return List.of(outcomes);
    }
}
