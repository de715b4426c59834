package io.evenkeel.backtest;

import io.evenkeel.allocate.Book;
import io.evenkeel.allocate.HedgeSpreader;
import io.evenkeel.allocate.HedgeSpreader.Spread;
import io.evenkeel.allocate.Limit;
import io.evenkeel.allocate.Trading;
import io.evenkeel.allocate.VenueMove;
import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.risk.GasModel;
import io.evenkeel.risk.MarginNeed;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One decision that something is to be done, made as the keeper makes it: thin margins first, in the order of cost
 * (idle quote, what other venues can spare, closing a part and opening it elsewhere), then the change of hedge through
 * the allocator. Here objects are made; it runs only when a trade or a top-up is due.
 */
final class VenueDesk {
    /** Halvings when looking for the smallest part to close. */
    private static final int HALVINGS = 40;

    private final RiskLimits limits;
    private final HedgeSpreader spreader;
    private final Price price;
    private final List<Venue> venues;
    private final Orders orders;
    private Book book;

    private VenueDesk(
            PaperVenue[] paper, Bar bar, double idleQuote, double nav, double gamma, RiskLimits limits, Orders orders) {
        this.limits = limits;
        this.orders = orders;
        this.price = PaperTokens.price(bar.spot);
        venues = new ArrayList<>(paper.length);
        for (PaperVenue venue : paper) {
            venues.add(venue.view(bar));
        }
        Trading trading = new Trading(price, price, price, limits.cost().maxSlippage());
        // what gamma makes of a move as large as the one that margins must survive untouched
        double spareRoom = Math.abs(gamma) * bar.spot * limits.margin().floor().fraction();
        spreader = new HedgeSpreader(
                trading, PaperTokens.quoteAmount(nav), limits, new GasModel(bar.quotePerGas), spareRoom);
        book = new Book(TokenAmount.zero(PaperTokens.BASE), PaperTokens.quoteAmount(idleQuote), venues);
    }

    /**
     * @param nav of the whole vault, quote
     * @param gamma of the book
     * @param change of hedge the rule asks for, base token; 0 for none
     * @param orders what is to be done, added here
     * @return whether all of the change finds room
     */
    static boolean decide(
            PaperVenue[] paper,
            Bar bar,
            double idleQuote,
            double nav,
            double gamma,
            double change,
            RiskLimits limits,
            Orders orders) {
        VenueDesk desk = new VenueDesk(paper, bar, idleQuote, nav, gamma, limits, orders);
        Set<VenueId> thin = desk.thinVenues(paper, bar);
        desk.restoreMargins(thin);
        TokenDelta exact = PaperTokens.base(change);
        if (!exact.isZero()) {
            return desk.spread(exact);
        }
        return true;
    }

    /** Where collateral is short, what venues hold beyond all need comes out first. */
    private boolean spread(TokenDelta change) {
        Spread spread = spreader.spread(book, change, Set.of());
        if (spread.limits().stream().anyMatch(limit -> limit.limit() == Limit.COLLATERAL)) {
            for (Venue venue : List.copyOf(book.venues())) {
                move(venue, spreader.spare(venue).asDelta().negate());
            }
            spread = spreader.spread(book, change, Set.of());
        }
        add(spread);
        return spread.unfilled().isZero();
    }

    private Set<VenueId> thinVenues(PaperVenue[] paper, Bar bar) {
        Set<VenueId> thin = new HashSet<>();
        for (int i = 0; i < paper.length; i++) {
            if (paper[i].distance(bar) < limits.margin().floor().fraction()) {
                thin.add(venues.get(i).id());
            }
        }
        return thin;
    }

    private void restoreMargins(Set<VenueId> thin) {
        for (Venue venue : venues) {
            if (!thin.contains(venue.id()) || venue.condition() != VenueCondition.OPEN) {
                continue;
            }
            TokenDelta needed = needed(venue, PaperTokens.base(0));
            if (needed.signum() > 0) {
                TokenDelta lacking = fromOthers(venue, fromIdle(venue, needed), thin);
                if (lacking.signum() > 0) {
                    closeAPart(book.venue(venue.id()), thin);
                }
            }
        }
    }

    /** @return what is still lacking */
    private TokenDelta fromIdle(Venue venue, TokenDelta needed) {
        TokenAmount added = book.idleQuote().min(needed.abs());
        move(venue, added.asDelta());
        return needed.minus(added.asDelta());
    }

    private TokenDelta fromOthers(Venue venue, TokenDelta lacking, Set<VenueId> thin) {
        TokenDelta still = lacking;
        for (Venue other : List.copyOf(book.venues())) {
            if (still.signum() > 0 && !thin.contains(other.id())) {
                TokenAmount drawn = spreader.spare(other).min(still.abs());
                move(other, drawn.asDelta().negate());
                move(venue, drawn.asDelta());
                still = still.minus(drawn.asDelta());
            }
        }
        return still;
    }

    private void closeAPart(Venue venue, Set<VenueId> thin) {
        TokenDelta closed = PaperTokens.base(-venue.hedge().signum() * smallestCure(venue));
        if (!closed.isZero()) {
            add(spreader.spread(book, closed.negate(), thin));
            add(new VenueMove(venue.id(), closed, PaperTokens.quote(0)));
        }
    }

    private double smallestCure(Venue venue) {
        int direction = -venue.hedge().signum();
        double tooSmall = 0;
        double enough = spreader.capacity(venue).largest(direction).base();
        for (int i = 0; i < HALVINGS && enough > 0; i++) {
            double middle = (tooSmall + enough) / 2;
            if (needed(venue, PaperTokens.base(direction * middle)).signum() <= 0) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        return enough;
    }

    private TokenDelta needed(Venue venue, TokenDelta change) {
        return MarginNeed.of(venue, change, price, limits.margin().target().fraction());
    }

    private void move(Venue venue, TokenDelta collateral) {
        if (!collateral.isZero()) {
            add(new VenueMove(venue.id(), PaperTokens.base(0), collateral));
            book = book.withCollateral(
                    venue.id(),
                    collateral,
                    new Trading(price, price, price, limits.cost().maxSlippage()));
        }
    }

    private void add(Spread spread) {
        spread.moves().forEach(this::add);
    }

    private void add(VenueMove move) {
        for (int i = 0; i < venues.size(); i++) {
            if (venues.get(i).id().equals(move.venue())) {
                orders.add(i, move.delta().wholeAsDouble(), move.collateral().wholeAsDouble());
            }
        }
    }
}
