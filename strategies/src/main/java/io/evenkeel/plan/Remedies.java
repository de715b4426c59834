package io.evenkeel.plan;

import io.evenkeel.allocate.Book;
import io.evenkeel.allocate.HedgeSpreader.Spread;
import io.evenkeel.allocate.VenueMove;
import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Venue;
import io.evenkeel.plan.Remedy.Means;
import io.evenkeel.risk.MarginRule;
import io.evenkeel.risk.MarginRule.Purpose;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ways to restore one margin, each with its cost. Collateral comes from what is idle (the reserve included), then
 * from what other venues hold in excess of what they would keep anyway, then from what they can spare down to their own
 * target. Closing a part of the position and opening it elsewhere needs less collateral and a price that is sure.
 *
 * @param thin venues whose own margins are thin lend nothing and take no hedge
 */
record Remedies(Desk desk, MarginRule rule, Set<VenueId> thin, Book book, Venue venue) {
    private static final int HALVINGS = 40;

    /** Collateral that is being brought together. */
    private static final class Collected {
        private final Map<VenueId, TokenDelta> drawn = new TreeMap<>(Comparator.comparing(VenueId::toString));
        private TokenDelta lacking;
        private TokenDelta added;

        Collected(TokenDelta needed) {
            lacking = needed;
            added = TokenDelta.zero(needed.token());
        }

        void add(TokenAmount amount) {
            added = added.plus(amount.asDelta());
            lacking = lacking.minus(amount.asDelta());
        }
    }

    /** Best first. With collateral alone where closing is not asked for, or the price is doubtful. */
    List<Remedy> find(boolean mayClose) {
        TokenDelta needed = needed(venue, desk.zeroBase(), Purpose.RESTORE);
        List<Remedy> found = new ArrayList<>();
        Collected collected = new Collected(needed);
        addIdle(collected);
        Remedy fromIdle = remedy(Means.TOP_UP, collected);
        found.add(fromIdle);
        draw(collected, Purpose.WITHDRAW);
        found.add(remedy(Means.EXCESS, collected));
        draw(collected, Purpose.RESTORE);
        Remedy withAllCollateral = remedy(Means.MOVE, collected);
        found.add(withAllCollateral);
        if (mayClose && desk.isPriceSure()) {
            closing(fromIdle).ifPresent(found::add);
            closing(withAllCollateral).ifPresent(found::add);
        }
        found.sort(Remedy.BEST_FIRST);
        return found;
    }

    private void addIdle(Collected collected) {
        collected.add(book.idle(collected.lacking.token()).min(positive(collected.lacking)));
    }

    /** From one venue that has enough, where there is one, and else from those that have most: each costs gas. */
    private void draw(Collected collected, Purpose leaving) {
        List<Venue> lenders = book.venues().stream()
                .filter(other ->
                        lends(other) && !spare(other, leaving, collected).isZero())
                .sorted(Comparator.comparing((Venue other) -> spare(other, leaving, collected))
                        .reversed())
                .toList();
        Optional<Venue> alone = lenders.stream()
                .filter(other -> spare(other, leaving, collected).compareTo(positive(collected.lacking)) >= 0)
                .min(Comparator.comparingLong(Venue::gasPerCollateralMove));
        for (Venue lender : alone.map(List::of).orElse(lenders)) {
            TokenAmount taken = spare(lender, leaving, collected).min(positive(collected.lacking));
            if (!taken.isZero()) {
                collected.add(taken);
                collected.drawn.merge(lender.id(), taken.asDelta(), TokenDelta::plus);
            }
        }
    }

    private boolean lends(Venue other) {
        return !thin.contains(other.id())
                && !other.id().equals(venue.id())
                && other.collateralToken().equals(venue.collateralToken())
                && Desk.canMoveCollateral(other);
    }

    /** What this venue can still give and keep what the purpose asks it to keep. */
    private TokenAmount spare(Venue other, Purpose leaving, Collected collected) {
        TokenAmount given = collected
                .drawn
                .getOrDefault(other.id(), TokenDelta.zero(other.collateralToken()))
                .abs();
        TokenAmount most =
                positive(needed(other, desk.zeroBase(), leaving).negate()).min(other.removableCollateral());
        return most.minusOrZero(given);
    }

    private Remedy remedy(Means means, Collected collected) {
        List<VenueMove> moves = new ArrayList<>();
        collected.drawn.forEach((from, amount) -> moves.add(new VenueMove(from, desk.zeroBase(), amount.negate())));
        if (!collected.added.isZero()) {
            moves.add(new VenueMove(venue.id(), desk.zeroBase(), collected.added));
        }
        return new Remedy(means, moves, moves, collected.lacking, desk.zeroBase(), cost(moves), List.of());
    }

    /** The same collateral, and as much closed as makes it enough. */
    private Optional<Remedy> closing(Remedy collateral) {
        if (collateral.restores()) {
            return Optional.empty();
        }
        Book topped = book.withCollateral(collateral.moves(), desk.trading());
        Venue here = topped.venue(venue.id());
        double size = smallestCure(here);
        TokenDelta closed = TokenDelta.ofModel(desk.base(), -here.hedge().signum() * size);
        if (closed.isZero()) {
            return Optional.empty();
        }
        Spread elsewhere = desk.spreader().spread(topped, closed.negate(), thin);
        TokenDelta taken = closed.negate().minus(elsewhere.unfilled());
        List<String> words = new ArrayList<>();
        words.add(Words.of(collateral.lacking()) + " more is not at hand: close " + Words.of(closed.abs())
                + " there and open " + Words.of(taken.abs()) + " elsewhere");
        elsewhere.limits().forEach(limit -> words.add("not more elsewhere: " + limit));
        words.addAll(Words.calledUp(elsewhere));
        List<VenueMove> moves = new ArrayList<>(collateral.moves());
        moves.addAll(elsewhere.moves());
        moves.add(new VenueMove(venue.id(), closed, TokenDelta.zero(venue.collateralToken())));
        List<VenueMove> merged = new Proposal(moves, List.of()).moves();
        TokenDelta lacking = needed(here, closed, Purpose.RESTORE);
        return Optional.of(new Remedy(
                Means.DE_LEVER, collateral.moves(), merged, lacking, elsewhere.unfilled(), cost(merged), words));
    }

    /** The smallest part of the position whose closing leaves enough collateral; all that can be closed if none does. */
    private double smallestCure(Venue here) {
        int direction = -here.hedge().signum();
        double most = desk.capacity(here).largest(direction).base();
        double tooSmall = 0;
        double enough = most;
        for (int i = 0; i < HALVINGS && most > 0; i++) {
            double middle = (tooSmall + enough) / 2;
            TokenDelta change = TokenDelta.ofModel(desk.base(), direction * middle);
            if (needed(here, change, Purpose.RESTORE).signum() <= 0) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        return enough;
    }

    private TokenDelta needed(Venue of, TokenDelta change, Purpose purpose) {
        Price hurts =
                of.hedge().signum() > 0 ? desk.trading().low() : desk.trading().high();
        return rule.needed(of, change, hurts, purpose);
    }

    private double cost(List<VenueMove> moves) {
        return moves.isEmpty()
                ? 0
                : PlanCost.of(
                                moves,
                                book.venues(),
                                desk.trading(),
                                desk.gas(),
                                desk.limits().cost())
                        .total();
    }

    private static TokenAmount positive(TokenDelta amount) {
        return amount.signum() > 0 ? amount.abs() : TokenAmount.zero(amount.token());
    }
}
