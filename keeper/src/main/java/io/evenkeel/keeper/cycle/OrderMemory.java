package io.evenkeel.keeper.cycle;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.plan.OrderLife;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What outlives the keeper of the orders that others fill. */
public interface OrderMemory {
    /** For a keeper that sends nothing: there is nothing to remember. */
    OrderMemory NONE = new OrderMemory() {
        @Override
        public Map<VenueId, OrderLife> recalled() {
            return Map.of();
        }

        @Override
        public void sent(IntentId intent, List<OrderLife.Submitted> orders) {}

        @Override
        public Optional<String> changed(Optional<OrderLife> before, OrderLife now, Instant at) {
            return Optional.empty();
        }
    };

    /** The newest order of each venue, as the keeper knew it when it stopped. */
    Map<VenueId, OrderLife> recalled();

    /** These orders are on their way with this intent. */
    void sent(IntentId intent, List<OrderLife.Submitted> orders);

    /**
     * Keeps what has become of an order.
     *
     * @param before what was known of the venue's newest order until now
     * @return why it could not be kept
     */
    Optional<String> changed(Optional<OrderLife> before, OrderLife now, Instant at);
}
