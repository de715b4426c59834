package io.evenkeel.evidence;

import io.evenkeel.options.BlackScholes;
import io.evenkeel.options.GreekSet;

/**
 * One European call, sold at Black and Scholes' value and hedged in the underlying until it expires. No dividend.
 *
 * @param years to expiry
 * @param impliedVolatility what it was sold at
 * @param hedgeVolatility what its delta and gamma are computed with
 * @param realisedVolatility what the price then does
 * @param ratePerYear continuously compounded
 * @param driftPerYear μ, the real-world drift of the price, continuously compounded
 */
record SoldCall(
        double spotQuote,
        double strikeQuote,
        double years,
        double impliedVolatility,
        double hedgeVolatility,
        double realisedVolatility,
        double ratePerYear,
        double driftPerYear) {
    /** Sold, hedged and turned out at one volatility. */
    static SoldCall atOneVolatility(
            double spotQuote,
            double strikeQuote,
            double years,
            double volatility,
            double ratePerYear,
            double driftPerYear) {
        return new SoldCall(
                spotQuote, strikeQuote, years, volatility, volatility, volatility, ratePerYear, driftPerYear);
    }

    /** Three months at the money, volatility 20 %, rate 3 %, drift 8 %: what most published tables are made with. */
    static SoldCall threeMonthsAtTheMoney() {
        return atOneVolatility(100, 100, 0.25, 0.2, 0.03, 0.08);
    }

    double premiumQuote() {
        GreekSet set = new GreekSet();
        BlackScholes.evaluate(spotQuote, strikeQuote, years, impliedVolatility, ratePerYear, ratePerYear, set);
        return set.callPrice();
    }

    SoldCall hedgedAt(double volatility) {
        return new SoldCall(
                spotQuote,
                strikeQuote,
                years,
                impliedVolatility,
                volatility,
                realisedVolatility,
                ratePerYear,
                driftPerYear);
    }

    SoldCall realising(double volatility) {
        return new SoldCall(
                spotQuote,
                strikeQuote,
                years,
                impliedVolatility,
                hedgeVolatility,
                volatility,
                ratePerYear,
                driftPerYear);
    }
}
