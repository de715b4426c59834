package io.evenkeel.evidence.lp;

import io.evenkeel.market.uniswapv3.RangeCurve;
import io.evenkeel.numerics.NormalDistribution;

/**
 * Expected loss of a range against rebalancing (Milionis et al. 2022), known in closed form where the cost of hedging is
 * not: with ln P normal of mean m and variance v, inside the roots a and b,
 *
 * <pre>
 *   loss per step = L sqrt(P) σ² Δt / 4
 *   E[sqrt(P); a² &lt; P &lt; b²] = e^(m/2 + v/8) (N((2 ln b − m − v/2) / sqrt(v)) − N((2 ln a − m − v/2) / sqrt(v)))
 * </pre>
 *
 * Cost and risk of a hedge follow how long a path stays in the range and where, and so does this: most of the chance in
 * an average over paths can be taken out by comparing the loss along them with its expectation.
 */
final class ExpectedLoss {
    private ExpectedLoss() {}

    /** In quote, summed over the steps as a simulation sums it. */
    static double of(RangeSetup setup) {
        RangeCurve range = setup.range();
        double variancePerStep = setup.variancePerStep();
        double roots = Math.sqrt(RangeSetup.PRICE);
        for (int step = 1; step < setup.steps(); step++) {
            double variance = step * variancePerStep;
            double mean = Math.log(RangeSetup.PRICE) - variance / 2;
            double shifted = mean + variance / 2;
            double deviation = Math.sqrt(variance);
            double inside = NormalDistribution.cumulative((2 * Math.log(range.sqrtUpper()) - shifted) / deviation)
                    - NormalDistribution.cumulative((2 * Math.log(range.sqrtLower()) - shifted) / deviation);
            roots += Math.exp(mean / 2 + variance / 8) * inside;
        }
        return range.liquidity() * variancePerStep / 4 * roots;
    }
}
