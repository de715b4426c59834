package io.evenkeel.allocate;

import java.util.Arrays;
import java.util.List;

/**
 * Which venues trade, by branch and bound. A venue not decided on may take any size at a fixed cost in proportion to
 * it, which is never more than the truth, so the convex answer bounds every choice below it. The bound and every answer
 * come from the same core; branches are cut only where they cannot be better by more than its rounding.
 */
final class VenueChoice {
    /** Most choices looked at: enough for any eight venues by far, and for twenty in practice. */
    static final int MOST_NODES = 20_000;

    private final AllocationProblem problem;
    private final List<LegOption> options;
    private final ConvexCore core;
    private final double[] best;
    private final double[] capPrices;
    private double bestCost;
    private double quotePrice;
    private double basePrice;
    private double sizePrice;
    private double lowestOpen = Double.POSITIVE_INFINITY;
    private int nodes;

    VenueChoice(AllocationProblem problem, List<LegOption> options) {
        this.problem = problem;
        this.options = options;
        this.core = new ConvexCore(problem, options);
        this.best = new double[options.size()];
        this.capPrices = new double[problem.caps().size()];
        this.bestCost = problem.size() * problem.unfilledQuotePerBase();
        this.sizePrice = problem.unfilledQuotePerBase();
    }

    double[] search() {
        if (!options.isEmpty()) {
            branch(new byte[options.size()]);
        }
        return best;
    }

    double[] sizes() {
        return best;
    }

    /** How much cheaper an answer could be: above 0 only when the search was cut short. */
    double gap() {
        return Math.max(0, bestCost - Math.min(bestCost, lowestOpen));
    }

    double capPrice(int cap) {
        return capPrices[cap];
    }

    /** What one more quote at hand would save. */
    double quotePrice() {
        return quotePrice;
    }

    double basePrice() {
        return basePrice;
    }

    double sizePrice() {
        return sizePrice;
    }

    private void branch(byte[] state) {
        double bound = core.solve(state);
        boolean unknown = core.isUnknown();
        if (bound >= bestCost - same() && !unknown) {
            return;
        }
        double[] relaxed = core.sizes().clone();
        int undecided = unknown ? firstUndecided(state) : mostUndecided(state, relaxed);
        if (undecided < 0) {
            acceptIfBetter(bound, relaxed);
            return;
        }
        if (nodes++ >= MOST_NODES) {
            lowestOpen = Math.min(lowestOpen, unknown ? Double.NEGATIVE_INFINITY : bound);
            return;
        }
        if (!unknown) {
            roundUp(state, relaxed);
        }
        byte[] next = state.clone();
        boolean firstTrades =
                !unknown && relaxed[undecided] >= options.get(undecided).smallest();
        next[undecided] = firstTrades ? ConvexCore.TRADES : ConvexCore.LEFT_OUT;
        branch(next);
        next[undecided] = firstTrades ? ConvexCore.LEFT_OUT : ConvexCore.TRADES;
        branch(next);
    }

    /** What the convex answer uses, used properly: an answer, if a good one, that cuts branches early. */
    private void roundUp(byte[] state, double[] relaxed) {
        byte[] decided = state.clone();
        for (int i = 0; i < decided.length; i++) {
            if (decided[i] == ConvexCore.UNDECIDED) {
                decided[i] = relaxed[i] > 0 ? ConvexCore.TRADES : ConvexCore.LEFT_OUT;
            }
        }
        double cost = core.solve(decided);
        acceptIfBetter(cost, core.sizes());
    }

    private void acceptIfBetter(double cost, double[] sizes) {
        if (!(cost < bestCost)) {
            return;
        }
        bestCost = cost;
        System.arraycopy(sizes, 0, best, 0, best.length);
        Arrays.setAll(capPrices, core::capPrice);
        quotePrice = core.handPrice(true);
        basePrice = core.handPrice(false);
        sizePrice = core.sizePrice();
    }

    /** The undecided venue whose size the truth would charge most for; none when the convex answer is one already. */
    private int mostUndecided(byte[] state, double[] sizes) {
        int most = -1;
        double mostLacking = 0;
        for (int i = 0; i < state.length; i++) {
            LegOption option = options.get(i);
            if (state[i] != ConvexCore.UNDECIDED || sizes[i] <= 0) {
                continue;
            }
            double unpaid = option.fixedCostQuote() * (1 - sizes[i] / core.top(i));
            boolean tooSmall = sizes[i] < option.smallest() * (1 - 1e-12);
            double lacking = unpaid + (tooSmall ? problem.unfilledQuotePerBase() * (option.smallest() - sizes[i]) : 0);
            if (core.usesAtOnce(i)) {
                lacking = Math.max(lacking, 2 * same());
            }
            if (lacking > same() && lacking > mostLacking) {
                mostLacking = lacking;
                most = i;
            }
        }
        return most;
    }

    private static int firstUndecided(byte[] state) {
        for (int i = 0; i < state.length; i++) {
            if (state[i] == ConvexCore.UNDECIDED) {
                return i;
            }
        }
        return -1;
    }

    private double same() {
        return ConvexCore.SAME * Math.max(1e-6, Math.abs(bestCost));
    }
}
