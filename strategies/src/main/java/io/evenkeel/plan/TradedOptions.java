package io.evenkeel.plan;

import io.evenkeel.market.Asset;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.ListedOption;
import io.evenkeel.market.Market;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.OptionOffer;
import io.evenkeel.market.Pair;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.RiskFactor;
import io.evenkeel.market.RiskFactor.AssetPrice;
import io.evenkeel.market.RiskFactor.CarryRate;
import io.evenkeel.market.RiskFactor.DiscountRate;
import io.evenkeel.market.RiskFactor.Volatility;
import io.evenkeel.market.TokenPricing;
import io.evenkeel.market.Venue;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.Position;
import io.evenkeel.market.position.Spot;
import io.evenkeel.options.OptionType;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot as it would be once options had been traded, at what the venue asks for them now. Whatever is done at a
 * venue for options, what has expired there is settled first, at the price of now: what was bought pays in quote, a call
 * that base backs takes its payoff out of that base. An expired option is taken to be of the venue that is traded at.
 */
final class TradedOptions {
    private TradedOptions() {}

    /** The actions that deal in no option change nothing here. */
    static MarketSnapshot after(MarketSnapshot snapshot, List<HedgeAction> actions) {
        MarketSnapshot then = snapshot;
        for (HedgeAction action : actions) {
            if (action instanceof HedgeAction.TradeOptions trade) {
                then = after(then, offer(snapshot, trade.series()), trade.contracts());
            } else if (action instanceof HedgeAction.SettleOptions) {
                then = settled(then);
            }
        }
        return then;
    }

    static OptionOffer offer(MarketSnapshot snapshot, ListedOption series) {
        return snapshot.offers().stream()
                .filter(offer -> offer.option().equals(series))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody deals in the " + series));
    }

    /** Base, signed: what is held of the series, sold ones negative. */
    static TokenDelta held(MarketSnapshot snapshot, ListedOption option) {
        TokenDelta held = TokenDelta.zero(option.strike().base());
        for (Position position : snapshot.holdings().further().positions()) {
            held = position instanceof OptionPosition one && isOf(one, option) ? held.plus(one.contracts()) : held;
        }
        return held;
    }

    /**
     * Positive: what the vault would have to lock away of this token, beyond base that lies at the venue without backing
     * anything; negative: what it gets back.
     */
    static TokenDelta backing(MarketSnapshot snapshot, OptionOffer offer, TokenDelta contracts) {
        TokenDelta before = held(snapshot, offer.option());
        TokenAmount writtenBefore = written(before);
        TokenAmount writtenAfter = written(before.plus(contracts));
        if (writtenAfter.compareTo(writtenBefore) < 0) {
            return offer.backing(writtenBefore.minus(writtenAfter)).asDelta().negate();
        }
        TokenAmount needed = offer.backing(writtenAfter.minus(writtenBefore));
        boolean inBase = needed.token().equals(snapshot.pair().base());
        return (inBase ? needed.minusOrZero(lying(snapshot, offer)) : needed).asDelta();
    }

    /** Base at the venue that backs no call: what calls left there that have expired. */
    private static TokenAmount lying(MarketSnapshot snapshot, OptionOffer offer) {
        TokenDelta lying = TokenDelta.zero(snapshot.pair().base());
        Optional<Venue> venue = snapshot.venue(offer.option().venue());
        if (venue.isPresent()) {
            lying = venue.get().delta().minus(venue.get().hedge());
        }
        for (Position position : snapshot.holdings().further().positions()) {
            if (position instanceof OptionPosition one && one.type() == OptionType.CALL) {
                boolean alive = one.expiry().isAfter(snapshot.block().timestamp());
                lying = alive ? lying.minus(written(one.contracts()).asDelta()) : lying;
            } else if (position instanceof Spot spot
                    && spot.name().equals(backingName(offer))
                    && spot.amount().token().equals(lying.token())) {
                lying = lying.plus(spot.amount());
            }
        }
        return lying.max(TokenDelta.zero(lying.token())).abs();
    }

    private static String backingName(OptionOffer offer) {
        return "backing at " + offer.option().venue();
    }

    private static MarketSnapshot after(MarketSnapshot snapshot, OptionOffer offer, TokenDelta contracts) {
        return tradedIn(settled(snapshot), offer, contracts);
    }

    private static MarketSnapshot settled(MarketSnapshot snapshot) {
        Instant now = snapshot.block().timestamp();
        List<Position> positions = new ArrayList<>();
        for (Position position : snapshot.holdings().further().positions()) {
            if (position instanceof OptionPosition one && !one.expiry().isAfter(now)) {
                positions.add(payoff(one, snapshot.price().best()));
            } else {
                positions.add(position);
            }
        }
        Holdings before = snapshot.holdings();
        Portfolio further = new Portfolio(before.further().market(), positions);
        return snapshot.withHoldings(new Holdings(before.idleBase(), before.idleQuote(), before.ranges(), further));
    }

    private static Spot payoff(OptionPosition option, Price price) {
        double spot = price.asDouble();
        double strike = option.strike().asDouble();
        boolean call = option.type() == OptionType.CALL;
        double paid = option.contracts().wholeAsDouble() * Math.max(0, call ? spot - strike : strike - spot);
        boolean inBase = call && option.contracts().signum() < 0;
        TokenDelta amount =
                inBase ? TokenDelta.ofModel(price.base(), paid / spot) : TokenDelta.ofModel(price.quote(), paid);
        return new Spot(option.name() + ", settled", amount);
    }

    private static MarketSnapshot tradedIn(MarketSnapshot snapshot, OptionOffer offer, TokenDelta contracts) {
        Holdings before = snapshot.holdings();
        Token quote = snapshot.pair().quote();
        TokenDelta premium = TokenDelta.ofModel(quote, offer.premiumQuote(contracts.wholeAsDouble()));
        TokenDelta backing = backing(snapshot, offer, contracts);
        List<Position> positions = positions(before.further().positions(), offer.option(), contracts);
        if (!backing.isZero()) {
            positions.add(new Spot(backingName(offer), backing));
        }
        TokenAmount idleBase = before.idleBase();
        TokenAmount idleQuote = less(before.idleQuote(), premium);
        if (backing.token().equals(quote)) {
            idleQuote = less(idleQuote, backing);
        } else {
            idleBase = less(idleBase, backing);
        }
        double volatility = offer.volatilityAfter(contracts.wholeAsDouble());
        Portfolio further = new Portfolio(market(snapshot, offer, volatility), positions);
        return snapshot.withHoldings(new Holdings(idleBase, idleQuote, before.ranges(), further));
    }

    private static List<Position> positions(List<Position> before, ListedOption option, TokenDelta contracts) {
        List<Position> all = new ArrayList<>();
        String name = option.toString();
        TokenDelta sum = contracts;
        for (Position position : before) {
            if (position instanceof OptionPosition one && isOf(one, option)) {
                sum = sum.plus(one.contracts());
                name = one.name();
            } else {
                all.add(position);
            }
        }
        if (!sum.isZero()) {
            all.add(new OptionPosition(name, option.type(), option.strike(), option.expiry(), sum));
        }
        return all;
    }

    private static boolean isOf(OptionPosition position, ListedOption option) {
        return position.type() == option.type()
                && position.strike().equals(option.strike())
                && position.expiry().equals(option.expiry());
    }

    private static TokenAmount written(TokenDelta contracts) {
        return contracts.min(TokenDelta.zero(contracts.token())).abs();
    }

    /** Never less than nothing: what cannot be paid is found when the proposal is weighed. */
    private static TokenAmount less(TokenAmount idle, TokenDelta paid) {
        return idle.asDelta().minus(paid).max(TokenDelta.zero(idle.token())).abs();
    }

    /** What the market says of what is held, with the series of this offer in it. */
    private static Market market(MarketSnapshot snapshot, OptionOffer offer, double seriesVolatility) {
        Pair pair = snapshot.pair();
        Market market = snapshot.holdings().further().market();
        if (!market.tokens().containsKey(pair.base())) {
            market = Market.at(snapshot.block().timestamp());
            for (Token token : List.of(pair.base(), pair.quote())) {
                market = market.withToken(token, new TokenPricing.Plain(new Asset(token.symbol())))
                        .withPrice(new Asset(token.symbol()), 1);
            }
        }
        Asset asset = market.pricing(pair.base()).asset();
        market = stated(market, asset, pair, snapshot.price().best().asDouble());
        Volatility volatility = new Volatility(asset);
        if (!market.levels().containsKey(volatility)) {
            market = market.with(volatility, seriesVolatility);
        }
        market = withRate(market, new DiscountRate(), offer.ratePerYear());
        market = withRate(market, new CarryRate(asset), offer.ratePerYear());
        double offset = seriesVolatility - market.level(volatility);
        return market.withVolatilityOffset(offer.option().series(), offset);
    }

    private static Market stated(Market market, Asset asset, Pair pair, double price) {
        double quote = market.price(pair.quote());
        return market.with(new AssetPrice(asset), price * quote);
    }

    private static Market withRate(Market market, RiskFactor rate, double level) {
        return market.levels().containsKey(rate) ? market : market.with(rate, level);
    }
}
