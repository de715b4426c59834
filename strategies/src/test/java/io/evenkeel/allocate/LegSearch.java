package io.evenkeel.allocate;

import io.evenkeel.allocate.SeparableProgram.Outcome;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Random problems with fixed costs, smallest sizes, shared caps and shared collateral, and the answer by trying every
 * set of venues. The convex problem of each set goes to the program that is itself checked against ojAlgo and by the
 * conditions of an optimum.
 */
record LegSearch(AllocationProblem problem) {
    static LegSearch random(RandomGenerator random, int venues) {
        double size = Math.pow(10, random.nextDouble(-1, 3));
        List<LegOption> options = new ArrayList<>();
        for (int i = 0; i < venues; i++) {
            double smallest = random.nextInt(3) == 0 ? size * random.nextDouble(0.4) : 0;
            double largest = size * random.nextDouble(1.2);
            QuadraticCost cost = new QuadraticCost(
                    random.nextDouble(-2, 10), random.nextInt(5) == 0 ? 0 : random.nextDouble(20) / size);
            double fixed = random.nextInt(3) == 0 ? 0 : random.nextDouble(2) * size;
            options.add(new LegOption(
                    new VenueId(new ChainId(1), "v" + i),
                    smallest,
                    largest,
                    Limit.DEPTH,
                    cost,
                    fixed,
                    QuadraticCost.linear(random.nextInt(3) == 0 ? 0 : random.nextDouble(100, 1500)),
                    QuadraticCost.linear(random.nextInt(3) == 0 ? random.nextDouble(2) : 0)));
        }
        List<SharedCap> caps = new ArrayList<>();
        for (int kind = 0; kind < 3; kind++) {
            for (int g = 0; g < 2; g++) {
                Map<VenueId, DoubleUnaryOperator> uses = new HashMap<>();
                for (LegOption option : options) {
                    if (random.nextBoolean()) {
                        uses.put(option.venue(), QuadraticCost.linear(random.nextDouble(0.5, 2)));
                    }
                }
                caps.add(new SharedCap("group " + kind + g, size * random.nextDouble(0.1, 1.5), uses));
            }
        }
        return new LegSearch(new AllocationProblem(
                size, options, size * random.nextDouble(1500), size * random.nextDouble(2), 1e3, caps));
    }

    /** The least cost over every set of venues, leaving undone included. */
    double bruteForce() {
        int n = problem.options().size();
        SeparableProgram program =
                new SeparableProgram(n + 1, 3 + problem.caps().size());
        double best = problem.size() * problem.unfilledQuotePerBase();
        for (int set = 1; set < 1 << n; set++) {
            best = Math.min(best, costOf(set, program));
        }
        return best;
    }

    private double costOf(int set, SeparableProgram program) {
        int n = problem.options().size();
        int rows = 3 + problem.caps().size();
        program.reset(n + 1, rows);
        double fixed = 0;
        for (int i = 0; i < n; i++) {
            LegOption option = problem.options().get(i);
            boolean in = (set >> i & 1) == 1;
            if (in && option.smallest() > option.largest()) {
                return Double.POSITIVE_INFINITY;
            }
            QuadraticCost cost = (QuadraticCost) option.costQuote();
            program.variable(i, cost.slope(), cost.curvature(), in ? option.smallest() : 0, in ? option.largest() : 0);
            fixed += in ? option.fixedCostQuote() : 0;
            program.weight(0, i, 1);
            program.weight(1, i, option.quoteNeeded().applyAsDouble(1));
            program.weight(2, i, option.baseNeeded().applyAsDouble(1));
            for (int c = 3; c < rows; c++) {
                program.weight(
                        c, i, problem.caps().get(c - 3).use(option.venue()).applyAsDouble(1));
            }
        }
        program.variable(n, problem.unfilledQuotePerBase(), 0, 0, problem.size());
        program.weight(0, n, 1);
        program.row(0, problem.size(), problem.size());
        program.row(1, Double.NEGATIVE_INFINITY, problem.quoteAtHand());
        program.row(2, Double.NEGATIVE_INFINITY, problem.baseAtHand());
        for (int c = 3; c < rows; c++) {
            program.row(c, Double.NEGATIVE_INFINITY, problem.caps().get(c - 3).room());
        }
        return program.solve() == Outcome.OPTIMAL ? fixed + program.objective() : Double.POSITIVE_INFINITY;
    }

    /** What an answer costs, leaving undone included. */
    double cost(Allocation allocation) {
        return allocation.costQuote() + allocation.unfilled() * problem.unfilledQuotePerBase();
    }

    /** The same problem with its costs and uses as functions that can only be sampled. */
    LegSearch sampled() {
        List<LegOption> options = problem.options().stream()
                .map(o -> new LegOption(
                        o.venue(),
                        o.smallest(),
                        o.largest(),
                        o.largestBecause(),
                        x -> o.costQuote().applyAsDouble(x),
                        o.fixedCostQuote(),
                        x -> o.quoteNeeded().applyAsDouble(x),
                        x -> o.baseNeeded().applyAsDouble(x)))
                .toList();
        return with(options, problem.caps());
    }

    LegSearch with(List<LegOption> options, List<SharedCap> caps) {
        return new LegSearch(new AllocationProblem(
                problem.size(),
                options,
                problem.quoteAtHand(),
                problem.baseAtHand(),
                problem.unfilledQuotePerBase(),
                caps));
    }

    /** Farthest beyond any limit, as a part of it. */
    double missedBy(Allocation allocation) {
        double most = 0;
        double quote = 0;
        double base = 0;
        double filled = allocation.unfilled();
        double[] used = new double[problem.caps().size()];
        for (Allocation.Leg leg : allocation.legs()) {
            LegOption option = problem.options().stream()
                    .filter(o -> o.venue().equals(leg.venue()))
                    .findFirst()
                    .orElseThrow();
            most = Math.max(most, (option.smallest() - leg.size()) / problem.size());
            most = Math.max(most, (leg.size() - option.largest()) / problem.size());
            quote += option.quoteNeeded().applyAsDouble(leg.size());
            base += option.baseNeeded().applyAsDouble(leg.size());
            filled += leg.size();
            for (int c = 0; c < used.length; c++) {
                used[c] += problem.caps().get(c).use(leg.venue()).applyAsDouble(leg.size());
            }
        }
        for (int c = 0; c < used.length; c++) {
            most = Math.max(most, used[c] / problem.caps().get(c).room() - 1);
        }
        most = Math.max(most, quote / problem.quoteAtHand() - 1);
        most = Math.max(most, base / problem.baseAtHand() - 1);
        return Math.max(most, Math.abs(filled / problem.size() - 1));
    }
}
