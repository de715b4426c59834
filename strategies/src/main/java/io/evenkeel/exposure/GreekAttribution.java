package io.evenkeel.exposure;

import io.evenkeel.market.Asset;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.Market;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.RiskFactor;
import io.evenkeel.market.RiskFactor.TimePassed.OptionDecay;
import io.evenkeel.market.Venue;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.PoolRange;
import io.evenkeel.market.position.Position;
import io.evenkeel.units.Price;
import io.evenkeel.units.Years;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a vault's profit and loss between two snapshots came from, whole quote token; gains are positive. What was held
 * at the first one is revalued in the order price, time, volatility, as {@link io.evenkeel.backtest.Attribution} does,
 * so that the terms of options add up exactly and nothing is left for a term of higher order:
 *
 * <pre>
 *   delta = Δ (S' − S)                                     Δ of everything but the hedge
 *   gamma = V(S', t, σ) − V(S, t, σ) − Δ (S' − S)          all curvature, ranges' included
 *   theta = V(S', t', σ) − V(S', t, σ)                     of options, whose value stops changing when they expire
 *   vega  = V(S', t', σ') − V(S', t', σ)
 *   hedge = Δ_hedge (S' − S)                               of what trading at hedge venues changes
 * </pre>
 *
 * <p>Model, but for the total, which is the difference of the two NAVs at the oracle's price. Tokens that were paid in or
 * taken out between the two are not known here and would be found under fees or the rest.
 *
 * @param funding of the hedge venues at the rates of the first snapshot: funding and interest
 * @param fees what is left where the vault traded in between: fees, impact, spread and premiums above the mark
 * @param rest what is left where it did not: rates that moved, fees that ranges earned, marks apart from the oracle
 */
public record GreekAttribution(
        double delta, double gamma, double theta, double vega, double hedge, double funding, double fees, double rest) {
    public static final GreekAttribution NONE = new GreekAttribution(0, 0, 0, 0, 0, 0, 0, 0);

    /** Sum of the terms: what NAV changed by. */
    public double total() {
        return delta + gamma + theta + vega + hedge + funding + fees + rest;
    }

    public GreekAttribution plus(GreekAttribution later) {
        return new GreekAttribution(
                delta + later.delta,
                gamma + later.gamma,
                theta + later.theta,
                vega + later.vega,
                hedge + later.hedge,
                funding + later.funding,
                fees + later.fees,
                rest + later.rest);
    }

    /**
     * Of one vault, at the best price of each snapshot.
     *
     * @param traded whether the vault itself did anything in between; best asked in snapshots so close together that
     *     either it traded or the market moved
     */
    public static GreekAttribution between(MarketSnapshot before, MarketSnapshot after, boolean traded) {
        Price from = before.price().best();
        Price to = after.price().best();
        double move = to.asDouble() - from.asDouble();
        double years = Years.of(
                Duration.between(before.block().timestamp(), after.block().timestamp()));
        Exposure start = Exposures.of(before, from);
        double hedged = 0;
        double funding = 0;
        for (Venue venue : before.venues()) {
            hedged += venue.hedge().wholeAsDouble();
            funding -= years * venue.carryQuotePerYear(venue.hedge().wholeAsDouble(), from);
        }
        double delta = (start.delta().wholeAsDouble() - hedged) * move;
        Curved curved = Curved.of(before.holdings(), after.holdings().further(), from, to, years);
        double explained = delta + curved.gamma + curved.theta + curved.vega + hedged * move + funding;
        double total = Exposures.of(after, to).nav().minus(start.nav()).wholeAsDouble();
        double left = total - explained;
        return new GreekAttribution(
                delta,
                curved.gamma,
                curved.theta,
                curved.vega,
                hedged * move,
                funding,
                traded ? left : 0,
                traded ? 0 : left);
    }

    /** What bends: options and ranges, and whatever else is held that is not a token. */
    private record Curved(double gamma, double theta, double vega) {
        private static final Curved NOTHING = new Curved(0, 0, 0);

        static Curved of(Holdings held, Portfolio after, Price from, Price to, double years) {
            List<Position> positions = new ArrayList<>(held.further().positions());
            held.ranges().forEach(range -> positions.add(new PoolRange(range)));
            if (positions.isEmpty()) {
                return NOTHING;
            }
            Market start = PricedMarket.of(held.further(), from);
            Asset asset = start.pricing(from.base()).asset();
            Market moved = PricedMarket.of(held.further(), to);
            Market later = moved.with(new OptionDecay(asset), years);
            Market end = remarked(later, after.market(), asset, positions);
            NetExposure first = NetExposure.of(start, positions);
            double unit = start.price(from.quote());
            double atMove = NetExposure.of(moved, positions).nav();
            double atTime = NetExposure.of(later, positions).nav();
            double atVolatility = NetExposure.of(end, positions).nav();
            double straight = first.net().delta(asset) * unit * (to.asDouble() - from.asDouble());
            return new Curved(
                    (atMove - first.nav() - straight) / unit, (atTime - atMove) / unit, (atVolatility - atTime) / unit);
        }

        /** The volatility of every series held, as the later market has it; unchanged where it says nothing of it. */
        private static Market remarked(Market market, Market after, Asset asset, List<Position> positions) {
            RiskFactor.Volatility level = new RiskFactor.Volatility(asset);
            if (!after.levels().containsKey(level) || !market.levels().containsKey(level)) {
                return market;
            }
            Market marked = market.with(level, after.level(level));
            double shift = after.level(level) - market.level(level);
            for (Position position : positions) {
                if (position instanceof OptionPosition option) {
                    Market.OptionSeries series = new Market.OptionSeries(option.strike(), option.expiry());
                    boolean known = after.volatilityOffsets().containsKey(series)
                            || !market.volatilityOffsets().containsKey(series);
                    marked = marked.withVolatilityOffset(
                            series, known ? after.volatilityOffset(series) : market.volatilityOffset(series) - shift);
                }
            }
            return marked;
        }
    }
}
