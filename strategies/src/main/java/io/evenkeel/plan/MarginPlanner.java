package io.evenkeel.plan;

import io.evenkeel.allocate.Book;
import io.evenkeel.allocate.VenueMove;
import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.MarginRule;
import io.evenkeel.risk.MarginRule.Purpose;
import io.evenkeel.risk.ThinMargin;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Restores margins, the thinnest first, each by the cheapest of its {@link Remedies}. What one margin was given is not
 * there for the next.
 */
final class MarginPlanner {
    private final Desk desk;
    private final MarginRule rule;
    private final Set<VenueId> thinVenues;
    private final boolean mayClose;
    private final List<VenueMove> moves = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private Book book;

    private MarginPlanner(Desk desk, Set<VenueId> thinVenues, boolean mayClose) {
        this.desk = desk;
        this.rule = desk.limits().marginRule();
        this.thinVenues = thinVenues;
        this.mayClose = mayClose;
        this.book = desk.book();
    }

    /**
     * Both without moves when nothing helps; the reasons then say why not.
     *
     * @param topUps collateral alone: needs no price, and moves no delta
     * @param withClosing the cheapest, closing included where collateral alone does not do or costs more
     */
    record Rescue(Proposal topUps, Proposal withClosing) {}

    static Rescue restore(Desk desk, List<ThinMargin> thinnestFirst) {
        return new Rescue(restore(desk, thinnestFirst, false), restore(desk, thinnestFirst, true));
    }

    private static Proposal restore(Desk desk, List<ThinMargin> thinnestFirst, boolean mayClose) {
        Set<VenueId> thinVenues = thinnestFirst.stream().map(ThinMargin::venue).collect(Collectors.toSet());
        MarginPlanner planner = new MarginPlanner(desk, thinVenues, mayClose);
        thinnestFirst.forEach(planner::restore);
        return new Proposal(planner.moves, planner.reasons);
    }

    private void restore(ThinMargin thin) {
        Venue venue = book.venue(thin.venue());
        String what = thin + " (" + rule.limitOf(thin) + ")";
        if (!Desk.canMoveCollateral(venue)) {
            String why = venue.pending().isPresent() ? "its order waits" : "it is " + venue.condition();
            reasons.add(what + " and cannot be topped up while " + why);
            return;
        }
        if (needed(venue).signum() <= 0) {
            reasons.add(what + " though its collateral suffices: look at what the protocol says");
            return;
        }
        reasons.add(what + ": bring it to " + rule.restored(thin));
        List<Remedy> remedies = new Remedies(desk, rule, thinVenues, book, venue).find(mayClose);
        Remedy best = remedies.getFirst();
        reasons.addAll(best.words());
        reasons.addAll(comparison(remedies));
        if (!best.restores() && !best.trades()) {
            reasons.add(Words.of(best.lacking()) + " more is not at hand" + whyNotClosed());
        }
        moves.addAll(best.moves());
        book = book.withCollateral(best.collateral(), desk.trading());
    }

    private String whyNotClosed() {
        if (!mayClose) {
            return "";
        }
        return desk.isPriceSure()
                ? ", and nothing can be closed there"
                : ", and the price is too doubtful to close a part";
    }

    /** What each way that restores the margin would have cost; nothing where there is one only. */
    private List<String> comparison(List<Remedy> remedies) {
        List<String> costs = remedies.stream()
                .filter(Remedy::restores)
                .map(remedy -> remedy.costWords(desk.quote()))
                .distinct()
                .toList();
        return costs.size() < 2 ? List.of() : List.of(String.join("; ", costs));
    }

    private TokenDelta needed(Venue venue) {
        Price hurts = venue.hedge().signum() > 0
                ? desk.trading().low()
                : desk.trading().high();
        return rule.needed(venue, desk.zeroBase(), hurts, Purpose.RESTORE);
    }
}
