package io.evenkeel.keeper.venue;

import io.evenkeel.market.Asset;
import io.evenkeel.market.Market;
import io.evenkeel.market.Market.OptionSeries;
import io.evenkeel.market.Pair;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.RiskFactor.CarryRate;
import io.evenkeel.market.RiskFactor.DiscountRate;
import io.evenkeel.market.RiskFactor.Volatility;
import io.evenkeel.market.TokenPricing;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.Position;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Options that are held at one venue, and what it trades them at.
 *
 * @param ratePerYear continuously compounded; the carry is the same
 */
public record HeldOptions(List<Held> options, double ratePerYear) {
    public static final HeldOptions NONE = new HeldOptions(List.of(), 0);

    /** @param volatility per square root of a year */
    public record Held(OptionPosition position, double volatility) {
        OptionSeries series() {
            return new OptionSeries(position.strike(), position.expiry());
        }
    }

    public HeldOptions {
        options = List.copyOf(options);
    }

    /** Together with those of another venue. A series held at both goes by what the other trades it at. */
    public HeldOptions plus(HeldOptions other) {
        if (options.isEmpty()) {
            return other;
        }
        List<Held> all = new ArrayList<>(options);
        all.addAll(other.options);
        return new HeldOptions(all, ratePerYear);
    }

    /** In a market that says of the pair what moves it: its unit of account is the quote token. */
    public Portfolio portfolio(Pair pair, Price price, Instant at) {
        if (options.isEmpty()) {
            return Portfolio.NOTHING;
        }
        Asset asset = asset(pair.base());
        double level = options.getFirst().volatility();
        Market market = plain(plain(Market.at(at), pair.quote(), 1), pair.base(), price.asDouble())
                .with(new Volatility(asset), level)
                .with(new DiscountRate(), ratePerYear)
                .with(new CarryRate(asset), ratePerYear);
        for (Held held : options) {
            market = market.withVolatilityOffset(held.series(), held.volatility() - level);
        }
        return new Portfolio(
                market, options.stream().<Position>map(Held::position).toList());
    }

    private static Market plain(Market market, Token token, double price) {
        return market.withToken(token, new TokenPricing.Plain(asset(token))).withPrice(asset(token), price);
    }

    private static Asset asset(Token token) {
        return new Asset(token.symbol());
    }
}
