package io.evenkeel.allocate;

import io.evenkeel.allocate.Allocation.BindingLimit;
import io.evenkeel.allocate.Allocation.Leg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Spreads a size over venues at the least cost. Fixed costs and smallest sizes make it a choice of venues, so every
 * set of venues is considered; within a set the problem is convex. Sets that cannot beat the best one found, even
 * without their limits, are left out.
 */
public final class Allocator {
    private Allocator() {}

    public static Allocation solve(AllocationProblem problem) {
        List<LegOption> usable = problem.options().stream()
                .filter(option -> option.largest() > 0 && option.smallest() <= option.largest())
                .toList();
        double[] nothing = new double[usable.size()];
        double[] best = nothing;
        double bestCost = problem.size() * problem.unfilledQuotePerBase();
        double floor = usable.isEmpty() ? bestCost : ConvexCore.unrestrictedCost(problem, usable);
        for (int set : bySize(usable.size())) {
            double fixed = fixedCost(usable, set);
            if (floor + fixed >= bestCost || smallest(usable, set) > problem.size()) {
                continue;
            }
            double[] sizes = new ConvexCore(problem, usable, set).solve();
            double cost = sizes.length == 0 ? Double.POSITIVE_INFINITY : fixed + total(problem, usable, sizes);
            if (cost < bestCost) {
                best = sizes;
                bestCost = cost;
            }
        }
        return allocation(problem, usable, best);
    }

    /** Variable cost, and what is left undone. */
    static double total(AllocationProblem problem, List<LegOption> options, double[] sizes) {
        double cost = 0;
        double filled = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > 0) {
                cost += options.get(i).costQuote().applyAsDouble(sizes[i]);
                filled += sizes[i];
            }
        }
        return cost + Math.max(0, problem.size() - filled) * problem.unfilledQuotePerBase();
    }

    private static Allocation allocation(AllocationProblem problem, List<LegOption> options, double[] sizes) {
        List<Leg> legs = new ArrayList<>();
        double cost = 0;
        double filled = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > 0) {
                LegOption option = options.get(i);
                legs.add(new Leg(option.venue(), sizes[i]));
                cost += option.fixedCostQuote() + option.costQuote().applyAsDouble(sizes[i]);
                filled += sizes[i];
            }
        }
        double unfilled = Math.max(0, problem.size() - filled);
        boolean short_ = unfilled > 1e-9 * problem.size();
        return new Allocation(
                legs, short_ ? unfilled : 0, cost, short_ ? limits(problem.options(), options, sizes) : List.of());
    }

    private static List<BindingLimit> limits(List<LegOption> all, List<LegOption> usable, double[] sizes) {
        List<BindingLimit> limits = new ArrayList<>();
        for (LegOption option : all) {
            int i = usable.indexOf(option);
            boolean atLargest = i < 0 || sizes[i] >= option.largest() * (1 - 1e-9);
            limits.add(new BindingLimit(option.venue(), atLargest ? option.largestBecause() : Limit.COLLATERAL));
        }
        return limits;
    }

    private static double fixedCost(List<LegOption> options, int set) {
        return members(options, set)
                .mapToDouble(i -> options.get(i).fixedCostQuote())
                .sum();
    }

    private static double smallest(List<LegOption> options, int set) {
        return members(options, set).mapToDouble(i -> options.get(i).smallest()).sum();
    }

    private static IntStream members(List<LegOption> options, int set) {
        return IntStream.range(0, options.size()).filter(i -> (set >> i & 1) == 1);
    }

    /** Small sets first: they are cheap to solve and pay the least gas, so they prune the most. */
    private static List<Integer> bySize(int options) {
        return IntStream.range(1, 1 << options)
                .boxed()
                .sorted(Comparator.comparingInt(Integer::bitCount))
                .toList();
    }
}
