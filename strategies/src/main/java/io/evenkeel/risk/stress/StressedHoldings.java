package io.evenkeel.risk.stress;

import io.evenkeel.market.Asset;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.Market;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.RiskFactor;
import io.evenkeel.units.Token;

/** What the vault itself holds, with the market of what is neither idle nor a range of the pair in another world. */
final class StressedHoldings {
    private StressedHoldings() {}

    /**
     * @param quote its own price falls or rises with that of the stablecoin; the base's is set by whoever values it
     */
    static Holdings of(Holdings holdings, Token quote, double volatilityFactor, double stablecoinPrice) {
        Portfolio further = holdings.further();
        if (further.positions().isEmpty()) {
            return holdings;
        }
        Market market = further.market();
        for (var level : further.market().levels().entrySet()) {
            if (level.getKey() instanceof RiskFactor.Volatility) {
                market = market.with(level.getKey(), level.getValue() * volatilityFactor);
            }
        }
        Asset money = market.pricing(quote).asset();
        double quotePrice = market.level(new RiskFactor.AssetPrice(money));
        return new Holdings(
                holdings.idleBase(),
                holdings.idleQuote(),
                holdings.ranges(),
                new Portfolio(market.withPrice(money, quotePrice * stablecoinPrice), further.positions()));
    }
}
