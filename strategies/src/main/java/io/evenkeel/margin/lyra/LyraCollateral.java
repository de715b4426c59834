package io.evenkeel.margin.lyra;

import static io.evenkeel.margin.lyra.Fixed.over;
import static io.evenkeel.margin.lyra.Fixed.times;

import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;

/**
 * What the protocol asks a seller for at least, to the last digit: the option's value after a shock of spot and of
 * volatility, at least a fixed amount, at most what covers it whole. Less of it is liquidatable. 1e18, seconds.
 */
public record LyraCollateral(
        BigInteger minStaticQuoteCollateral,
        BigInteger minStaticBaseCollateral,
        BigInteger shockVolA,
        long shockVolPointA,
        BigInteger shockVolB,
        long shockVolPointB,
        BigInteger callSpotPriceShock,
        BigInteger putSpotPriceShock) {

    /** From the protocol's own struct. */
    public static LyraCollateral of(NamedValues terms) {
        return new LyraCollateral(
                terms.integer("minStaticQuoteCollateral"),
                terms.integer("minStaticBaseCollateral"),
                terms.integer("shockVolA"),
                terms.integer("shockVolPointA").longValueExact(),
                terms.integer("shockVolB"),
                terms.integer("shockVolPointB").longValueExact(),
                terms.integer("callSpotPriceShock"),
                terms.integer("putSpotPriceShock"));
    }

    /**
     * In base where base backs it, otherwise in quote.
     *
     * @param seconds to expiry, at least 0
     */
    public BigInteger minimum(
            LyraType type, BigInteger amount, BigInteger strike, long seconds, BigInteger spot, BigInteger rate) {
        if (amount.signum() == 0) {
            return BigInteger.ZERO;
        }
        BigInteger shocked = times(spot, type.isPut() ? putSpotPriceShock : callSpotPriceShock);
        BigInteger price = LyraBlackScholes.of(seconds, shockVolatility(seconds), shocked, strike, rate)
                .price(type.isPut());
        BigInteger value = times(price, amount);
        return switch (type) {
            case SHORT_CALL_BASE ->
                over(value, shocked).max(minStaticBaseCollateral).min(amount);
            case SHORT_PUT_QUOTE -> value.max(minStaticQuoteCollateral).min(times(amount, strike));
            case SHORT_CALL_QUOTE -> value.max(minStaticQuoteCollateral);
            case LONG_CALL, LONG_PUT -> throw new IllegalArgumentException("what was bought needs no collateral");
        };
    }

    public BigInteger minimum(LyraPosition position, LyraMarket market, BigInteger spot) {
        return minimum(
                position.type(),
                position.amount(),
                position.strike(),
                market.secondsTo(position.expiry()),
                spot,
                market.rate());
    }

    /** Falls in a straight line from one point to the other. */
    public BigInteger shockVolatility(long seconds) {
        if (seconds <= shockVolPointA) {
            return shockVolA;
        }
        if (seconds >= shockVolPointB) {
            return shockVolB;
        }
        return shockVolA.subtract(shockVolA
                .subtract(shockVolB)
                .multiply(BigInteger.valueOf(seconds - shockVolPointA))
                .divide(BigInteger.valueOf(shockVolPointB - shockVolPointA)));
    }
}
