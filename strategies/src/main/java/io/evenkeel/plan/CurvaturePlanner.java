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
import io.evenkeel.risk.GasModel;
import io.evenkeel.risk.OptionLimits;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import io.evenkeel.units.Years;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Once gamma or vega is beyond its limit, weighs buying options against living with it: trading delta as often as is
 * cheapest, and bearing what that leaves. Nothing is sold here but what is held.
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
        CurvatureHedge.Terms terms = terms(alone.yearsBetweenHedges());
        double leave = alone.total() + decisions.risk(0, vega);
        List<OptionOffer> offers = offers();
        List<HedgeInstrument> instruments = new ArrayList<>();
        for (OptionOffer offer : offers) {
            instruments.add(instrument(offer, gamma == 0 ? 0 : alone.trading() / gamma));
        }
        double off = exposure.delta().minus(snapshot.envelope().targetDelta()).wholeAsDouble();
        CurvatureHedge hedge = CurvatureHedge.of(new CurvatureHedge.Book(off, gamma, vega), instruments, terms);
        List<OptionTrade> trades = trades(hedge, instruments, offers);
        return weighed(breaches, trades, leave, decisions);
    }

    private OptionWish weighed(
            List<String> breaches, List<OptionTrade> trades, double leave, CurvatureHedge.Terms decisions) {
        double gamma = exposure.gamma();
        double vega = exposure.greeks().vega();
        double cost = 0;
        for (OptionTrade trade : trades) {
            OptionGreeks one = greeks(trade.offer());
            double size = trade.contracts().wholeAsDouble();
            gamma += size * one.gamma();
            vega += size * one.vega();
            cost += trade.lost()
                    + Math.abs(trade.delta()) * decisions.deltaCostPerBase()
                    + gas().quote(trade.offer().gasPerTrade());
        }
        double with = cost + RehedgingCost.of(gamma, decisions).total() + decisions.risk(0, vega);
        List<String> reasons = new ArrayList<>(breaches);
        String days = options.horizon().toDays() + " days";
        if (trades.isEmpty()) {
            reasons.add("no options on offer are worth it: delta is traded instead, for about " + words(leave) + " in "
                    + days + ", its risk included");
            return new OptionWish(List.of(), reasons);
        }
        if (with >= leave) {
            reasons.add("options would bring that to " + words(with) + " in " + days + ", trading delta alone to "
                    + words(leave) + ": delta is traded instead");
            return new OptionWish(List.of(), reasons);
        }
        reasons.add("options bring cost and risk of " + days + " to " + words(with) + ", trading delta alone to "
                + words(leave));
        return new OptionWish(trades, reasons);
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

    /** Those that end within the horizon would not bear the risk that they are weighed against. */
    private List<OptionOffer> offers() {
        Instant end = snapshot.block().timestamp().plus(options.horizon());
        return snapshot.offers().stream()
                .filter(offer -> offer.option().expiry().isAfter(end))
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
    private List<OptionTrade> trades(
            CurvatureHedge hedge, List<HedgeInstrument> instruments, List<OptionOffer> offers) {
        List<OptionTrade> whole = new ArrayList<>();
        double paid = 0;
        for (CurvatureHedge.Trade trade : hedge.trades()) {
            OptionOffer offer = offers.get(instruments.indexOf(trade.instrument()));
            OptionTrade one = trade(offer, trade.units());
            paid += Math.max(0, one.worst());
            whole.add(one);
        }
        double left = Math.min(
                options.premiumLeft().wholeAsDouble(),
                snapshot.holdings()
                        .idleQuote()
                        .minusOrZero(limits.idleQuoteReserve())
                        .wholeAsDouble());
        double part = paid > left ? left / paid : 1;
        TokenAmount smallest = limits.smallestTrade();
        return whole.stream()
                .map(one -> part < 1 ? trade(one.offer(), part * one.contracts().wholeAsDouble()) : one)
                .filter(one -> one.contracts().abs().compareTo(smallest) >= 0)
                .toList();
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
