package io.evenkeel.backtest;

import static io.evenkeel.backtest.PaperTokens.base;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;

/** What venues on paper have in common where the allocator looks at them: their terms, and margin in quote. */
interface PaperView extends Venue {
    VenueTerms terms();

    @Override
    default VenueId id() {
        return PaperTokens.id(terms());
    }

    @Override
    default VenueCaps caps() {
        return terms().caps();
    }

    @Override
    default Token collateralToken() {
        return PaperTokens.QUOTE;
    }

    @Override
    default TokenAmount smallestChange() {
        return base(1e-9).abs();
    }

    @Override
    default long gasPerTrade() {
        return terms().gasPerTrade();
    }

    @Override
    default long gasPerCollateralMove() {
        return terms().gasPerCollateralMove();
    }

    /** Quote token, at least 0. */
    default double feeAndImpactQuote(double changeBase, double price) {
        return terms().feePart() * Math.abs(changeBase) * price
                + terms().impact().costQuote(changeBase, price);
    }
}
