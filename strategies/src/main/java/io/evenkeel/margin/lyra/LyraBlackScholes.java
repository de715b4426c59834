package io.evenkeel.margin.lyra;

import static io.evenkeel.margin.lyra.Fixed.PRECISE;
import static io.evenkeel.margin.lyra.Fixed.overPrecise;
import static io.evenkeel.margin.lyra.Fixed.timesPrecise;

import java.math.BigInteger;

/**
 * Black and Scholes as the protocol's library computes it, in 27 decimals, to the last digit. A second at least is left
 * and volatility is at least 1e-4. The put is the call by parity, neither below nothing.
 *
 * @param callPrice,putPrice quote 1e18 for one option
 * @param callDelta,putDelta 1e18
 * @param vega quote 1e18 per 1.00 of volatility
 * @param stdVega vega of an option of thirty days, per hundredth of volatility
 */
public record LyraBlackScholes(
        BigInteger callPrice,
        BigInteger putPrice,
        BigInteger callDelta,
        BigInteger putDelta,
        BigInteger vega,
        BigInteger stdVega) {
    private static final BigInteger SECONDS_PER_YEAR = BigInteger.valueOf(31_536_000);
    private static final BigInteger SHORTEST_YEARS = PRECISE.divide(SECONDS_PER_YEAR);
    private static final BigInteger LOWEST_VOLATILITY = PRECISE.divide(BigInteger.valueOf(10_000));
    private static final BigInteger TWO = BigInteger.TWO;
    private static final BigInteger THIRTY_DAYS = PRECISE.multiply(BigInteger.valueOf(30));
    private static final long FEWEST_VEGA_SECONDS = 7 * 86_400L;

    /**
     * @param seconds to expiry
     * @param volatility,spot,strike,rate 1e18; spot and strike above 0
     */
    public static LyraBlackScholes of(
            long seconds, BigInteger volatility, BigInteger spot, BigInteger strike, BigInteger rate) {
        BigInteger years = overPrecise(BigInteger.valueOf(seconds), SECONDS_PER_YEAR);
        BigInteger spotPrecise = Fixed.toPrecise(spot);
        BigInteger strikePrecise = Fixed.toPrecise(strike);
        BigInteger ratePrecise = Fixed.toPrecise(rate);
        BigInteger sigma = Fixed.toPrecise(volatility).max(LOWEST_VOLATILITY);
        BigInteger time = years.max(SHORTEST_YEARS);

        BigInteger deviation = timesPrecise(sigma, Fixed.sqrtPrecise(time));
        BigInteger log = FixedExponentials.lnPrecise(overPrecise(spotPrecise, strikePrecise));
        BigInteger drift = timesPrecise(timesPrecise(sigma, sigma).divide(TWO).add(ratePrecise), time);
        BigInteger d1 = overPrecise(log.add(drift), deviation);
        BigInteger d2 = d1.subtract(deviation);

        BigInteger discount = FixedExponentials.expPrecise(timesPrecise(ratePrecise.negate(), years));
        BigInteger presentStrike = timesPrecise(strikePrecise, discount);
        BigInteger bought = timesPrecise(spotPrecise, FixedNormal.cumulative(d1));
        BigInteger paid = timesPrecise(presentStrike, FixedNormal.cumulative(d2));
        BigInteger call = bought.subtract(paid).max(BigInteger.ZERO);
        BigInteger put = call.add(presentStrike).subtract(spotPrecise).max(BigInteger.ZERO);
        BigInteger delta = FixedNormal.cumulative(d1);
        BigInteger vega = timesPrecise(Fixed.sqrtPrecise(years), timesPrecise(FixedNormal.density(d1), spotPrecise));
        return new LyraBlackScholes(
                Fixed.toDecimal(call),
                Fixed.toDecimal(put),
                Fixed.toDecimal(delta),
                Fixed.toDecimal(delta.subtract(PRECISE)),
                Fixed.toDecimal(vega),
                Fixed.toDecimal(timesPrecise(vega, standardisation(seconds))));
    }

    public BigInteger price(boolean put) {
        return put ? putPrice : callPrice;
    }

    public BigInteger delta(boolean put) {
        return put ? putDelta : callDelta;
    }

    private static BigInteger standardisation(long seconds) {
        BigInteger days = BigInteger.valueOf(Math.max(seconds, FEWEST_VEGA_SECONDS) / 86_400);
        return Fixed.sqrtPrecise(THIRTY_DAYS.divide(days)).divide(BigInteger.valueOf(100));
    }
}
