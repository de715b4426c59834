package io.evenkeel.evidence;

import io.evenkeel.hedge.BookCurve;
import io.evenkeel.hedge.HedgeInputs;

/**
 * A book that has sold one call and nothing else, as the keeper's rules see it. The same inputs are written over from
 * place to place; nothing is allocated.
 */
final class CallBook {
    private final HedgeInputs inputs = new HedgeInputs();
    private final CallGreeks greeks;
    private final double volatility;

    CallBook(SoldCall call, double proportionalCost) {
        this.greeks = new CallGreeks(call);
        this.volatility = call.hedgeVolatility();
        inputs.volatility = volatility;
        inputs.ratePerYear = call.ratePerYear();
        inputs.curve = this::curve;
        inputs.optionPartOfGamma = 1;
        inputs.unwindsAtExpiry = true;
        inputs.proportionalCost = proportionalCost;
        inputs.navQuote = call.spotQuote();
    }

    HedgeInputs inputs() {
        return inputs;
    }

    /** Where the call's delta and gamma are known already. */
    void place(double priceQuote, double yearsToExpiry, double callDelta, double callGamma) {
        inputs.price = priceQuote;
        inputs.yearsToExpiry = yearsToExpiry;
        inputs.bookDeltaBase = -callDelta;
        inputs.bookGammaBasePerQuote = -callGamma;
    }

    void place(double priceQuote, double yearsToExpiry) {
        greeks.at(priceQuote, yearsToExpiry, volatility);
        place(priceQuote, yearsToExpiry, greeks.delta(), greeks.gamma());
    }

    private void curve(double price, double timeStretch, double varianceStretch, BookCurve.Point out) {
        greeks.at(price, inputs.yearsToExpiry * timeStretch, volatility * Math.sqrt(varianceStretch));
        out.deltaBase = -greeks.delta();
        out.gammaBasePerQuote = -greeks.gamma();
    }
}
