package io.evenkeel.market;

import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of delta that was committed to and that somebody else has still to carry out, or will not any more. While it
 * is there the venue takes no other order.
 *
 * @param size base token; negative sells
 * @param committedAt when the protocol took it, by the chain's clock
 * @param fillableFrom nobody can fill it earlier
 * @param fillableUntil the first moment at which nobody can fill it any more; empty where it stands until it is cancelled
 * @param cancellableFrom the account cannot take it back earlier
 * @param worstPrice filled at this or better, or not at all
 * @param fillable whether it can still be filled, as of the snapshot: then it counts in the venue's delta. If not, it only
 *     waits to be cleared away, and counts nothing
 */
public record PendingChange(
        TokenDelta size,
        Instant committedAt,
        Instant fillableFrom,
        Optional<Instant> fillableUntil,
        Instant cancellableFrom,
        Price worstPrice,
        boolean fillable) {
    public PendingChange {
        if (size.isZero()) {
            throw new IllegalArgumentException("an order of nothing");
        }
        if (fillableFrom.isBefore(committedAt) || cancellableFrom.isBefore(committedAt)) {
            throw new IllegalArgumentException("committed at " + committedAt + ", fillable from " + fillableFrom
                    + " and cancellable from " + cancellableFrom);
        }
    }

    /** What may still come of it: base token, zero once it cannot be filled. */
    public TokenDelta promised() {
        return fillable ? size : TokenDelta.zero(size.token());
    }

    public boolean isCancellable(Instant now) {
        return !now.isBefore(cancellableFrom);
    }

    /** Whether the market is at a price at which nobody may fill it. */
    public boolean isPassedBy(Price price) {
        int comparison = price.compareTo(worstPrice);
        return size.signum() < 0 ? comparison < 0 : comparison > 0;
    }
}
