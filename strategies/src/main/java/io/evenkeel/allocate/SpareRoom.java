package io.evenkeel.allocate;

import io.evenkeel.market.Venue;
import io.evenkeel.risk.MarginRule;
import io.evenkeel.risk.MarginRule.Purpose;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * Room and collateral that an allocation leaves free: beside each venue what gamma may ask for when another freezes, and
 * among the others a part of each protocol's hedge, in case that is closed by force.
 *
 * @param besideEach base token, whole, at least 0
 * @param waiting venues on stand-by that take no part: their room is spare, and as much less is kept at the others
 */
record SpareRoom(Trading trading, RiskLimits limits, SharedLimits shared, double besideEach, List<LegOption> waiting) {
    /** Parts of the room that should be kept, in the order in which they are tried. */
    private static final double[] PARTS = {1, 0.5, 0.25, 0};

    /** An allocation, and the part of the spare room that it leaves. */
    record Kept(Allocation allocation, double part) {}

    /** As much spare room as the hedge leaves: it is given up before the hedge is. */
    Kept allocate(Book book, AllocationProblem problem, int direction) {
        Allocation all = Allocator.solve(problem);
        long usable = problem.options().stream()
                .filter(option -> option.largest() > 0)
                .count();
        double forClosing = limits.spread().spareRoom().fraction();
        if (besideEach <= 0 && forClosing <= 0) {
            return new Kept(all, 1);
        }
        if (usable + waiting.size() < 2 || all.unfilled() > 0) {
            return new Kept(all, forClosing > 0 ? 0 : 1);
        }
        for (double part : PARTS) {
            Allocation left = part == 0 ? all : Allocator.solve(with(book, problem, direction, part));
            if (left.unfilled() == 0) {
                return new Kept(left, part);
            }
        }
        return new Kept(all, 0);
    }

    /** With a part of the spare room: beside each venue for gamma, among the others for a forced close. */
    private AllocationProblem with(Book book, AllocationProblem problem, int direction, double part) {
        List<SharedCap> caps = new ArrayList<>(problem.caps());
        double forClosing = limits.spread().spareRoom().fraction();
        caps.addAll(shared.spareRoom(book, problem.options(), waiting, direction, part * forClosing));
        AllocationProblem beside = beside(book, problem, direction, Math.max(0, part * besideEach - waitingRoom()));
        return new AllocationProblem(
                beside.size(),
                beside.options(),
                beside.quoteAtHand(),
                beside.baseAtHand(),
                beside.unfilledQuotePerBase(),
                caps);
    }

    /** With so much room left free at each venue, and the collateral that filling the neediest of them would take. */
    AllocationProblem beside(Book book, AllocationProblem problem, int direction, double room) {
        double quote = 0;
        double base = 0;
        for (LegOption option : problem.options()) {
            if (option.largest() > 0) {
                Venue venue = book.venue(option.venue());
                double collateral = collateralFor(venue, direction * Math.min(room, option.largest()));
                boolean inQuote = venue.collateralToken().equals(trading.price().quote());
                quote = inQuote ? Math.max(quote, collateral) : quote;
                base = inQuote ? base : Math.max(base, collateral);
            }
        }
        List<LegOption> options =
                problem.options().stream().map(option -> option.leaving(room)).toList();
        return new AllocationProblem(
                problem.size(),
                options,
                Math.max(0, problem.quoteAtHand() - quote),
                Math.max(0, problem.baseAtHand() - base),
                problem.unfilledQuotePerBase(),
                problem.caps());
    }

    private double waitingRoom() {
        return waiting.stream().mapToDouble(LegOption::largest).sum();
    }

    /** What this change takes on top of what the venue needs as it is; whole tokens. */
    private double collateralFor(Venue venue, double change) {
        MarginRule rule = limits.marginRule();
        TokenDelta nothing = TokenDelta.zero(trading.price().base());
        TokenDelta changed = TokenDelta.ofModel(trading.price().base(), change);
        return rule.needed(venue, changed, trading.high(), Purpose.OPEN).wholeAsDouble()
                - rule.needed(venue, nothing, trading.high(), Purpose.OPEN).wholeAsDouble();
    }
}
