package io.evenkeel.options;

/**
 * European options on an underlying that follows a geometric Brownian motion (Black and Scholes 1973, with a cost of
 * carry b as in Merton 1973 and Black 1976). Allocates nothing: results go into an object of the caller's.
 *
 * <p>Arguments, in this order: spot (quote per base, at least 0), strike (quote per base, positive), years to expiry
 * (of 365 days, at least 0), volatility (per square root of a year, at least 0), rate r and carry b (continuously
 * compounded per year). All finite; anything else is a bug of the caller and refused. Terms and notation are those of
 * {@link Terms}; the formulas follow by differentiation, all from one set of d1, d2, N and n.
 *
 * <p>The option that is out of the money forward is valued first and the other by parity, so that neither loses its
 * time value to its intrinsic value. Limits, in which no result is NaN:
 *
 * <ul>
 *   <li>No time or no volatility left: the discounted intrinsic value of the forward. Delta is that of the forward or
 *       nothing, half of it exactly at the strike; gamma, vega, vanna and volga are 0, also at the strike, where gamma
 *       has no value. Theta and charm are those of discounting alone.
 *   <li>Spot 0: a call is worth nothing, a put its discounted strike.
 *   <li>Strike and spot farther apart than 38 standard deviations: as without volatility.
 * </ul>
 */
public final class BlackScholes {
    private BlackScholes() {}

    /** Value and every Greek of the call and the put. */
    public static void evaluate(
            double spot, double strike, double years, double volatility, double rate, double carry, GreekSet into) {
        Terms t = into.terms;
        t.ofFirst(spot, strike, years, volatility, rate, carry);
        t.ofSecond();
        double intrinsic = t.presentSpot - t.presentStrike;
        double timeValue = t.outOfTheMoney();
        // at the money the two differ by rounding alone, which must not make a price negative
        into.callPrice = t.logMoneyness > 0 ? Math.max(intrinsic + timeValue, 0) : timeValue;
        into.putPrice = t.logMoneyness > 0 ? timeValue : Math.max(timeValue - intrinsic, 0);
        into.callDelta = t.carryDiscount * t.upper1;
        into.putDelta = -t.carryDiscount * t.lower1;
        into.callRho = t.presentStrike * years * t.upper2;
        into.putRho = -t.presentStrike * years * t.lower2;
        into.callCarryRho = t.presentSpot * years * t.upper1;
        into.putCarryRho = -t.presentSpot * years * t.lower1;

        double yield = rate - carry;
        into.callTheta = yield * t.presentSpot * t.upper1 - rate * t.presentStrike * t.upper2;
        into.putTheta = rate * t.presentStrike * t.lower2 - yield * t.presentSpot * t.lower1;
        into.callCharm = yield * into.callDelta;
        into.putCharm = yield * into.putDelta;
        if (t.density1 > 0) {
            curvature(spot, years, volatility, carry, into);
        } else {
            into.gamma = 0;
            into.vega = 0;
            into.vanna = 0;
            into.volga = 0;
        }
    }

    /** What the density at the strike adds. */
    private static void curvature(double spot, double years, double volatility, double carry, GreekSet into) {
        Terms t = into.terms;
        double density = t.carryDiscount * t.density1;
        double deviation = volatility * t.sqrtYears;
        into.gamma = density / (spot * deviation);
        into.vega = spot * density * t.sqrtYears;
        into.vanna = -density * t.d2 / volatility;
        into.volga = into.vega * t.d1 * t.d2 / volatility;
        double decay = spot * density * volatility / (2 * t.sqrtYears);
        into.callTheta -= decay;
        into.putTheta -= decay;
        double drift = density * (carry / deviation - t.d2 / (2 * years));
        into.callCharm -= drift;
        into.putCharm -= drift;
    }

    /** Delta and gamma alone, for about half of the work. */
    public static void deltaGamma(
            double spot, double strike, double years, double volatility, double rate, double carry, DeltaGamma into) {
        Terms t = into.terms;
        t.ofFirst(spot, strike, years, volatility, rate, carry);
        into.gamma = t.density1 > 0 ? t.carryDiscount * t.density1 / (spot * (volatility * t.sqrtYears)) : 0;
    }
}
