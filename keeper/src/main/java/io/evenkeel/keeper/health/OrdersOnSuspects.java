package io.evenkeel.keeper.health;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.health.HealthStore.Quarantine;
import io.evenkeel.keeper.operate.OperatorOrders;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import io.evenkeel.risk.health.Suspicion;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The operator's orders, and while they are to hedge, to close a suspect; one at a time, in the order of their names. */
public final class OrdersOnSuspects implements OperatorOrders.Store {
    private final OperatorOrders.Store orders;
    private final Supplier<Map<VenueId, Quarantine>> quarantines;

    public OrdersOnSuspects(OperatorOrders.Store orders, Supplier<Map<VenueId, Quarantine>> quarantines) {
        this.orders = orders;
        this.quarantines = quarantines;
    }

    @Override
    public OperatorOrders read() {
        OperatorOrders given = orders.read();
        if (!(given.standing() instanceof Standing.Hedging)) {
            return given;
        }
        return quarantines.get().entrySet().stream()
                .filter(suspect -> !suspect.getValue().changes().isEmpty())
                .findFirst()
                .map(suspect -> new OperatorOrders(
                        new Standing.Closing(
                                suspect.getValue().since(),
                                suspect.getKey(),
                                "it is suspect: "
                                        + suspect.getValue().changes().stream()
                                                .map(Suspicion.Changed::words)
                                                .collect(Collectors.joining("; "))),
                        given.acknowledged()))
                .orElse(given);
    }

    @Override
    public void replace(OperatorOrders replaced) {
        orders.replace(replaced);
    }

    @Override
    public Optional<String> trouble() {
        return orders.trouble();
    }
}
