package io.evenkeel.exposure;

import io.evenkeel.market.Asset;
import io.evenkeel.market.Market;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.RiskFactor.AssetPrice;
import io.evenkeel.market.TokenPricing;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;

/** The market of what is held further, moved to the price that the pair is counted at. */
final class PricedMarket {
    private PricedMarket() {}

    /**
     * Moves the asset of the base token; the quote token keeps its own price in the unit of account. Where nothing
     * further is held, the market is that of the pair, in its quote token.
     *
     * @throws IllegalArgumentException when the base token is a staked one: it would be hedged as what it is not
     */
    static Market of(Portfolio further, Price price) {
        Market market = further.positions().isEmpty() ? ofThePair(further.market(), price) : further.market();
        TokenPricing base = market.pricing(price.base());
        if (base instanceof TokenPricing.Staked) {
            throw new IllegalArgumentException(price.base() + " does not move as " + base.asset() + " does");
        }
        return market.with(new AssetPrice(base.asset()), price.asDouble() * market.price(price.quote()));
    }

    private static Market ofThePair(Market market, Price price) {
        Market withQuote = withItself(market, price.quote(), 1);
        return withItself(withQuote, price.base(), price.asDouble());
    }

    private static Market withItself(Market market, Token token, double price) {
        Asset asset = new Asset(token.symbol());
        return market.withToken(token, new TokenPricing.Plain(asset)).withPrice(asset, price);
    }
}
