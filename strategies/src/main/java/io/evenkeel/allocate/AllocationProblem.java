package io.evenkeel.allocate;

import java.util.List;

/**
 * So much base to trade in one direction, and what there is to do it with.
 *
 * @param size base token, whole, positive
 * @param quoteAtHand,baseAtHand idle tokens the legs may use together
 * @param unfilledQuotePerBase what leaving a whole base token undone counts as; larger than any cost of doing it, so
 *     that as much as possible is done and cost decides how
 * @param caps limits that venues share
 */
public record AllocationProblem(
        double size,
        List<LegOption> options,
        double quoteAtHand,
        double baseAtHand,
        double unfilledQuotePerBase,
        List<SharedCap> caps) {
    /** More venues than this must be chosen from beforehand. */
    public static final int MOST_OPTIONS = 32;

    public AllocationProblem {
        options = List.copyOf(options);
        caps = List.copyOf(caps);
        if (!(size > 0 && Double.isFinite(size))) {
            throw new IllegalArgumentException("size must be positive, was " + size);
        }
        if (options.size() > MOST_OPTIONS) {
            throw new IllegalArgumentException("at most " + MOST_OPTIONS + " venues, were " + options.size());
        }
        if (!(unfilledQuotePerBase > 0 && Double.isFinite(unfilledQuotePerBase))) {
            throw new IllegalArgumentException("price of leaving undone must be positive");
        }
    }

    /** Without shared caps. */
    public AllocationProblem(
            double size, List<LegOption> options, double quoteAtHand, double baseAtHand, double unfilledQuotePerBase) {
        this(size, options, quoteAtHand, baseAtHand, unfilledQuotePerBase, List.of());
    }

    /** The same with more tokens at hand. */
    AllocationProblem withMore(double quote, double base) {
        return new AllocationProblem(size, options, quoteAtHand + quote, baseAtHand + base, unfilledQuotePerBase, caps);
    }
}
