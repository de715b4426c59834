package io.evenkeel.risk.stress;

import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import io.evenkeel.units.Years;
import java.util.List;

/**
 * Takes what a vault holds through every world of a grid. A world happens at once and nobody acts: hedges that are
 * liquidated are gone, and so is a venue that fails. Model, in {@code double}, over the venues' own exact answers.
 *
 * <p>Protocols differ in what they take a quote token to be worth: some ask an oracle, others count it as a dollar. When
 * it is not worth what it was, each venue is valued both ways and counts as whichever is worse.
 *
 * <p>What a margin lacks is what it would take to stand as far from liquidation as the floor asks for, times the
 * volatility factor, or as far as the limit on its probability asks for at that volatility.
 */
public final class StressTest {
    private final Holdings holdings;
    private final List<Venue> venues;
    private final Price now;
    private final double target;
    private final StressGrid grid;
    private final double[] marginMoves;
    private final StressTally tally;

    /** Of the world at hand, one for each venue. */
    private final double[] navs;

    private final double[] deltas;
    private final double[] notionals;
    private final boolean[] liquidated;
    private final double[][] shortfalls;
    /** Of the world at hand, one for each volatility: what lies outside all venues. */
    private final double[] ownNavs;

    private final double[] ownDeltas;

    private StressTest(
            Holdings holdings, List<Venue> venues, Price now, TokenDelta target, RiskLimits limits, StressGrid grid) {
        this.holdings = holdings;
        this.venues = venues;
        this.now = now;
        this.target = target.wholeAsDouble();
        this.grid = grid;
        this.marginMoves = marginMoves(limits, grid);
        int count = venues.size();
        navs = new double[count];
        deltas = new double[count];
        notionals = new double[count];
        liquidated = new boolean[count];
        shortfalls = new double[count][marginMoves.length];
        ownNavs = new double[marginMoves.length];
        ownDeltas = new double[marginMoves.length];
        double nav = Exposures.of(holdings, venues, now).nav().wholeAsDouble();
        this.tally = new StressTally(nav, venues.stream().map(Venue::id).toList());
    }

    /** The vault as the snapshot has it. */
    public static StressReport run(MarketSnapshot snapshot, RiskLimits limits, StressGrid grid) {
        return run(snapshot, snapshot.holdings(), snapshot.venues(), limits, grid);
    }

    /** Other holdings and venues, such as those after a plan, at the snapshot's price. */
    public static StressReport run(
            MarketSnapshot snapshot, Holdings holdings, List<Venue> venues, RiskLimits limits, StressGrid grid) {
        return new StressTest(
                        holdings,
                        venues,
                        snapshot.price().best(),
                        snapshot.envelope().targetDelta(),
                        limits,
                        grid)
                .report();
    }

    /** How far from liquidation a margin has to be, for each volatility. */
    private static double[] marginMoves(RiskLimits limits, StressGrid grid) {
        double[] moves = new double[grid.volatilityFactors().size()];
        for (int i = 0; i < moves.length; i++) {
            double factor = grid.volatilityFactors().get(i);
            double byFloor = limits.margin().floor().fraction() * factor;
            double byProbability = limits.margin()
                    .liquidation()
                    .map(limit ->
                            limit.risk(limits.band().volatility() * factor).moveFor(limit.most(), 1))
                    .orElse(0.0);
            moves[i] = Math.max(byFloor, byProbability);
        }
        return moves;
    }

    private StressReport report() {
        for (double stablecoin : grid.stablecoinPrices()) {
            for (double move : grid.spotMoves()) {
                World world = new World(
                        Price.ofModel(now.base(), now.quote(), now.asDouble() * (1 + move)),
                        Price.ofModel(now.base(), now.quote(), now.asDouble() * (1 + move) / stablecoin),
                        stablecoin);
                readVenues(world);
                readOwn(world);
                for (int gone = -1; gone < (grid.venuesFail() ? venues.size() : 0); gone++) {
                    count(move, world, gone);
                }
            }
        }
        return tally.report();
    }

    /**
     * @param inMoney base in money: what a protocol sees that counts the quote token as a dollar
     * @param inQuote base in quote tokens: what a protocol sees that asks an oracle for both
     */
    private record World(Price inMoney, Price inQuote, double stablecoin) {}

    private void readOwn(World world) {
        boolean wildnessMatters = !holdings.further().positions().isEmpty();
        for (int v = 0; v < marginMoves.length; v++) {
            if (v > 0 && !wildnessMatters) {
                ownNavs[v] = ownNavs[0];
                ownDeltas[v] = ownDeltas[0];
                continue;
            }
            Holdings stressed = StressedHoldings.of(
                    holdings, now.quote(), grid.volatilityFactors().get(v), world.stablecoin());
            Exposure own = Exposures.of(stressed, List.of(), world.inQuote());
            ownNavs[v] = own.nav().wholeAsDouble() * world.stablecoin();
            ownDeltas[v] = own.delta().wholeAsDouble();
        }
    }

    private void readVenues(World world) {
        for (int i = 0; i < venues.size(); i++) {
            Venue venue = venues.get(i);
            double hedge = venue.hedge().wholeAsDouble();
            notionals[i] = Math.abs(hedge) * world.inMoney().asDouble();
            liquidated[i] = isLiquidated(venue, world.inMoney()) || isLiquidated(venue, world.inQuote());
            double worse = Math.min(
                            venue.oracleNav(world.inMoney()).wholeAsDouble(),
                            venue.oracleNav(world.inQuote()).wholeAsDouble())
                    * world.stablecoin();
            double penalty = liquidated[i] ? grid.liquidationPenalty().fraction() * notionals[i] : 0;
            // an account owes a protocol no more than lies there
            navs[i] = Math.max(0, worse - penalty);
            deltas[i] = venue.delta().wholeAsDouble() - (liquidated[i] ? hedge : 0);
            for (int v = 0; v < marginMoves.length; v++) {
                shortfalls[i][v] = Math.max(
                        lacking(venue, world.inMoney(), marginMoves[v]),
                        lacking(venue, world.inQuote(), marginMoves[v]));
            }
        }
    }

    private static boolean isLiquidated(Venue venue, Price price) {
        return venue.liquidationPriceAbove()
                        .filter(level -> level.compareTo(price) <= 0)
                        .isPresent()
                || venue.liquidationPriceBelow()
                        .filter(level -> level.compareTo(price) >= 0)
                        .isPresent();
    }

    /** Whole quote token. */
    private static double lacking(Venue venue, Price price, double move) {
        if (venue.hedge().isZero()) {
            return 0;
        }
        TokenDelta needed = venue.collateralNeededFor(TokenDelta.zero(price.base()), price, move);
        double whole = Math.max(0, needed.wholeAsDouble());
        return needed.token().equals(price.quote()) ? whole : whole * price.asDouble();
    }

    private void count(double move, World world, int gone) {
        double nav = 0;
        double delta = 0;
        double notional = 0;
        int liquidations = 0;
        for (int i = 0; i < navs.length; i++) {
            if (i != gone) {
                nav += navs[i];
                delta += deltas[i];
                notional += liquidated[i] ? 0 : notionals[i];
                liquidations += liquidated[i] ? 1 : 0;
            }
        }
        double price = world.inMoney().asDouble();
        double years = Years.of(grid.fundingHorizon());
        for (double funding : grid.extraFundingPerYear()) {
            double paid = notional * funding * years;
            for (int v = 0; v < marginMoves.length; v++) {
                tally.begin(move, grid.volatilityFactors().get(v), funding, world.stablecoin(), gone);
                for (int i = 0; i < navs.length; i++) {
                    tally.shortfall(i, i == gone ? 0 : shortfalls[i][v]);
                }
                tally.end(ownNavs[v] + nav - paid, Math.abs(ownDeltas[v] + delta - target) * price, liquidations);
            }
        }
    }
}
