package io.evenkeel.margin.lyra;

import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;
import java.util.List;

/**
 * Strikes of one expiry that are not settled yet. 1e18, Unix seconds.
 *
 * @param averageIv over the time that the protocol's fee for variance looks back
 * @param frozen nothing trades
 * @param stale the protocol's cache of Greeks is older, or of another price, than it relies on itself
 */
public record LyraBoard(
        BigInteger boardId,
        long expiry,
        BigInteger iv,
        BigInteger averageIv,
        boolean frozen,
        boolean stale,
        List<LyraStrike> strikes) {
    public LyraBoard {
        strikes = List.copyOf(strikes);
    }

    /** From a gauge's state. */
    public static LyraBoard of(NamedValues state, List<LyraStrike> strikes) {
        return new LyraBoard(
                state.integer("boardId"),
                state.integer("expiry").longValueExact(),
                state.integer("iv"),
                state.integer("averageIv"),
                state.flag("frozen"),
                state.flag("stale"),
                strikes);
    }
}
