package io.evenkeel.keeper.submit;

import io.evenkeel.chain.Nonce;
import java.util.Optional;

/** Which nonce a new intent gets, from all three who know something about it. Pure. */
public sealed interface NonceChoice {
    /** Follows on what the journal knows. */
    record Use(Nonce nonce) implements NonceChoice {}

    /**
     * The key's history is not only this journal's. The nonce may be used once it is true at a block that is there to
     * stay; otherwise a reorganisation could take the others' transactions back and leave ours behind a gap.
     */
    record UseOnceLasting(Nonce nonce, String note) implements NonceChoice {}

    /**
     * Transactions of this key that the journal has not sent wait in the pool from the next nonce on.
     *
     * @param otherwise what would be used without them
     */
    record Occupied(long transactions, NonceChoice otherwise) implements NonceChoice {}

    /** No nonce is safe to use now. */
    record None(String reason) implements NonceChoice {}

    /**
     * Only for a sender of whom the chain should have counted everything the journal knows.
     *
     * @param latest what the chain has counted
     * @param pending the same with what waits in the node's pool
     * @param highestKnown the highest nonce this journal may have let out
     */
    static NonceChoice of(Nonce latest, Nonce pending, Optional<Nonce> highestKnown) {
        Nonce expected = highestKnown.map(Nonce::next).orElse(new Nonce(0));
        if (latest.isBefore(expected)) {
            // Everything in the journal is settled, so the chain had counted further than this.
            return new None("the node counts " + latest + " transactions of this key, the journal knows of " + expected
                    + ": the node is behind, or on another history");
        }
        NonceChoice next = expected.isBefore(latest)
                ? new UseOnceLasting(
                        latest, "the key was used elsewhere: nonce " + expected + " to " + (latest.value() - 1))
                : new Use(latest);
        return latest.isBefore(pending) ? new Occupied(pending.value() - latest.value(), next) : next;
    }
}
