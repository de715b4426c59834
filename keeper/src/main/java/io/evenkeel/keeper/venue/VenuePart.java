package io.evenkeel.keeper.venue;

import io.evenkeel.market.OptionOffer;
import io.evenkeel.market.RangePosition;
import io.evenkeel.market.Venue;
import io.evenkeel.market.uniswapv3.RangeAmounts;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.List;
import java.util.function.Function;

/** What one of the policy's venues is to the planner: a place to hedge, or something the vault holds. */
public sealed interface VenuePart {
    /** By our own arithmetic, from the gauge's primitives, rounded as the gauge does. */
    GaugeTotals totals(Price price);

    record Hedge(Venue venue) implements VenuePart {
        @Override
        public GaugeTotals totals(Price price) {
            return new GaugeTotals(venue.delta(), venue.protocolEquity(), venue.maintenance(), venue.oracleNav(price));
        }
    }

    record Idle(TokenAmount base, TokenAmount quote) implements VenuePart {
        @Override
        public GaugeTotals totals(Price price) {
            return held(base, quote, price);
        }
    }

    /**
     * What lies idle, and its base as a place to hedge: the tokens count once, as idle.
     *
     * @param asHedge given the vault's own base token that backs other venues
     */
    record TradedIdle(Idle idle, Function<TokenDelta, Venue> asHedge) implements VenuePart {
        @Override
        public GaugeTotals totals(Price price) {
            return idle.totals(price);
        }
    }

    record Ranges(List<RangePosition> positions) implements VenuePart {
        public Ranges {
            positions = List.copyOf(positions);
        }

        @Override
        public GaugeTotals totals(Price price) {
            TokenAmount base = TokenAmount.zero(price.base());
            TokenAmount quote = TokenAmount.zero(price.quote());
            for (RangePosition position : positions) {
                RangeAmounts amounts = RangeAmounts.at(position, price);
                base = base.plus(amounts.base());
                quote = quote.plus(amounts.quote());
            }
            return held(base, quote, price);
        }
    }

    /**
     * Options, and what backs them. Only what backs them can be moved; options are traded by the offers.
     *
     * @param backing collateral and idle tokens, with no option in it
     * @param held of what is held, those that are not settled
     * @param everything the whole venue at a price
     */
    record Options(Venue backing, HeldOptions held, List<OptionOffer> offers, Function<Price, GaugeTotals> everything)
            implements VenuePart {
        public Options {
            offers = List.copyOf(offers);
        }

        @Override
        public GaugeTotals totals(Price price) {
            return everything.apply(price);
        }
    }

    private static GaugeTotals held(TokenAmount base, TokenAmount quote, Price price) {
        TokenDelta nav = quote.asDelta().plus(price.valueDown(base.asDelta()));
        return new GaugeTotals(base.asDelta(), nav, TokenAmount.zero(price.quote()), nav);
    }
}
