package io.evenkeel.units;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * How many whole {@code quote} tokens one whole {@code base} token costs, 18 decimals, positive.
 *
 * <pre>value [quote units] = amount [base units] × e18 × 10^(quote.decimals − base.decimals − 18)</pre>
 *
 * The contracts compute the same: {@code amountWeth × priceE18 / 1e30} for WETH in USDC.
 */
public record Price(Token base, Token quote, BigInteger e18) implements Comparable<Price> {
    public Price {
        if (e18.signum() <= 0) {
            throw new IllegalArgumentException("price of " + base + " in " + quote + " must be positive, was " + e18);
        }
    }

    public static Price of(Token base, Token quote, String quotePerBase) {
        return new Price(
                base, quote, new BigDecimal(quotePerBase).movePointRight(18).toBigIntegerExact());
    }

    /** A model's price, whole quote per whole base; rounded to nearest. Refuses what is not finite and positive. */
    public static Price ofModel(Token base, Token quote, double quotePerBase) {
        if (!Double.isFinite(quotePerBase) || quotePerBase <= 0) {
            throw new IllegalArgumentException("model gave a price of " + quotePerBase);
        }
        return new Price(
                base,
                quote,
                new BigDecimal(quotePerBase)
                        .movePointRight(18)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .toBigInteger()
                        .max(BigInteger.ONE));
    }

    public TokenAmount valueDown(TokenAmount amount) {
        requireBase(amount.token());
        return new TokenAmount(quote, Rounding.divideDown(amount.units().multiply(numerator()), denominator()));
    }

    public TokenAmount valueUp(TokenAmount amount) {
        requireBase(amount.token());
        return new TokenAmount(quote, Rounding.divideUp(amount.units().multiply(numerator()), denominator()));
    }

    /** Signed value, rounded towards negative infinity: a gain is never overstated, a loss never understated. */
    public TokenDelta valueDown(TokenDelta amount) {
        requireBase(amount.token());
        return new TokenDelta(quote, Rounding.divideDown(amount.units().multiply(numerator()), denominator()));
    }

    /** How much base this much quote buys, rounded down. */
    public TokenAmount amountDown(TokenAmount value) {
        requireQuote(value.token());
        return new TokenAmount(base, Rounding.divideDown(value.units().multiply(denominator()), numerator()));
    }

    /** How much base this much quote buys, rounded up. */
    public TokenAmount amountUp(TokenAmount value) {
        requireQuote(value.token());
        return new TokenAmount(base, Rounding.divideUp(value.units().multiply(denominator()), numerator()));
    }

    public Price timesDown(Bps part) {
        return new Price(base, quote, Rounding.divideDown(e18.multiply(BigInteger.valueOf(part.value())), Bps.ONE));
    }

    public Price timesUp(Bps part) {
        return new Price(base, quote, Rounding.divideUp(e18.multiply(BigInteger.valueOf(part.value())), Bps.ONE));
    }

    /** For model mathematics only. */
    public double asDouble() {
        return new BigDecimal(e18, 18).doubleValue();
    }

    private BigInteger numerator() {
        int exponent = quote.decimals() - base.decimals() - 18;
        return exponent > 0 ? e18.multiply(BigInteger.TEN.pow(exponent)) : e18;
    }

    private BigInteger denominator() {
        int exponent = quote.decimals() - base.decimals() - 18;
        return exponent < 0 ? BigInteger.TEN.pow(-exponent) : BigInteger.ONE;
    }

    private void requireBase(Token token) {
        if (!token.equals(base)) {
            throw new IllegalArgumentException("price is of " + base + ", not of " + token);
        }
    }

    private void requireQuote(Token token) {
        if (!token.equals(quote)) {
            throw new IllegalArgumentException("price is in " + quote + ", not in " + token);
        }
    }

    @Override
    public int compareTo(Price other) {
        if (!base.equals(other.base) || !quote.equals(other.quote)) {
            throw new IllegalArgumentException("cannot compare prices of different pairs");
        }
        return e18.compareTo(other.e18);
    }

    @Override
    public String toString() {
        return new BigDecimal(e18, 18)
                        .setScale(4, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString() + " " + quote + "/" + base;
    }
}
