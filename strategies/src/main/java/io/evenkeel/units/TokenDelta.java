package io.evenkeel.units;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A signed quantity of a token: a delta, a position size (short is negative), a change, a profit or loss.
 * {@code units} counts the token's smallest unit.
 */
public record TokenDelta(Token token, BigInteger units) implements Comparable<TokenDelta> {
    public static TokenDelta zero(Token token) {
        return new TokenDelta(token, BigInteger.ZERO);
    }

    public static TokenDelta of(Token token, String wholeTokens) {
        return new TokenDelta(
                token,
                new BigDecimal(wholeTokens).movePointRight(token.decimals()).toBigIntegerExact());
    }

    /**
     * The result of a model, whole tokens, rounded towards zero to the token's smallest unit.
     *
     * @throws IllegalArgumentException when the number is not finite: a model gave nonsense
     */
    public static TokenDelta ofModel(Token token, double wholeTokens) {
        if (!Double.isFinite(wholeTokens)) {
            throw new IllegalArgumentException("model gave " + wholeTokens + " " + token);
        }
        return new TokenDelta(
                token,
                new BigDecimal(wholeTokens).movePointRight(token.decimals()).toBigInteger());
    }

    public TokenDelta plus(TokenDelta other) {
        return new TokenDelta(same(other).token, units.add(other.units));
    }

    public TokenDelta minus(TokenDelta other) {
        return new TokenDelta(same(other).token, units.subtract(other.units));
    }

    public TokenDelta negate() {
        return new TokenDelta(token, units.negate());
    }

    public TokenAmount abs() {
        return new TokenAmount(token, units.abs());
    }

    public int signum() {
        return units.signum();
    }

    public boolean isZero() {
        return units.signum() == 0;
    }

    public TokenDelta min(TokenDelta other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public TokenDelta max(TokenDelta other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public BigDecimal whole() {
        return new BigDecimal(units, token.decimals());
    }

    /** For model mathematics only: whole tokens as the nearest double. */
    public double wholeAsDouble() {
        return whole().doubleValue();
    }

    private TokenDelta same(TokenDelta other) {
        if (!token.equals(other.token)) {
            throw new IllegalArgumentException("cannot mix " + token + " and " + other.token);
        }
        return this;
    }

    @Override
    public int compareTo(TokenDelta other) {
        return same(other).units.compareTo(other.units);
    }

    @Override
    public String toString() {
        return whole().stripTrailingZeros().toPlainString() + " " + token;
    }
}
