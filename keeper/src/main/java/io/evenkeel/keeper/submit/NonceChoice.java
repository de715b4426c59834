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

    /** No nonce is safe to use now. */
    record None(String reason) implements NonceChoice {}

    /**
     * Only for a sender with nothing unresolved in the journal.
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
        if (latest.isBefore(pending)) {
            return new None((pending.value() - latest.value())
                    + " transaction(s) of this key wait in the pool that this journal has not sent:"
                    + " the key is in use elsewhere");
        }
        return expected.isBefore(latest)
                ? new UseOnceLasting(
                        latest, "the key was used elsewhere: nonce " + expected + " to " + (latest.value() - 1))
                : new Use(latest);
    }
}
