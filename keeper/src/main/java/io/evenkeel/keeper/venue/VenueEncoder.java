package io.evenkeel.keeper.venue;

import io.evenkeel.chain.Address;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.units.TokenAmount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns a decision into the protocol's own calls. Pure: the same action gives the same bytes. */
public interface VenueEncoder {
    /**
     * Calls in the order they must run. Every leg of an optional action is optional by itself; where the first fails
     * and the second does not, the vault's bounds on delta and loss still hold for the whole.
     *
     * @throws IllegalArgumentException when the protocol has no such action
     */
    List<Leg> encode(HedgeAction action, Order order);

    /** What a call of the vault may pay at most for options that it buys, in quote, rounded up; empty: it buys none. */
    default Optional<TokenAmount> premiumAtMost(Address target, byte[] callData) {
        return Optional.empty();
    }

    /** For an action that the protocol does not have. */
    static IllegalArgumentException impossible(HedgeAction action) {
        return new IllegalArgumentException(action.venue() + " has no such action: " + action);
    }

    /**
     * @param account the vault that makes the calls and receives everything
     * @param snapshot what the plan was made on
     * @param deadline by the chain's clock
     * @param plan everything the plan does, for protocols that do several of them in one call
     */
    record Order(Address account, MarketSnapshot snapshot, Instant deadline, List<HedgeAction> plan) {
        public Order {
            plan = List.copyOf(plan);
        }
    }
}
