package io.evenkeel.evidence;

import io.evenkeel.options.BlackScholes;
import io.evenkeel.options.DeltaGamma;
import io.evenkeel.options.GreekSet;

/** Black and Scholes' figures of a sold call at one price and time after another. */
final class CallGreeks {
    private final double strikeQuote;
    private final double ratePerYear;
    private final DeltaGamma deltaGamma = new DeltaGamma();
    private final GreekSet set = new GreekSet();

    CallGreeks(SoldCall call) {
        this.strikeQuote = call.strikeQuote();
        this.ratePerYear = call.ratePerYear();
    }

    /** Delta and gamma from here on are those of this place. */
    void at(double priceQuote, double yearsToExpiry, double volatility) {
        BlackScholes.deltaGamma(
                priceQuote, strikeQuote, yearsToExpiry, volatility, ratePerYear, ratePerYear, deltaGamma);
    }

    double delta() {
        return deltaGamma.callDelta();
    }

    double gamma() {
        return deltaGamma.gamma();
    }

    double valueQuote(double priceQuote, double yearsToExpiry, double volatility) {
        BlackScholes.evaluate(priceQuote, strikeQuote, yearsToExpiry, volatility, ratePerYear, ratePerYear, set);
        return set.callPrice();
    }
}
