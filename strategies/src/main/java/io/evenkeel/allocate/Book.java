package io.evenkeel.allocate;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * What the vault holds idle and at its venues, as it would be after some steps. Each step says what it needs idle; one
 * that asks for more than there is, is refused by an exception, since planning it is a bug.
 */
public record Book(TokenAmount idleBase, TokenAmount idleQuote, List<Venue> venues) {
    public Book {
        venues = List.copyOf(venues);
    }

    public static Book of(MarketSnapshot snapshot) {
        return new Book(snapshot.holdings().idleBase(), snapshot.holdings().idleQuote(), snapshot.venues());
    }

    public TokenAmount idle(Token token) {
        if (token.equals(idleBase.token())) {
            return idleBase;
        }
        if (token.equals(idleQuote.token())) {
            return idleQuote;
        }
        throw new IllegalArgumentException("neither of the pair: " + token);
    }

    public Venue venue(VenueId id) {
        return venues.stream()
                .filter(venue -> venue.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no venue " + id));
    }

    /** Moves collateral between idle and the venue: positive into it. */
    public Book withCollateral(VenueId id, TokenDelta change, Trading trading) {
        Venue venue = venue(id);
        Venue after = venue.after(TokenDelta.zero(idleBase.token()), change, trading.price());
        return withIdle(change.negate()).with(after);
    }

    /** Moves all of this collateral, what comes out before what goes in; trades are left out. */
    public Book withCollateral(List<VenueMove> moves, Trading trading) {
        Book book = this;
        for (int direction : new int[] {-1, 1}) {
            for (VenueMove move : moves) {
                book = move.collateral().signum() == direction
                        ? book.withCollateral(move.venue(), move.collateral(), trading)
                        : book;
            }
        }
        return book;
    }

    /** Trades at the venue; quote that the trade puts into or takes out of idle counts at its worst price. */
    public Book withTrade(VenueId id, TokenDelta change, Trading trading) {
        Venue venue = venue(id);
        Venue after = venue.after(change, TokenDelta.zero(venue.collateralToken()), trading.price());
        return withIdle(trading.idleQuoteAtWorst(venue, change))
                .withIdle(venue.idleBaseChange(change))
                .with(after);
    }

    /** Clears away the venue's order. */
    public Book withoutOrder(VenueId id) {
        return with(venue(id).withoutPending());
    }

    public boolean canAfford(TokenDelta idleChange) {
        return idleChange.signum() >= 0 || idle(idleChange.token()).compareTo(idleChange.abs()) >= 0;
    }

    private Book withIdle(TokenDelta change) {
        if (change.isZero()) {
            return this;
        }
        TokenAmount idle = idle(change.token());
        TokenAmount after = change.signum() > 0 ? idle.plus(change.abs()) : idle.minus(change.abs());
        return change.token().equals(idleBase.token())
                ? new Book(after, idleQuote, venues)
                : new Book(idleBase, after, venues);
    }

    private Book with(Venue changed) {
        List<Venue> all = new ArrayList<>(venues);
        all.replaceAll(venue -> venue.id().equals(changed.id()) ? changed : venue);
        return new Book(idleBase, idleQuote, all);
    }
}
