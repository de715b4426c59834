package io.evenkeel.exposure;

import io.evenkeel.exposure.Exposure.Line;
import io.evenkeel.hedge.OptionBook;
import io.evenkeel.market.Asset;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.Market;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.RangePosition;
import io.evenkeel.market.RiskFactor;
import io.evenkeel.market.Venue;
import io.evenkeel.market.position.PoolRange;
import io.evenkeel.market.position.Position;
import io.evenkeel.market.position.Spot;
import io.evenkeel.market.uniswapv3.RangeAmounts;
import io.evenkeel.market.uniswapv3.RangeBounds;
import io.evenkeel.market.uniswapv3.RangeCurve;
import io.evenkeel.market.uniswapv3.SqrtPrices;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /** The first lines of every exposure: idle base and idle quote. */
    private static final int IDLE_LINES = 2;

    private Exposures() {}

    public static Exposure of(MarketSnapshot snapshot, Price price) {
        return of(snapshot.holdings(), snapshot.venues(), price);
    }

    public static Exposure of(Holdings holdings, List<Venue> venues, Price price) {
        List<Line> lines = new ArrayList<>();
        addIdle(lines, holdings.idleBase(), holdings.idleQuote(), price);
        addRanges(lines, holdings.ranges(), price);
        lines.addAll(further(holdings.further(), price));
        addVenues(lines, venues, price);
        return Exposure.of(price, lines);
    }

    /**
     * The same vault at the same price after idle tokens and venues have changed: what else it holds need not be counted
     * again.
     */
    public static Exposure afterMoves(
            Exposure before, TokenAmount idleBase, TokenAmount idleQuote, List<Venue> venues) {
        List<Line> lines = new ArrayList<>(before.lines().size());
        addIdle(lines, idleBase, idleQuote, before.price());
        before.lines().stream()
                .skip(IDLE_LINES)
                .filter(line -> line.venue().isEmpty())
                .forEach(lines::add);
        addVenues(lines, venues, before.price());
        return Exposure.of(before.price(), lines);
    }

    private static void addIdle(List<Line> lines, TokenAmount idleBase, TokenAmount idleQuote, Price price) {
        lines.add(idleBase(idleBase, price));
        lines.add(idleQuote(idleQuote, price));
    }

    private static void addRanges(List<Line> lines, List<RangePosition> ranges, Price price) {
        if (ranges.isEmpty()) {
            return;
        }
        BigInteger sqrtIfToken0 = SqrtPrices.of(price, true);
        BigInteger sqrtIfToken1 = SqrtPrices.of(price, false);
        for (RangePosition range : ranges) {
            lines.add(range(range, price, range.baseIsToken0() ? sqrtIfToken0 : sqrtIfToken1));
        }
    }

    private static void addVenues(List<Line> lines, List<Venue> venues, Price price) {
        for (Venue venue : venues) {
            lines.add(venue(venue, price));
        }
    }

    /**
     * Model: everything in the snapshot, venues included, with what moves it besides the price: the peg of the quote
     * token, funding, borrow and supply rates. In the unit of account of the market of what is held further; in the
     * quote token where nothing is.
     */
    public static NetExposure toAllFactors(MarketSnapshot snapshot, Price price) {
        Holdings holdings = snapshot.holdings();
        Market market = PricedMarket.of(holdings.further(), price);
        List<Position> positions = ofTheVaultItself(holdings);
        positions.add(new Spot("idle " + price.quote(), holdings.idleQuote().asDelta()));
        for (Venue venue : snapshot.venues()) {
            positions.add(venue.product(price));
            for (Map.Entry<RiskFactor, Double> rate : venue.rates(price).entrySet()) {
                market = market.with(rate.getKey(), rate.getValue());
            }
        }
        return NetExposure.of(market, positions);
    }

    /** What has delta and lies at no venue. */
    private static List<Position> ofTheVaultItself(Holdings holdings) {
        List<Position> positions = new ArrayList<>(holdings.further().positions());
        positions.add(new Spot(
                "idle " + holdings.idleBase().token(), holdings.idleBase().asDelta()));
        holdings.ranges().forEach(range -> positions.add(new PoolRange(range)));
        return positions;
    }

    private static List<Line> further(Portfolio further, Price price) {
        if (further.positions().isEmpty()) {
            return List.of();
        }
        Market market = PricedMarket.of(further, price);
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
        Market market = PricedMarket.of(holdings.further(), price);
        Asset asset = market.pricing(price.base()).asset();
        return ExposureCurve.of(market, asset, ofTheVaultItself(holdings), market.price(price.quote()))
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

    private static Line range(RangePosition range, Price price, BigInteger sqrtPriceX96) {
        RangeBounds bounds = RangeBounds.of(range);
        RangeAmounts held = RangeAmounts.at(range, bounds, sqrtPriceX96);
        return new Line(
                "range " + range.id(),
                Optional.empty(),
                held.base().asDelta(),
                RangeCurve.of(range, bounds).gamma(price.asDouble()),
                held.valueDown(price).asDelta());
    }

    private static Line venue(Venue venue, Price price) {
        return new Line(venue.id().name(), Optional.of(venue.id()), venue.delta(), 0, venue.oracleNav(price));
    }
}
