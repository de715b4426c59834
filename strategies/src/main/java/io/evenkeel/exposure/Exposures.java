package io.evenkeel.exposure;

import io.evenkeel.exposure.Exposure.Line;
import io.evenkeel.hedge.OptionBook;
import io.evenkeel.market.Asset;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.Market;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.RangePosition;
import io.evenkeel.market.Venue;
import io.evenkeel.market.position.PoolRange;
import io.evenkeel.market.position.Position;
import io.evenkeel.market.position.Spot;
import io.evenkeel.market.uniswapv3.RangeAmounts;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Exposure of a snapshot. Ranges are counted as they would be with their pool at the price given, never at the pool's
 * own price, which anybody can move for the length of a transaction.
 *
 * <p>What the policy on chain reads for itself (idle tokens, ranges, venues) is exact, to the digit that its gauges
 * give. Everything further that is held is {@link NetExposure}, with its market moved to the price given; the gamma of
 * ranges comes from the same {@link io.evenkeel.market.uniswapv3.RangeCurve} in both.
 */
public final class Exposures {
    private Exposures() {}

    public static Exposure of(MarketSnapshot snapshot, Price price) {
        return of(snapshot.holdings(), snapshot.venues(), price);
    }

    public static Exposure of(Holdings holdings, List<Venue> venues, Price price) {
        List<Line> lines = new ArrayList<>();
        lines.add(idleBase(holdings.idleBase(), price));
        lines.add(idleQuote(holdings.idleQuote(), price));
        for (RangePosition range : holdings.ranges()) {
            lines.add(range(range, price));
        }
        for (Venue venue : venues) {
            lines.add(venue(venue, price));
        }
        lines.addAll(further(holdings.further(), price));
        return Exposure.of(price, lines);
    }

    private static List<Line> further(Portfolio further, Price price) {
        if (further.positions().isEmpty()) {
            return List.of();
        }
        Market market = PricedMarket.at(further.market(), price);
        Asset asset = market.pricing(price.base()).asset();
        double quotePrice = market.price(price.quote());
        List<Line> lines = new ArrayList<>();
        for (NetExposure.Line line : NetExposure.of(market, further.positions()).lines()) {
            Greeks greeks = line.sensitivities().greeks(asset).inUnitsOf(quotePrice);
            lines.add(new Line(
                    line.name(),
                    Optional.empty(),
                    line.certain(),
                    TokenDelta.ofModel(price.base(), greeks.delta()),
                    TokenDelta.ofModel(price.quote(), line.sensitivities().value() / quotePrice),
                    greeks));
        }
        return lines;
    }

    /**
     * What a rule must know of the options that are held, for a book of everything but what lies at hedge venues; empty
     * without an option that is still alive. Its hedge is taken to be given up when they expire.
     */
    public static Optional<OptionBook> optionBook(Holdings holdings, Price price) {
        if (holdings.further().positions().isEmpty()) {
            return Optional.empty();
        }
        Market market = PricedMarket.at(holdings.further().market(), price);
        List<Position> book = new ArrayList<>(holdings.further().positions());
        book.add(new Spot("idle", holdings.idleBase().asDelta()));
        holdings.ranges().forEach(range -> book.add(new PoolRange(range)));
        Asset asset = market.pricing(price.base()).asset();
        return ExposureCurve.of(market, asset, book, market.price(price.quote()))
                .optionBook(true);
    }

    private static Line idleBase(TokenAmount idle, Price price) {
        return new Line(
                "idle " + idle.token(),
                Optional.empty(),
                idle.asDelta(),
                0,
                price.valueDown(idle).asDelta());
    }

    private static Line idleQuote(TokenAmount idle, Price price) {
        return new Line("idle " + idle.token(), Optional.empty(), TokenDelta.zero(price.base()), 0, idle.asDelta());
    }

    private static Line range(RangePosition range, Price price) {
        RangeAmounts held = RangeAmounts.at(range, price);
        return new Line(
                "range " + range.id(),
                Optional.empty(),
                held.base().asDelta(),
                RangeAmounts.gamma(range, price),
                held.valueDown(price).asDelta());
    }

    private static Line venue(Venue venue, Price price) {
        return new Line(venue.id().name(), Optional.of(venue.id()), venue.delta(), 0, venue.oracleNav(price));
    }
}
