package io.evenkeel.plan;

import io.evenkeel.allocate.HedgeSpreader.Spread;
import io.evenkeel.allocate.VenueMove;
import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Venue;
import io.evenkeel.plan.Desk.Fit;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** Takes hedge off for good: everywhere, or at one venue. First the positions, then the collateral behind them. */
final class Retirement {
    private Retirement() {}

    /**
     * Unwinding moves net delta away from the target on purpose, so it goes no further than the DE-RISK budget and the
     * policy's band. An owner who wants it gone at once sets the target to what the vault holds.
     */
    static Decision unwind(Desk desk) {
        if (!desk.isPriceSure()) {
            return new Decision.Refuse(List.of("the price is doubtful: unwinding waits until it is sure"));
        }
        List<Venue> hedged = desk.snapshot().venues().stream()
                .filter(venue -> !venue.hedge().isZero())
                .toList();
        List<Venue> closable = hedged.stream().filter(Desk::canMoveCollateral).toList();
        if (closable.isEmpty()) {
            return hedged.isEmpty() ? withdraw(desk, desk.snapshot().venues(), "unwound") : stuck(hedged);
        }
        TokenDelta total = closable.stream().map(Venue::hedge).reduce(desk.zeroBase(), TokenDelta::plus);
        int direction = total.isZero() ? -closable.getFirst().hedge().signum() : -total.signum();
        double size = closable.stream()
                .filter(venue -> venue.hedge().signum() == -direction)
                .mapToDouble(venue -> venue.hedge().abs().wholeAsDouble())
                .sum();
        double allowed = Math.min(size, desk.policyRoom(direction));
        String goal =
                "unwind: " + Words.of(TokenDelta.ofModel(desk.base(), size).abs()) + " of hedge to take off";
        if (allowed < Math.min(size, desk.limits().smallestTrade().wholeAsDouble())) {
            return new Decision.Refuse(List.of(
                    goal,
                    "the policy lets net delta move no further: DE-RISK budget left "
                            + Words.of(desk.envelope().deRiskDeltaBudgetLeft())
                            + "; its owner can raise it or set the target to what the vault holds"));
        }
        List<String> reasons = allowed < size
                ? List.of(
                        goal,
                        "no more than " + Words.of(TokenDelta.ofModel(desk.base(), allowed)) + " now: the policy's"
                                + " band and DE-RISK budget allow no more")
                : List.of(goal);
        return decide(desk, allowed, part -> close(desk, direction, part, reasons));
    }

    private static Proposal close(Desk desk, int direction, double size, List<String> reasons) {
        Set<VenueId> wouldOpen = desk.snapshot().venues().stream()
                .filter(venue -> desk.capacity(venue).grows(direction))
                .map(Venue::id)
                .collect(Collectors.toSet());
        TokenDelta change = TokenDelta.ofModel(desk.base(), direction * size);
        if (change.isZero()) {
            return Proposal.nothing();
        }
        Spread spread = desk.spreader().spread(desk.book(), change, wouldOpen);
        List<String> why = new ArrayList<>(reasons);
        spread.limits().forEach(limit -> why.add(limit.toString()));
        return new Proposal(spread.moves(), why);
    }

    /** Moves one venue's hedge to the others; what finds no room there stays. */
    static Decision close(Desk desk, VenueId id) {
        Optional<Venue> found = desk.snapshot().venue(id);
        if (found.isEmpty()) {
            return new Decision.Refuse(List.of("there is no venue " + id));
        }
        Venue venue = found.get();
        if (!Desk.canMoveCollateral(venue)) {
            return stuck(List.of(venue));
        }
        if (venue.hedge().isZero()) {
            return withdraw(desk, List.of(venue), "closed " + id);
        }
        if (!desk.isPriceSure()) {
            return new Decision.Refuse(List.of("the price is doubtful: closing " + id + " waits until it is sure"));
        }
        double size = desk.capacity(venue).largest(-venue.hedge().signum()).base();
        List<String> reasons = List.of("close " + id + ": move its " + Words.of(venue.hedge()) + " elsewhere");
        return decide(desk, size, part -> desk.shift(venue, part, reasons));
    }

    private static Decision decide(Desk desk, double size, DoubleFunction<Proposal> proposal) {
        return switch (desk.largestFit(size, proposal)) {
            case Fit.Fits fits -> new Decision.Act(new PlanWriter(desk).write(fits, false));
            case Fit.Misfit misfit -> {
                List<String> why = new ArrayList<>(proposal.apply(size).reasons());
                why.add(misfit.reason());
                yield new Decision.Refuse(why);
            }
        };
    }

    private static Decision withdraw(Desk desk, List<Venue> venues, String done) {
        List<VenueMove> moves = new ArrayList<>();
        for (Venue venue : venues) {
            TokenAmount left = venue.removableCollateral();
            if (venue.hedge().isZero() && Desk.canMoveCollateral(venue) && !left.isZero()) {
                moves.add(new VenueMove(
                        venue.id(), desk.zeroBase(), left.asDelta().negate()));
            }
        }
        if (moves.isEmpty()) {
            return new Decision.Hold(List.of(done + ": no hedge and no collateral is left"));
        }
        List<String> reasons = List.of(done + ": take the collateral back");
        return decide(desk, 0, whole -> new Proposal(moves, reasons));
    }

    private static Decision stuck(List<Venue> venues) {
        return new Decision.Refuse(venues.stream()
                .map(venue -> venue.id() + " is " + venue.condition() + " with " + Words.of(venue.hedge())
                        + ": it cannot be closed now")
                .toList());
    }
}
