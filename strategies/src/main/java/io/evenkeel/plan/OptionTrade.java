package io.evenkeel.plan;

import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.OptionOffer;
import io.evenkeel.options.OptionGreeks;
import io.evenkeel.units.Bps;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Model: one trade of options and what it costs, in whole quote token where not said otherwise.
 *
 * @param contracts base, sold ones negative
 * @param premium paid, negative where it is received
 * @param worst the same at the worst that is accepted
 * @param lost premium above the mark: fees, spread and what the trade does to the volatility; at least 0
 * @param delta base, that the vault's delta changes by
 */
record OptionTrade(OptionOffer offer, TokenDelta contracts, double premium, double worst, double lost, double delta) {
    /** The price may move against us by the slippage, and the premium by as much of itself, until it is included. */
    static OptionTrade of(MarketSnapshot snapshot, OptionOffer offer, TokenDelta contracts, Bps maxSlippage) {
        double size = contracts.wholeAsDouble();
        double price = snapshot.price().best().asDouble();
        OptionGreeks one =
                offer.greeks(snapshot.price().best(), snapshot.block().timestamp());
        double delta = size
                * offer.greeksAfter(
                                size, snapshot.price().best(), snapshot.block().timestamp())
                        .delta();
        double premium = offer.premiumQuote(size);
        double moved = maxSlippage.fraction() * (Math.abs(premium) + Math.abs(delta) * price);
        // a seller who must sell is not paid less than nothing
        double worst = size < 0 ? Math.min(0, premium + moved) : premium + moved;
        return new OptionTrade(offer, contracts, premium, worst, Math.max(0, premium - size * one.price()), delta);
    }

    /** What NAV falls by at most: the mark follows the price, the premium's own part does not come back. */
    double lostAtWorst(Bps maxSlippage) {
        return lost + maxSlippage.fraction() * Math.abs(premium);
    }

    HedgeAction.TradeOptions action() {
        TokenAmount worstPremium = new TokenAmount(
                offer.option().strike().quote(),
                new BigDecimal(Math.abs(worst))
                        .movePointRight(offer.option().strike().quote().decimals())
                        .setScale(0, worst > 0 ? RoundingMode.UP : RoundingMode.DOWN)
                        .toBigInteger());
        return new HedgeAction.TradeOptions(offer.option().venue(), offer.option(), contracts, worstPremium, true);
    }

    String description() {
        String verb = contracts.signum() < 0 ? "sell " : "buy ";
        return verb + Words.of(contracts.abs()) + " of the " + offer.option() + " for about "
                + Words.quote(Math.abs(premium), offer.option().strike().quote()) + ", "
                + Words.quote(lost, offer.option().strike().quote()) + " of it beyond the mark";
    }
}
