package io.evenkeel.margin.lyra;

import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;
import java.util.List;

/**
 * One option market, named as the gauge names it. 18 decimals, Unix seconds.
 *
 * @param spot quote for one base; 0 while the protocol does not believe its own
 * @param rate continuously compounded a year; the carry is the same
 * @param freeLiquidity quote that the pool can still lock away or pay
 * @param netStdVega of all traders together, as cached
 */
public record LyraMarket(
        BigInteger spot,
        boolean paused,
        BigInteger rate,
        long timestamp,
        BigInteger freeLiquidity,
        BigInteger poolNav,
        BigInteger netStdVega,
        LyraCollateral collateral,
        LyraPricing pricing,
        LyraLimits limits,
        List<LyraBoard> boards) {
    public LyraMarket {
        boards = List.copyOf(boards);
    }

    /** From a gauge's state. */
    public static LyraMarket of(
            NamedValues state,
            LyraCollateral collateral,
            LyraPricing pricing,
            LyraLimits limits,
            List<LyraBoard> boards) {
        return new LyraMarket(
                state.integer("spot"),
                state.flag("paused"),
                state.integer("rateAndCarry"),
                state.integer("timestamp").longValueExact(),
                state.integer("freeLiquidity"),
                state.integer("poolNav"),
                state.integer("netStdVega"),
                collateral,
                pricing,
                limits,
                boards);
    }

    public boolean canTrade() {
        return !paused && spot.signum() > 0;
    }

    /** Never negative. */
    public long secondsTo(long expiry) {
        return Math.max(expiry - timestamp, 0);
    }
}
