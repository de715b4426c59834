package io.evenkeel.allocate;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Least variable cost for a given set of venues: fill the cheapest next bit first until the size is reached.
 *
 * <p>Each venue's cost is cut into chords; chords are taken in the order of their slope, which is the optimum of the
 * chords, and the cut is then refined around what was found. Idle tokens that the venues share enter as a price per
 * token: the smallest price at which no more is used than there is. Where two answers at that price lie on either side
 * of what there is, the mixture that uses exactly all of it is an answer too, since the answers at one price form a
 * convex set.
 */
final class ConvexCore {
    private static final int COARSE = 16;
    private static final int FINE = 4;
    private static final int ROUNDS = 24;
    private static final double FINEST = 1e-8;
    private static final int QUOTE = 0;
    private static final int BASE = 1;
    private static final int DOUBLINGS = 60;
    private static final int HALVINGS = 45;

    private final AllocationProblem problem;
    private final List<LegOption> options;
    /** Which options are in the set; the others stay at zero. */
    private final int set;
    /** Ends of the chords, per option; empty outside the set. */
    private final double[][] knots;

    private double[][] costSlopes = new double[0][];
    private final double[][][] useSlopes = new double[2][][];

    ConvexCore(AllocationProblem problem, List<LegOption> options, int set) {
        this.problem = problem;
        this.options = options;
        this.set = set;
        this.knots = new double[options.size()][];
    }

    /** A lower bound for every set: all venues, no fixed cost, no smallest size, tokens without end. */
    static double unrestrictedCost(AllocationProblem problem, List<LegOption> options) {
        List<LegOption> free = options.stream()
                .map(o ->
                        new LegOption(o.venue(), 0, o.largest(), o.largestBecause(), o.costQuote(), 0, x -> 0, x -> 0))
                .toList();
        double[] sizes = new ConvexCore(problem, free, (1 << free.size()) - 1).solve();
        double found = Allocator.total(problem, free, sizes);
        // what refinement leaves: far below anything that a choice should turn on
        return found - 1e-6 * (Math.abs(found) + problem.size() * 1e-3);
    }

    /** Sizes per option; empty when even the smallest sizes need more tokens than there are. */
    double[] solve() {
        for (int i = 0; i < knots.length; i++) {
            knots[i] = isIn(i) ? even(options.get(i).smallest(), top(i)) : new double[0];
        }
        double[] sizes = priced();
        if (sizes.length == 0) {
            return sizes;
        }
        double width = problem.size() / COARSE;
        for (int round = 0; round < ROUNDS && width > FINEST * problem.size(); round++) {
            for (int i = 0; i < knots.length; i++) {
                knots[i] = isIn(i) ? around(sizes[i], width, options.get(i).smallest(), top(i)) : knots[i];
            }
            double[] refined = priced();
            if (refined.length == 0) {
                break;
            }
            width = Math.max(width / FINE, Math.min(width, 2 * furthest(sizes, refined)));
            sizes = refined;
        }
        return sizes;
    }

    private double top(int option) {
        return Math.max(
                options.get(option).smallest(), Math.min(options.get(option).largest(), problem.size()));
    }

    private boolean isIn(int option) {
        return (set >> option & 1) == 1;
    }

    private static double furthest(double[] a, double[] b) {
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
        }
        return most;
    }

    private static double[] even(double low, double high) {
        double[] ends = new double[COARSE + 1];
        for (int k = 0; k <= COARSE; k++) {
            ends[k] = low + (high - low) * k / COARSE;
        }
        return ends;
    }

    /** Fine within a width of the centre, one chord on each side beyond. */
    private static double[] around(double centre, double width, double low, double high) {
        double[] ends = new double[2 * FINE + 3];
        ends[0] = low;
        for (int k = -FINE; k <= FINE; k++) {
            ends[k + FINE + 1] = Math.clamp(centre + width * k / FINE, low, high);
        }
        ends[ends.length - 1] = high;
        return ends;
    }

    private double[] priced() {
        costSlopes = slopes(option -> option.costQuote());
        useSlopes[QUOTE] = slopes(option -> option.quoteNeeded());
        useSlopes[BASE] = slopes(option -> option.baseNeeded());
        return priced(BASE, new double[2]);
    }

    private interface Curve {
        DoubleUnaryOperator of(LegOption option);
    }

    private double[][] slopes(Curve curve) {
        double[][] slopes = new double[knots.length][];
        for (int i = 0; i < knots.length; i++) {
            double[] ends = knots[i];
            slopes[i] = new double[Math.max(0, ends.length - 1)];
            if (ends.length == 0) {
                continue;
            }
            DoubleUnaryOperator function = curve.of(options.get(i));
            double before = function.applyAsDouble(ends[0]);
            for (int k = 0; k < slopes[i].length; k++) {
                double length = ends[k + 1] - ends[k];
                double after = length > 0 ? function.applyAsDouble(ends[k + 1]) : before;
                double slope = (after - before) / length;
                slopes[i][k] = Double.isNaN(slope) ? Double.POSITIVE_INFINITY : slope;
                before = after;
            }
        }
        return slopes;
    }

    /** Finds the price of this token (and, within, of the one before it) at which no more is used than there is. */
    private double[] priced(int token, double[] prices) {
        if (token < 0) {
            return fill(prices);
        }
        prices[token] = 0;
        double[] greedy = priced(token - 1, prices);
        if (greedy.length == 0 || fits(token, greedy)) {
            return greedy;
        }
        double low = 0;
        double high = 1e-3;
        prices[token] = high;
        double[] frugal = priced(token - 1, prices);
        for (int i = 0; i < DOUBLINGS && frugal.length > 0 && !fits(token, frugal); i++) {
            greedy = frugal;
            low = high;
            high *= 2;
            prices[token] = high;
            frugal = priced(token - 1, prices);
        }
        if (frugal.length == 0 || !fits(token, frugal)) {
            return new double[0];
        }
        for (int i = 0; i < HALVINGS; i++) {
            prices[token] = (low + high) / 2;
            double[] middle = priced(token - 1, prices);
            if (middle.length > 0 && fits(token, middle)) {
                frugal = middle;
                high = prices[token];
            } else {
                greedy = middle.length > 0 ? middle : greedy;
                low = prices[token];
            }
        }
        return mixture(token, frugal, greedy);
    }

    private double[] mixture(int token, double[] frugal, double[] greedy) {
        double low = 0;
        double high = 1;
        double[] mixed = frugal;
        for (int i = 0; i < HALVINGS; i++) {
            double share = (low + high) / 2;
            double[] candidate = new double[frugal.length];
            Arrays.setAll(candidate, k -> frugal[k] + share * (greedy[k] - frugal[k]));
            if (fits(token, candidate)) {
                mixed = candidate;
                low = share;
            } else {
                high = share;
            }
        }
        return mixed;
    }

    private boolean fits(int token, double[] sizes) {
        double used = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (isIn(i)) {
                LegOption option = options.get(i);
                used += (token == QUOTE ? option.quoteNeeded() : option.baseNeeded()).applyAsDouble(sizes[i]);
            }
        }
        double atHand = token == QUOTE ? problem.quoteAtHand() : problem.baseAtHand();
        return used <= atHand + 1e-9 * Math.abs(atHand);
    }

    /**
     * Cheapest chords first, until the size is reached or leaving the rest undone is cheaper. A chord without length
     * must not hide the one behind it.
     */
    private double[] fill(double[] prices) {
        double[] sizes = new double[knots.length];
        int[] next = new int[knots.length];
        double left = problem.size();
        for (int i = 0; i < sizes.length; i++) {
            if (isIn(i)) {
                sizes[i] = options.get(i).smallest();
                left -= sizes[i];
            }
        }
        while (left > 0) {
            int cheapest = -1;
            double lowest = problem.unfilledQuotePerBase();
            for (int i = 0; i < sizes.length; i++) {
                while (next[i] < costSlopes[i].length && knots[i][next[i]] == knots[i][next[i] + 1]) {
                    next[i]++;
                }
                if (next[i] < costSlopes[i].length) {
                    double slope = costSlopes[i][next[i]]
                            + prices[QUOTE] * useSlopes[QUOTE][i][next[i]]
                            + prices[BASE] * useSlopes[BASE][i][next[i]];
                    if (slope < lowest) {
                        lowest = slope;
                        cheapest = i;
                    }
                }
            }
            if (cheapest < 0) {
                break;
            }
            int k = next[cheapest]++;
            double length = Math.min(left, knots[cheapest][k + 1] - knots[cheapest][k]);
            sizes[cheapest] += length;
            left -= length;
        }
        return sizes;
    }
}
