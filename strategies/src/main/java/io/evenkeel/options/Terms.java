package io.evenkeel.options;

import io.evenkeel.numerics.NormalDistribution;

/**
 * What every value of an option is made of, computed once. Reused from option to option; nothing is allocated.
 *
 * <pre>
 *   s  = σ sqrt(T)                 d1 = ln(F/K)/s + s/2      F = S e^(bT)
 *   S' = S e^((b−r)T)              d2 = ln(F/K)/s − s/2
 *   K' = K e^(−rT)                 S' n(d1) = K' n(d2)
 * </pre>
 *
 * Where nothing is left to chance (s = 0) or the outcome is more than 38 standard deviations away, d1 and d2 are
 * infinite, or 0 exactly at the strike, and the density is 0.
 */
final class Terms {
    /** Below this a standard deviation is nothing: it keeps 1/s and 1/(2T) within a double. */
    private static final double NO_DEVIATION = 1e-150;
    /** Below this a density has lost digits, or is zero while that of the other d may not be. */
    private static final double THIN_DENSITY = 1e-305;

    double discount;
    /** e^((b−r)T): what one unit of the underlying at expiry costs in the underlying now. */
    double carryDiscount;

    double presentSpot;
    double presentStrike;
    double sqrtYears;
    double logMoneyness;
    double d1;
    double d2;
    /** n(d1), and 0 where curvature has no value. */
    double density1;

    double upper1;
    double lower1;
    double upper2;
    double lower2;

    /** Everything but N(±d2). */
    void ofFirst(double spot, double strike, double years, double volatility, double rate, double carry) {
        boolean valid = spot >= 0 && strike > 0 && years >= 0 && volatility >= 0;
        if (!valid || !Double.isFinite(spot + strike + years + volatility + rate + carry)) {
            throw new IllegalArgumentException(
                    "want finite numbers, spot >= 0, strike > 0, years >= 0, volatility >= 0;"
                            + " were " + spot + ", " + strike + ", " + years + ", " + volatility + ", rate " + rate
                            + ", carry "
                            + carry);
        }
        discount = rate == 0 ? 1 : Math.exp(-rate * years);
        carryDiscount = carry == rate ? 1 : carry == 0 ? discount : Math.exp((carry - rate) * years);
        presentSpot = spot * carryDiscount;
        presentStrike = strike * discount;
        sqrtYears = Math.sqrt(years);
        logMoneyness = Math.log(spot / strike) + carry * years;
        double deviation = volatility * sqrtYears;
        if (spot == 0 || deviation < NO_DEVIATION) {
            d1 = logMoneyness == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, logMoneyness);
            d2 = d1;
            density1 = 0;
            upper1 = d1 == 0 ? 0.5 : d1 > 0 ? 1 : 0;
            lower1 = 1 - upper1;
            return;
        }
        double middle = logMoneyness / deviation;
        d1 = middle + deviation / 2;
        d2 = middle - deviation / 2;
        density1 = NormalDistribution.density(d1);
        double tail = density1 == 0 ? 0 : density1 * NormalDistribution.millsRatio(Math.abs(d1));
        upper1 = d1 > 0 ? 1 - tail : tail;
        lower1 = d1 > 0 ? tail : 1 - tail;
    }

    /** N(±d2), whose density follows from that of d1 without another exponential. */
    void ofSecond() {
        if (density1 == 0 && d1 == d2) {
            upper2 = upper1;
            lower2 = lower1;
            return;
        }
        double density2 =
                density1 > THIN_DENSITY ? density1 * (presentSpot / presentStrike) : NormalDistribution.density(d2);
        double tail = density2 == 0 ? 0 : density2 * NormalDistribution.millsRatio(Math.abs(d2));
        upper2 = d2 > 0 ? 1 - tail : tail;
        lower2 = d2 > 0 ? tail : 1 - tail;
    }

    /** Value of the call if it is out of the money forward, else of the put: the one without intrinsic value. */
    double outOfTheMoney() {
        return logMoneyness > 0
                ? Math.max(presentStrike * lower2 - presentSpot * lower1, 0)
                : Math.max(presentSpot * upper1 - presentStrike * upper2, 0);
    }
}
