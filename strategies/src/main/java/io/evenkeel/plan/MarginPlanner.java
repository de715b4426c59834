package io.evenkeel.plan;

import io.evenkeel.allocate.Book;
import io.evenkeel.allocate.HedgeSpreader.Spread;
import io.evenkeel.allocate.VenueMove;
import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.MarginRule;
import io.evenkeel.risk.MarginRule.Purpose;
import io.evenkeel.risk.ThinMargin;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Restores margins, in the order of cost: idle tokens, the reserve included; collateral that other venues can spare;
 * and last, while the price is sure, by closing a part of the position and opening it elsewhere. Top-ups need no price.
 */
final class MarginPlanner {
    private static final int HALVINGS = 40;

    private final Desk desk;
    private final MarginRule rule;
    private final List<VenueMove> moves = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final List<VenueMove> closing = new ArrayList<>();
    private final List<String> closingReasons = new ArrayList<>();
    private final Set<VenueId> thinVenues = new HashSet<>();
    private Book book;

    private MarginPlanner(Desk desk) {
        this.desk = desk;
        this.rule = desk.limits().marginRule();
        this.book = desk.book();
    }

    /**
     * Both without moves when nothing helps; the reasons then say why not.
     *
     * @param topUps collateral alone
     * @param withClosing the same and what has to be closed besides
     */
    record Rescue(Proposal topUps, Proposal withClosing) {}

    static Rescue restore(Desk desk, List<ThinMargin> thinnestFirst) {
        MarginPlanner planner = new MarginPlanner(desk);
        thinnestFirst.forEach(thin -> planner.thinVenues.add(thin.venue()));
        thinnestFirst.forEach(planner::restore);
        Proposal topUps = new Proposal(planner.moves, planner.reasons);
        return new Rescue(topUps, topUps.plus(new Proposal(planner.closing, planner.closingReasons)));
    }

    private void restore(ThinMargin thin) {
        Venue venue = book.venue(thin.venue());
        String what = thin + " (" + rule.limitOf(thin) + ")";
        if (!Desk.canMoveCollateral(venue)) {
            reasons.add(what + " and cannot be topped up while it is " + venue.condition());
            return;
        }
        TokenDelta needed = needed(venue, desk.zeroBase());
        if (needed.signum() <= 0) {
            reasons.add(what + " though its collateral suffices: look at what the protocol says");
            return;
        }
        reasons.add(what + ": bring it to " + rule.restored(thin));
        TokenDelta lacking = borrowFromOthers(venue, addIdle(venue, needed));
        if (lacking.signum() > 0) {
            deleverOrSay(book.venue(thin.venue()), lacking);
        }
    }

    /** @return what is still lacking */
    private TokenDelta addIdle(Venue venue, TokenDelta needed) {
        TokenAmount added = book.idle(needed.token()).min(needed.abs());
        move(venue, added.asDelta());
        return needed.minus(added.asDelta());
    }

    private TokenDelta borrowFromOthers(Venue venue, TokenDelta lacking) {
        TokenDelta still = lacking;
        for (Venue other : book.venues()) {
            boolean lends = !thinVenues.contains(other.id())
                    && other.collateralToken().equals(lacking.token())
                    && Desk.canMoveCollateral(other);
            if (!lends || still.signum() <= 0) {
                continue;
            }
            TokenDelta spare = needed(other, desk.zeroBase()).negate();
            if (spare.signum() > 0) {
                TokenAmount drawn = spare.abs().min(other.removableCollateral()).min(still.abs());
                move(other, drawn.asDelta().negate());
                move(venue, drawn.asDelta());
                still = still.minus(drawn.asDelta());
            }
        }
        return still;
    }

    private void deleverOrSay(Venue venue, TokenDelta lacking) {
        String missing = Words.of(lacking) + " more is not at hand";
        if (!desk.isPriceSure()) {
            reasons.add(missing + ", and the price is too doubtful to close a part");
            return;
        }
        double size = smallestCure(venue);
        TokenDelta closed = TokenDelta.ofModel(desk.base(), -venue.hedge().signum() * size);
        if (closed.isZero()) {
            reasons.add(missing + ", and nothing can be closed there");
            return;
        }
        Spread elsewhere = desk.spreader().spread(book, closed.negate(), thinVenues);
        TokenDelta taken = closed.negate().minus(elsewhere.unfilled());
        closingReasons.add(missing + ": close " + Words.of(closed.abs()) + " there and open " + Words.of(taken.abs())
                + " elsewhere");
        elsewhere.limits().forEach(limit -> closingReasons.add("not more elsewhere: " + limit));
        closing.addAll(elsewhere.moves());
        closing.add(new VenueMove(venue.id(), closed, TokenDelta.zero(venue.collateralToken())));
    }

    /** The smallest part of the position whose closing leaves enough collateral; all that can be closed if none does. */
    private double smallestCure(Venue venue) {
        int direction = -venue.hedge().signum();
        double most = desk.capacity(venue).largest(direction).base();
        double tooSmall = 0;
        double enough = most;
        for (int i = 0; i < HALVINGS && most > 0; i++) {
            double middle = (tooSmall + enough) / 2;
            TokenDelta change = TokenDelta.ofModel(desk.base(), direction * middle);
            if (needed(venue, change).signum() <= 0) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        return enough;
    }

    private TokenDelta needed(Venue venue, TokenDelta change) {
        Price hurts = venue.hedge().signum() > 0
                ? desk.trading().low()
                : desk.trading().high();
        return rule.needed(venue, change, hurts, Purpose.RESTORE);
    }

    private void move(Venue venue, TokenDelta collateral) {
        if (!collateral.isZero()) {
            moves.add(new VenueMove(venue.id(), desk.zeroBase(), collateral));
            book = book.withCollateral(venue.id(), collateral, desk.trading());
        }
    }
}
