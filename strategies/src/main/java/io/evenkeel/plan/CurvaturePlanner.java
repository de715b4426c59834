package io.evenkeel.plan;

import io.evenkeel.allocate.CurvatureHedge;
import io.evenkeel.allocate.HedgeInstrument;
import io.evenkeel.allocate.RehedgingCost;
import io.evenkeel.exposure.Exposure;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.OptionOffer;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.options.OptionGreeks;
import io.evenkeel.options.OptionType;
import io.evenkeel.risk.GasModel;
import io.evenkeel.risk.OptionLimits;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import io.evenkeel.units.Years;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Once gamma or vega is beyond its limit, weighs buying options against living with it: trading delta as often as is
 * cheapest, and bearing what that leaves. Nothing is sold here but what is held, and one series is traded at a time, the
 * one that is best alone: a transaction has room for few, and the next cycle looks again.
 */
final class CurvaturePlanner {
    private final MarketSnapshot snapshot;
    private final RiskLimits limits;
    private final OptionLimits options;
    private final Exposure exposure;
    private final double price;
    private final double nav;

    CurvaturePlanner(MarketSnapshot snapshot, RiskLimits limits, OptionLimits options, Exposure exposure) {
        this.snapshot = snapshot;
        this.limits = limits;
        this.options = options;
        this.exposure = exposure;
        this.price = snapshot.price().best().asDouble();
        this.nav = snapshot.envelope().nav().wholeAsDouble();
    }

    OptionWish wish() {
        double gamma = exposure.gamma();
        double vega = exposure.greeks().vega();
        List<String> breaches = breaches(gamma, vega);
        if (breaches.isEmpty()) {
            return OptionWish.none();
        }
        CurvatureHedge.Terms decisions = terms(Years.of(limits.band().timeToNextDecision()));
        RehedgingCost alone = RehedgingCost.of(gamma, decisions);
        double leave = alone.total() + decisions.risk(0, vega);
        double savedPerGamma = gamma == 0 ? 0 : alone.trading() / gamma;
        CurvatureHedge.Terms terms = terms(alone.yearsBetweenHedges());
        Optional<Weighed> best = offers().stream()
                .flatMap(offer -> sized(offer, savedPerGamma, terms).stream())
                .map(trade -> new Weighed(trade, with(trade, decisions)))
                .min(Comparator.comparingDouble(Weighed::total));
        return decided(breaches, best, leave);
    }

    /** @param total quote over the horizon, the risk that is left included */
    private record Weighed(OptionTrade trade, double total) {}

    /** As much of this one series as is worth its cost, and as there is premium for. */
    private Optional<OptionTrade> sized(OptionOffer offer, double savedPerGamma, CurvatureHedge.Terms terms) {
        double off = exposure.delta().minus(snapshot.envelope().targetDelta()).wholeAsDouble();
        CurvatureHedge.Book book =
                new CurvatureHedge.Book(off, exposure.gamma(), exposure.greeks().vega());
        CurvatureHedge hedge = CurvatureHedge.of(book, List.of(instrument(offer, savedPerGamma)), terms);
        return hedge.trades().stream()
                .map(sized -> affordable(offer, sized.units()))
                .filter(trade -> trade.contracts().abs().compareTo(limits.smallestTrade()) >= 0)
                .findFirst();
    }

    /** What delta costs and what is risked over the horizon with this trade, and the trade itself. */
    private double with(OptionTrade trade, CurvatureHedge.Terms decisions) {
        double size = trade.contracts().wholeAsDouble();
        OptionGreeks one = trade.offer()
                .greeksAfter(size, snapshot.price().best(), snapshot.block().timestamp());
        double gamma = exposure.gamma() + size * one.gamma();
        double vega = exposure.greeks().vega() + size * one.vega();
        double cost = trade.lost()
                + Math.abs(trade.delta()) * decisions.deltaCostPerBase()
                + gas().quote(trade.offer().gasPerTrade());
        return cost + RehedgingCost.of(gamma, decisions).total() + decisions.risk(0, vega);
    }

    private OptionWish decided(List<String> breaches, Optional<Weighed> best, double leave) {
        List<String> reasons = new ArrayList<>(breaches);
        String days = options.horizon().toDays() + " days";
        if (best.isEmpty()) {
            reasons.add("no options on offer are worth it: delta is traded instead, for about " + words(leave) + " in "
                    + days + ", its risk included");
            return new OptionWish(List.of(), reasons);
        }
        Weighed found = best.get();
        if (found.total() >= leave) {
            reasons.add("options would bring that to " + words(found.total()) + " in " + days
                    + ", trading delta alone to " + words(leave) + ": delta is traded instead");
            return new OptionWish(List.of(), reasons);
        }
        reasons.add("options bring cost and risk of " + days + " to " + words(found.total())
                + ", trading delta alone to " + words(leave));
        return new OptionWish(List.of(found.trade()), reasons);
    }

    private List<String> breaches(double gamma, double vega) {
        List<String> breaches = new ArrayList<>();
        double byGamma = options.gammaUse(gamma, price, nav);
        if (byGamma > options.gamma().fraction()) {
            breaches.add("gamma makes " + Words.percent(byGamma) + " of NAV of a move of " + options.gammaMove()
                    + ", its limit is " + options.gamma());
        }
        double byVega = options.vegaUse(vega, nav);
        if (byVega > options.vega().fraction()) {
            breaches.add("vega makes " + Words.percent(byVega) + " of NAV of " + options.vegaMove()
                    + " of volatility, its limit is " + options.vega());
        }
        return breaches;
    }

    /**
     * Those that end within the horizon would not bear the risk that they are weighed against. What a programme keeps
     * written is not bought back: it would be written again.
     */
    private List<OptionOffer> offers() {
        Instant end = snapshot.block().timestamp().plus(options.horizon());
        return snapshot.offers().stream()
                .filter(offer -> offer.option().expiry().isAfter(end))
                .filter(offer -> {
                    int held = TradedOptions.held(snapshot, offer.option()).signum();
                    boolean written = held < 0 && offer.option().type() == OptionType.CALL;
                    return held == 0
                            ? offer.seriesLeft() > 0
                            : !(written && options.write().isPresent());
                })
                .filter(offer -> offer.mostBought().asDelta().signum() > 0 || sellable(offer) > 0)
                .toList();
    }

    /**
     * What a small trade loses for each contract, and how much more the whole offer would. Gamma that is bought saves
     * the trading of delta that it takes the place of.
     *
     * @param savedPerGamma quote over the horizon, with the sign of the book's gamma
     */
    private HedgeInstrument instrument(OptionOffer offer, double savedPerGamma) {
        OptionGreeks one = greeks(offer);
        double most = offer.mostBought().wholeAsDouble();
        double probe = Math.max(limits.smallestTrade().wholeAsDouble(), most * 1e-3);
        double small = lossPerContract(offer, probe, one);
        double large = most > probe ? lossPerContract(offer, most, one) : small;
        double impact = most > probe ? Math.max(0, 2 * (large - small) / (most - probe)) : 0;
        double saved = Math.abs(savedPerGamma) * one.gamma();
        return new HedgeInstrument(
                offer.option() + " at " + offer.option().venue(),
                one.delta(),
                one.gamma(),
                one.vega(),
                Math.max(0, small - saved),
                impact,
                most,
                sellable(offer));
    }

    private static double lossPerContract(OptionOffer offer, double contracts, OptionGreeks one) {
        return Math.max(0, offer.premiumQuote(contracts) / contracts - one.price());
    }

    /** Base: what is held of the series and can be given back; writing more is the operator's to decide. */
    private double sellable(OptionOffer offer) {
        TokenDelta held = TradedOptions.held(snapshot, offer.option());
        return held.max(TokenDelta.zero(held.token()))
                .abs()
                .min(offer.mostSold())
                .wholeAsDouble();
    }

    /** In proportion down to what premium there is to pay. */
    private OptionTrade affordable(OptionOffer offer, double contracts) {
        OptionTrade whole = trade(offer, contracts);
        double left = Math.min(
                options.premiumLeft().wholeAsDouble(),
                snapshot.holdings()
                        .idleQuote()
                        .minusOrZero(limits.idleQuoteReserve())
                        .wholeAsDouble());
        return whole.worst() > left ? trade(offer, contracts * left / whole.worst()) : whole;
    }

    private OptionTrade trade(OptionOffer offer, double contracts) {
        Bps slippage = limits.cost().maxSlippage();
        return OptionTrade.of(
                snapshot, offer, TokenDelta.ofModel(snapshot.pair().base(), contracts), slippage);
    }

    private OptionGreeks greeks(OptionOffer offer) {
        return offer.greeks(snapshot.price().best(), snapshot.block().timestamp());
    }

    private CurvatureHedge.Terms terms(double yearsBetweenHedges) {
        return new CurvatureHedge.Terms(
                price,
                limits.band().volatility(),
                options.volatilityOfVolatility(),
                yearsBetweenHedges,
                Years.of(options.horizon()),
                options.riskAversionPerQuote(),
                deltaCostPerBase());
    }

    /** Of the cheapest venue that can trade, both directions averaged so that a basis cancels. */
    private double deltaCostPerBase() {
        Price best = snapshot.price().best();
        double size = Math.max(limits.smallestTrade().wholeAsDouble(), 1e-9);
        double least = limits.cost().maxSlippage().fraction() * price;
        for (Venue venue : snapshot.venues()) {
            if (venue.condition() == VenueCondition.OPEN || venue.condition() == VenueCondition.REDUCE_ONLY) {
                double both = venue.tradeCostQuote(size, best) + venue.tradeCostQuote(-size, best);
                least = Double.isFinite(both) ? Math.min(least, Math.max(0, both / (2 * size))) : least;
            }
        }
        return least;
    }

    private GasModel gas() {
        return GasModel.of(snapshot, limits.cost());
    }

    private String words(double quote) {
        return String.format(Locale.ROOT, "%,.0f %s", quote, snapshot.pair().quote());
    }
}
