package io.evenkeel.margin.lyra;

import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;

/**
 * Between what a trade may leave the market. 1e18; the cut-off in seconds before expiry, after which options are only
 * closed by force.
 */
public record LyraLimits(
        BigInteger minDelta,
        long tradingCutoff,
        BigInteger minBaseIv,
        BigInteger maxBaseIv,
        BigInteger minSkew,
        BigInteger maxSkew,
        BigInteger minVol,
        BigInteger maxVol) {

    /** From the protocol's own struct. */
    public static LyraLimits of(NamedValues limits) {
        return new LyraLimits(
                limits.integer("minDelta"),
                limits.integer("tradingCutoff").longValueExact(),
                limits.integer("minBaseIV"),
                limits.integer("maxBaseIV"),
                limits.integer("minSkew"),
                limits.integer("maxSkew"),
                limits.integer("minVol"),
                limits.integer("maxVol"));
    }

    boolean allowTrading(long secondsToExpiry) {
        return secondsToExpiry >= tradingCutoff;
    }

    /** Whether buying may take the market there. */
    boolean allowBuying(BigInteger iv, BigInteger skew) {
        return Fixed.times(iv, skew).compareTo(maxVol) <= 0
                && iv.compareTo(maxBaseIv) <= 0
                && skew.compareTo(maxSkew) <= 0;
    }

    boolean allowSelling(BigInteger iv, BigInteger skew) {
        return Fixed.times(iv, skew).compareTo(minVol) >= 0
                && iv.compareTo(minBaseIv) >= 0
                && skew.compareTo(minSkew) >= 0;
    }

    boolean allowDelta(BigInteger callDelta) {
        return callDelta.compareTo(minDelta) >= 0 && callDelta.compareTo(Fixed.ONE.subtract(minDelta)) <= 0;
    }
}
