package io.evenkeel.margin.lyra;

import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;

/**
 * A strike that is listed, 1e18.
 *
 * @param cachedStdVega in the protocol's cache, which its fee for using vega goes by however old it is
 */
public record LyraStrike(BigInteger strikeId, BigInteger strike, BigInteger skew, BigInteger cachedStdVega) {
    /** From a gauge's state. */
    public static LyraStrike of(NamedValues state) {
        return new LyraStrike(
                state.integer("strikeId"),
                state.integer("strike"),
                state.integer("skew"),
                state.integer("cachedStdVega"));
    }
}
