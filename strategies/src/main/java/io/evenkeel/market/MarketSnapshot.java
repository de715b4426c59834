package io.evenkeel.market;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.BlockRef;
import io.evenkeel.chain.VenueId;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Wei;
import java.util.List;
import java.util.Optional;

/**
 * The world as one cycle sees it: one account, read at one block.
 *
 * @param sequence the account's on-chain sequence; an execution made for it is refused once it has moved on
 * @param keeperBalance what the keeper's own key has left for gas
 * @param offers options that can be traded now
 */
public record MarketSnapshot(
        BlockRef block,
        AccountId account,
        Pair pair,
        long sequence,
        PriceView price,
        Holdings holdings,
        List<Venue> venues,
        Envelope envelope,
        FeePerGas baseFee,
        Wei keeperBalance,
        List<OptionOffer> offers) {
    public MarketSnapshot {
        venues = List.copyOf(venues);
        offers = List.copyOf(offers);
    }

    /** Where no options are dealt in. */
    public MarketSnapshot(
            BlockRef block,
            AccountId account,
            Pair pair,
            long sequence,
            PriceView price,
            Holdings holdings,
            List<Venue> venues,
            Envelope envelope,
            FeePerGas baseFee,
            Wei keeperBalance) {
        this(block, account, pair, sequence, price, holdings, venues, envelope, baseFee, keeperBalance, List.of());
    }

    // The same account at the same block, with something else in one place.

    public MarketSnapshot withVenues(List<Venue> others) {
        return with(holdings, others, envelope);
    }

    public MarketSnapshot withHoldings(Holdings others) {
        return with(others, venues, envelope);
    }

    public MarketSnapshot withEnvelope(Envelope other) {
        return with(holdings, venues, other);
    }

    private MarketSnapshot with(Holdings held, List<Venue> hedges, Envelope left) {
        return new MarketSnapshot(
                block, account, pair, sequence, price, held, hedges, left, baseFee, keeperBalance, offers);
    }

    public Optional<Venue> venue(VenueId id) {
        return venues.stream().filter(venue -> venue.id().equals(id)).findFirst();
    }
}
