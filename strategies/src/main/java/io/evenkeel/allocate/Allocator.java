package io.evenkeel.allocate;

import io.evenkeel.allocate.Allocation.BindingLimit;
import io.evenkeel.allocate.Allocation.BoundLimit;
import io.evenkeel.allocate.Allocation.Leg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Spreads a size over venues at the least cost. Fixed costs and smallest sizes make it a choice of venues, searched by
 * branch and bound; for a given choice the problem is convex. What can be done is done, and what cannot is left with the
 * limits that stopped it.
 */
public final class Allocator {
    private static final double AT_ITS_LIMIT = 1 - 1e-9;
    /** A limit counts as bound when a unit of it is worth more than this part of what leaving a base undone is. */
    private static final double WORTH_NAMING = 1e-9;

    private Allocator() {}

    public static Allocation solve(AllocationProblem problem) {
        List<LegOption> usable = problem.options().stream()
                .filter(option -> option.largest() > 0 && option.smallest() <= option.largest())
                .toList();
        VenueChoice choice = new VenueChoice(problem, usable);
        double[] sizes = choice.search();
        List<Leg> legs = new ArrayList<>();
        double cost = 0;
        double filled = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > 0) {
                LegOption option = usable.get(i);
                legs.add(new Leg(option.venue(), sizes[i]));
                cost += option.fixedCostQuote() + option.costQuote().applyAsDouble(sizes[i]);
                filled += sizes[i];
            }
        }
        double unfilled = Math.max(0, problem.size() - filled);
        boolean isShort = unfilled > 1e-9 * problem.size();
        return new Allocation(
                legs,
                isShort ? unfilled : 0,
                cost,
                isShort ? limits(problem, usable, choice) : List.of(),
                bound(problem, usable, choice),
                choice.gap());
    }

    /** Per venue that could have done more: what kept it from that. */
    private static List<BindingLimit> limits(AllocationProblem problem, List<LegOption> usable, VenueChoice choice) {
        List<BindingLimit> limits = new ArrayList<>();
        for (LegOption option : problem.options()) {
            int i = usable.indexOf(option);
            if (i < 0 || choice.sizes()[i] >= option.largest() * AT_ITS_LIMIT) {
                limits.add(new BindingLimit(option.venue(), option.largestBecause()));
            } else {
                limits.add(sharedOrHand(problem, option, choice));
            }
        }
        return limits;
    }

    /** Whichever would cost more to do without, per base: the dearest shared cap, or the tokens at hand. */
    private static BindingLimit sharedOrHand(AllocationProblem problem, LegOption option, VenueChoice choice) {
        int dearest = -1;
        double step = Math.max(option.smallest(), problem.size() * 1e-6);
        double most = choice.quotePrice() * option.quoteNeeded().applyAsDouble(step) / step
                + choice.basePrice() * option.baseNeeded().applyAsDouble(step) / step;
        for (int c = 0; c < problem.caps().size(); c++) {
            SharedCap cap = problem.caps().get(c);
            double worth = choice.capPrice(c) * cap.use(option.venue()).applyAsDouble(step) / step;
            if (worth > WORTH_NAMING * problem.unfilledQuotePerBase() && worth > most) {
                most = worth;
                dearest = c;
            }
        }
        return dearest < 0
                ? new BindingLimit(option.venue(), Limit.COLLATERAL)
                : new BindingLimit(
                        option.venue(),
                        Limit.SHARED_CAP,
                        problem.caps().get(dearest).name());
    }

    private static List<BoundLimit> bound(AllocationProblem problem, List<LegOption> usable, VenueChoice choice) {
        double least = WORTH_NAMING * problem.unfilledQuotePerBase();
        List<BoundLimit> bound = new ArrayList<>();
        for (int c = 0; c < problem.caps().size(); c++) {
            if (choice.capPrice(c) > least) {
                bound.add(new BoundLimit(problem.caps().get(c).name(), choice.capPrice(c)));
            }
        }
        for (int i = 0; i < usable.size(); i++) {
            LegOption option = usable.get(i);
            double size = choice.sizes()[i];
            if (size > 0 && size >= option.largest() * AT_ITS_LIMIT && size < problem.size() * AT_ITS_LIMIT) {
                double saved = choice.sizePrice() - slopeAt(option, size);
                if (saved > least) {
                    bound.add(new BoundLimit(option.venue() + " at its " + option.largestBecause(), saved));
                }
            }
        }
        bound.sort(Comparator.comparingDouble(BoundLimit::quotePerUnit).reversed());
        return bound;
    }

    private static double slopeAt(LegOption option, double size) {
        double step = size * 1e-6;
        return (option.costQuote().applyAsDouble(size) - option.costQuote().applyAsDouble(size - step)) / step;
    }
}
