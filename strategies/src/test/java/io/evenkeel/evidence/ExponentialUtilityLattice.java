package io.evenkeel.evidence;

import java.util.Arrays;

/**
 * The best that any rule can do, to keep the rules honest: one call is sold, the underlying is traded at a
 * proportional (and fixed) cost at given times, and the P&amp;L is judged by exponential utility. Dynamic programming
 * backwards over (time, price, holding); nothing is assumed about the form of the optimum. The same lattice also values
 * any given band without sampling error, so that the two can be compared to the last digit.
 *
 * <p>Written in discounted prices X. With J the certain amount that the future costs, and V = J − hX so that the value
 * of the holding h drops out of a step,
 *
 * <pre>
 *   V_N(x, h) = (X − K e^{-rT})⁺ − hX + cX|h| (+ fixed)
 *   V_n(x, h) = min over h' of  cX|h' − h| (+ fixed) + (h' − h) X + (1/λ) ln E exp(λ V_{n+1}(x', h'))
 * </pre>
 *
 * and in Q = exp(λV) an expectation is a weighted sum and a trade of one grid step a factor: no logarithm anywhere. The
 * grid of ln X moves with the drift, so a step is a sum over a lattice with normal weights, whose moments are those of
 * the normal to 1e-8 when the spacing is at most the deviation of a step. What is left is the error of the grid: the
 * kink of the payoff between two prices (falls with the square of the spacing) and a holding that has to be a multiple
 * of its step (makes the optimum too expensive, never too cheap).
 */
final class ExponentialUtilityLattice {
    /** How far prices are followed, in deviations over the whole life and over one step. */
    private static final double REACH_LIFE = 5.5;

    private static final double REACH_STEP = 5.5;
    private static final double LOWEST_HOLDING = -0.1;
    private static final double HIGHEST_HOLDING = 1.15;
    /** exp(λV) must stay a normal double. */
    private static final double LARGEST_EXPONENT = 700;

    /**
     * One call sold, with money discounted to today.
     *
     * @param driftPerYear μ, the real-world drift
     * @param decisions equally spaced, the first at once, the last one step before expiry
     * @param proportionalCost of every trade, the first and the unwind at expiry included
     * @param fixedCostQuote of every trade, discounted like everything else from the time of the trade
     */
    record Problem(
            double spotQuote,
            double strikeQuote,
            double volatility,
            double ratePerYear,
            double driftPerYear,
            double years,
            int decisions,
            double proportionalCost,
            double fixedCostQuote,
            double riskAversionPerQuote) {
        double yearsPerStep() {
            return years / decisions;
        }
    }

    /** A band's edges in units of the underlying held, at a price that is not discounted. */
    interface Band {
        void edges(double spotQuote, double yearsToExpiry, double[] lowAndHigh);
    }

    private final Problem problem;
    private final int pricesEachSide;
    private final double logSpacing;
    private final double[] weights;
    private final double holdingStep;
    private final int holdings;
    private final int flat;
    /** Q at the time that has been reached: [price][holding]. */
    private double[][] reached;

    private double[][] scratch;
    private final double[] traded;

    /**
     * @param pricesPerDeviation lattice points within one standard deviation of a step, at least 1
     * @param holdingStep spacing of the holdings, such as 0.01 of a unit
     */
    ExponentialUtilityLattice(Problem problem, int pricesPerDeviation, double holdingStep) {
        this.problem = problem;
        double deviation = problem.volatility * Math.sqrt(problem.yearsPerStep());
        this.logSpacing = deviation / pricesPerDeviation;
        this.pricesEachSide = (int) Math.ceil(REACH_LIFE * Math.sqrt(problem.decisions) * pricesPerDeviation);
        this.weights = normalWeights(pricesPerDeviation);
        this.holdingStep = holdingStep;
        this.flat = (int) Math.round(-LOWEST_HOLDING / holdingStep);
        this.holdings = flat + (int) Math.round(HIGHEST_HOLDING / holdingStep) + 1;
        this.reached = new double[2 * pricesEachSide + 1][holdings];
        this.scratch = new double[2 * pricesEachSide + 1][holdings];
        this.traded = new double[holdings];
        double highest = discounted(problem.decisions, pricesEachSide);
        if (problem.riskAversionPerQuote * highest * HIGHEST_HOLDING > LARGEST_EXPONENT) {
            throw new IllegalArgumentException("exp(λV) would overflow: scale the problem down");
        }
    }

    /** What the whole future costs for certain, to someone who holds nothing yet and does the best there is. */
    double leastCost() {
        return solve((time, price) -> trade(time, price));
    }

    /** The same for someone who follows a band: beyond an edge, trade to that edge. Only without a fixed cost. */
    double costOf(Band band) {
        if (problem.fixedCostQuote != 0) {
            throw new IllegalArgumentException("a band to the edge with a fixed cost is ruinous and not valued here");
        }
        double[] edges = new double[2];
        return solve((time, price) -> {
            double spot = discounted(time, price - pricesEachSide)
                    * Math.exp(problem.ratePerYear * time * problem.yearsPerStep());
            band.edges(spot, problem.years - time * problem.yearsPerStep(), edges);
            follow(time, price, edges[0], edges[1]);
        });
    }

    private interface Decision {
        /** Turns {@code scratch[price]}, the expectation for each holding after the trade, into that before it. */
        void at(int time, int price);
    }

    private double solve(Decision decision) {
        expire();
        for (int time = problem.decisions - 1; time >= 0; time--) {
            for (int price = 0; price < reached.length; price++) {
                expect(price);
                decision.at(time, price);
            }
            double[][] done = scratch;
            scratch = reached;
            reached = done;
        }
        return Math.log(reached[pricesEachSide][flat]) / problem.riskAversionPerQuote;
    }

    private void expire() {
        double lambda = problem.riskAversionPerQuote;
        double discount = Math.exp(-problem.ratePerYear * problem.years);
        for (int price = 0; price < reached.length; price++) {
            double x = discounted(problem.decisions, price - pricesEachSide);
            double payoff = Math.max(0, x - problem.strikeQuote * discount);
            for (int j = 0; j < holdings; j++) {
                double holding = (j - flat) * holdingStep;
                double unwind = problem.proportionalCost * x * Math.abs(holding)
                        + (j == flat ? 0 : problem.fixedCostQuote * discount);
                reached[price][j] = Math.exp(lambda * (payoff - holding * x + unwind));
            }
        }
    }

    private void expect(int price) {
        double[] sum = scratch[price];
        Arrays.fill(sum, 0);
        int reach = weights.length / 2;
        for (int k = -reach; k <= reach; k++) {
            // beyond the lattice nothing changes any more: there V is flat in the price for the holding one has
            double[] next = reached[Math.clamp(price + k, 0, reached.length - 1)];
            double weight = weights[k + reach];
            for (int j = 0; j < holdings; j++) {
                sum[j] += weight * next[j];
            }
        }
    }

    private void trade(int time, int price) {
        double x = discounted(time, price - pricesEachSide);
        double lambda = problem.riskAversionPerQuote;
        double buy = Math.exp(lambda * x * (1 + problem.proportionalCost) * holdingStep);
        double sell = Math.exp(-lambda * x * (1 - problem.proportionalCost) * holdingStep);
        double[] stay = scratch[price];
        System.arraycopy(stay, 0, traded, 0, holdings);
        for (int j = holdings - 2; j >= 0; j--) {
            traded[j] = Math.min(traded[j], traded[j + 1] * buy);
        }
        for (int j = 1; j < holdings; j++) {
            traded[j] = Math.min(traded[j], traded[j - 1] * sell);
        }
        double fixed = Math.exp(
                lambda * problem.fixedCostQuote * Math.exp(-problem.ratePerYear * time * problem.yearsPerStep()));
        for (int j = 0; j < holdings; j++) {
            stay[j] = Math.min(stay[j], traded[j] * fixed);
        }
    }

    private void follow(int time, int price, double low, double high) {
        double x = discounted(time, price - pricesEachSide);
        double lambda = problem.riskAversionPerQuote;
        double[] stay = scratch[price];
        double logLow = logAt(stay, low);
        double logHigh = logAt(stay, high);
        for (int j = 0; j < holdings; j++) {
            double holding = (j - flat) * holdingStep;
            if (holding < low) {
                stay[j] = Math.exp(logLow + lambda * x * (1 + problem.proportionalCost) * (low - holding));
            } else if (holding > high) {
                stay[j] = Math.exp(logHigh - lambda * x * (1 - problem.proportionalCost) * (holding - high));
            }
        }
    }

    /** Logarithm between grid points, by the cubic through the four around it. */
    private double logAt(double[] values, double holding) {
        double place = holding / holdingStep + flat;
        int base = Math.clamp((int) Math.floor(place), 1, holdings - 3);
        double t = place - base;
        return Math.log(values[base - 1]) * (-t * (t - 1) * (t - 2) / 6)
                + Math.log(values[base]) * ((t + 1) * (t - 1) * (t - 2) / 2)
                + Math.log(values[base + 1]) * (-(t + 1) * t * (t - 2) / 2)
                + Math.log(values[base + 2]) * ((t + 1) * t * (t - 1) / 6);
    }

    private double discounted(int time, int offset) {
        double drift = (problem.driftPerYear - problem.ratePerYear - problem.volatility * problem.volatility / 2)
                * problem.yearsPerStep();
        return problem.spotQuote * Math.exp(time * drift + offset * logSpacing);
    }

    private static double[] normalWeights(int perDeviation) {
        int reach = (int) Math.ceil(REACH_STEP * perDeviation);
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            double deviations = (double) k / perDeviation;
            weights[k + reach] = Math.exp(-deviations * deviations / 2);
            sum += weights[k + reach];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return weights;
    }
}
