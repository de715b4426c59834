package io.evenkeel.units;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * So much of a token, never negative. {@code units} counts the token's smallest unit.
 *
 * <p>Allowed: amount ± amount of the same token, comparison, scaling by a {@link Bps} with a named rounding, and
 * turning into a {@link TokenDelta}. A subtraction below zero is a bug and throws.
 */
public record TokenAmount(Token token, BigInteger units) implements Comparable<TokenAmount> {
    public TokenAmount {
        if (units.signum() < 0) {
            throw new IllegalArgumentException("amount of " + token + " must not be negative, was " + units);
        }
    }

    public static TokenAmount zero(Token token) {
        return new TokenAmount(token, BigInteger.ZERO);
    }

    /** From whole tokens, as in {@code of(usdc, "12.5")}; more digits than the token has are refused. */
    public static TokenAmount of(Token token, String wholeTokens) {
        return new TokenAmount(
                token,
                new BigDecimal(wholeTokens).movePointRight(token.decimals()).toBigIntegerExact());
    }

    public TokenAmount plus(TokenAmount other) {
        return new TokenAmount(same(other).token, units.add(other.units));
    }

    public TokenAmount minus(TokenAmount other) {
        return new TokenAmount(same(other).token, units.subtract(other.units));
    }

    /** This less the other, or zero where that would be negative. */
    public TokenAmount minusOrZero(TokenAmount other) {
        return new TokenAmount(same(other).token, units.subtract(other.units).max(BigInteger.ZERO));
    }

    public TokenAmount timesDown(Bps part) {
        return new TokenAmount(token, Rounding.divideDown(units.multiply(BigInteger.valueOf(part.value())), Bps.ONE));
    }

    public TokenAmount timesUp(Bps part) {
        return new TokenAmount(token, Rounding.divideUp(units.multiply(BigInteger.valueOf(part.value())), Bps.ONE));
    }

    public TokenAmount min(TokenAmount other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public TokenAmount max(TokenAmount other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isZero() {
        return units.signum() == 0;
    }

    public TokenDelta asDelta() {
        return new TokenDelta(token, units);
    }

    /** Whole tokens, exact. */
    public BigDecimal whole() {
        return new BigDecimal(units, token.decimals());
    }

    /** For model mathematics only: whole tokens as the nearest double. */
    public double wholeAsDouble() {
        return whole().doubleValue();
    }

    private TokenAmount same(TokenAmount other) {
        if (!token.equals(other.token)) {
            throw new IllegalArgumentException("cannot mix " + token + " and " + other.token);
        }
        return this;
    }

    @Override
    public int compareTo(TokenAmount other) {
        return same(other).units.compareTo(other.units);
    }

    @Override
    public String toString() {
        return whole().stripTrailingZeros().toPlainString() + " " + token;
    }
}
