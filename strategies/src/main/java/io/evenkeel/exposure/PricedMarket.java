package io.evenkeel.exposure;

import io.evenkeel.market.Market;
import io.evenkeel.market.RiskFactor.AssetPrice;
import io.evenkeel.market.TokenPricing;
import io.evenkeel.units.Price;

/** The market of further holdings, moved to the price that the pair is counted at. */
final class PricedMarket {
    private PricedMarket() {}

    /**
     * Moves the asset of the base token; the quote token keeps its own price in the unit of account.
     *
     * @throws IllegalArgumentException when the base token is a staked one: it would be hedged as what it is not
     */
    static Market at(Market market, Price price) {
        TokenPricing base = market.pricing(price.base());
        if (base instanceof TokenPricing.Staked) {
            throw new IllegalArgumentException(price.base() + " does not move as " + base.asset() + " does");
        }
        return market.with(new AssetPrice(base.asset()), price.asDouble() * market.price(price.quote()));
    }
}
