package io.evenkeel.risk.health;

import java.math.BigInteger;

/**
 * Something about a protocol that moves by itself and is judged by a limit.
 *
 * @param value in what the kind is counted in
 */
public record Measure(Kind kind, String label, BigInteger value) {
    /** What a measure is counted in. */
    public enum Kind {
        /** Basis points of what there is. */
        UTILISATION,
        /** Smallest units of the quote token that stand between a loss and those who have won; may be negative. */
        BACKSTOP,
        /** Basis points of what is owed that is there. */
        BACKING,
        /** What the protocol trades at: quote per whole base, 18 decimals. */
        MARK_PRICE,
        /** What the protocol's own oracle says, likewise. */
        INDEX_PRICE
    }
}
