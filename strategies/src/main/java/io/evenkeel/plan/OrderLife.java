package io.evenkeel.plan;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.PendingChange;
import io.evenkeel.units.TokenDelta;
import java.time.Instant;

/** What became of an order that somebody else has to fill, by what the chain says of it. */
public sealed interface OrderLife {
    VenueId venue();

    /** Base token; negative sells. */
    TokenDelta size();

    /** The block by which it was first known, by the chain's clock. */
    Instant since();

    /**
     * Planned, and not yet seen on the chain.
     *
     * @param before delta of the venue without any promise when it was planned
     * @param sequence the account's, once the plan has been carried out it is higher
     * @param deadline after it the plan cannot be carried out any more
     */
    record Submitted(VenueId venue, TokenDelta size, Instant since, TokenDelta before, long sequence, Instant deadline)
            implements OrderLife {}

    /**
     * The protocol has taken it and it can be filled.
     *
     * @param before delta of the venue without it
     */
    record Pending(VenueId venue, PendingChange order, Instant since, TokenDelta before) implements OrderLife {
        @Override
        public TokenDelta size() {
            return order.size();
        }
    }

    /** Somebody has filled it. */
    record Filled(VenueId venue, TokenDelta size, Instant since) implements OrderLife {}

    /** Gone without having been filled, while it still could have been. */
    record Cancelled(VenueId venue, TokenDelta size, Instant since) implements OrderLife {}

    /** Nobody filled it in time. */
    record Expired(VenueId venue, TokenDelta size, Instant since) implements OrderLife {}

    /**
     * The protocol does not fill it and does not drop it either.
     *
     * @param before delta of the venue without it
     */
    record Frozen(VenueId venue, PendingChange order, Instant since, TokenDelta before) implements OrderLife {
        @Override
        public TokenDelta size() {
            return order.size();
        }
    }

    /** The plan was carried out, and the protocol did not take the order. */
    record NotTaken(VenueId venue, TokenDelta size, Instant since) implements OrderLife {}

    /**
     * Gone, and the position is neither what it was nor what the order would have made of it: liquidated, most likely.
     *
     * @param left delta of the venue now
     */
    record Overtaken(VenueId venue, TokenDelta size, Instant since, TokenDelta left) implements OrderLife {}

    /** Whether the venue did not do what was asked of it, for whatever reason. */
    default boolean isBroken() {
        return switch (this) {
            case Expired expired -> true;
            case Frozen frozen -> true;
            case NotTaken notTaken -> true;
            case Overtaken overtaken -> true;
            case Submitted submitted -> false;
            case Pending pending -> false;
            case Filled filled -> false;
            case Cancelled cancelled -> false;
        };
    }

    /** Whether nothing more comes of it. */
    default boolean isOver() {
        return switch (this) {
            case Submitted submitted -> false;
            case Pending pending -> false;
            case Frozen frozen -> false;
            case Filled filled -> true;
            case Cancelled cancelled -> true;
            case Expired expired -> true;
            case NotTaken notTaken -> true;
            case Overtaken overtaken -> true;
        };
    }

    /** In the operator's words. */
    default String words() {
        String order = "the order of " + Words.of(size()) + " at " + venue();
        return switch (this) {
            case Submitted submitted -> order + " is submitted";
            case Pending pending -> order + " is pending since " + pending.order.committedAt();
            case Filled filled -> order + " was filled";
            case Cancelled cancelled -> order + " was cancelled before anybody filled it";
            case Expired expired -> order + " expired: nobody filled it in time";
            case Frozen frozen -> order + " is frozen: it is neither filled nor dropped";
            case NotTaken notTaken -> order + " was not taken by the protocol";
            case Overtaken overtaken ->
                order + " is gone, and the position with it is " + Words.of(overtaken.left)
                        + ": look for a liquidation";
        };
    }
}
