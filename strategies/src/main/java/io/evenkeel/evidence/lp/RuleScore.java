package io.evenkeel.evidence.lp;

import io.evenkeel.evidence.Estimate;
import io.evenkeel.evidence.Moments;
import io.evenkeel.evidence.Sample;
import io.evenkeel.hedge.HedgeRule;

/** Cost and squared residual of one rule, path by path. */
final class RuleScore {
    private final HedgeRule rule;
    private final double[] costQuote;
    private final double[] squaredResidual;

    RuleScore(HedgeRule rule, int paths) {
        this.rule = rule;
        costQuote = new double[paths];
        squaredResidual = new double[paths];
    }

    HedgeRule rule() {
        return rule;
    }

    void set(int path, RangeHedge hedge, TradeCost cost) {
        costQuote[path] = hedge.costQuote(cost);
        squaredResidual[path] = hedge.squaredResidual();
    }

    /** Mean of cost + λ/2 × squared residual. */
    double mean(double riskAversion) {
        Moments moments = new Moments();
        for (int path = 0; path < costQuote.length; path++) {
            moments.add(value(path, riskAversion));
        }
        return moments.mean();
    }

    /**
     * The same as it would be had the paths lost this much against rebalancing on average: the least-squares line
     * through (loss, value) of each path, read off there.
     */
    Estimate meanAtLoss(double riskAversion, double[] lossQuote, double meanLossQuote) {
        Moments losses = new Moments();
        for (double loss : lossQuote) {
            losses.add(loss);
        }
        double mean = mean(riskAversion);
        double covariance = 0;
        for (int path = 0; path < lossQuote.length; path++) {
            covariance += (lossQuote[path] - losses.mean()) * (value(path, riskAversion) - mean) / lossQuote.length;
        }
        double slope = covariance / (losses.standardDeviation() * losses.standardDeviation());
        double[] moved = new double[lossQuote.length];
        for (int path = 0; path < lossQuote.length; path++) {
            moved[path] = value(path, riskAversion) - slope * (lossQuote[path] - meanLossQuote);
        }
        return Sample.of(moved).mean();
    }

    private double value(int path, double riskAversion) {
        return costQuote[path] + riskAversion / 2 * squaredResidual[path];
    }
}
