package io.evenkeel.keeper.operate;

import io.evenkeel.chain.VenueId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the operator has ordered. It outlives the process: a paused keeper that is restarted stays paused.
 *
 * @param standing what the keeper may do now
 * @param acknowledged names of alerts the operator has seen and lifted
 */
public record OperatorOrders(Standing standing, List<String> acknowledged) {
    public static final OperatorOrders NONE = new OperatorOrders(new Standing.Hedging(), List.of());

    public OperatorOrders {
        acknowledged = List.copyOf(acknowledged);
    }

    /** What the keeper may do. */
    public sealed interface Standing {
        /** Everything. */
        record Hedging() implements Standing {}

        /** Look, decide and settle what is under way; send nothing new. */
        record Paused(Instant since, String why) implements Standing {}

        /** Take every hedge off, then hold. */
        record Unwinding(Instant since, String why) implements Standing {}

        /** Move this venue's hedge elsewhere and keep it empty. */
        record Closing(Instant since, VenueId venue, String why) implements Standing {}
    }

    /** Where orders are kept. */
    public interface Store {
        /** What is ordered now; an unreadable store counts as paused, with the reason. */
        OperatorOrders read();

        void replace(OperatorOrders orders);

        /** Why the store could not be read, when it could not. */
        Optional<String> trouble();
    }
}
