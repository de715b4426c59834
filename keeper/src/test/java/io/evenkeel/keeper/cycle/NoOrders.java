package io.evenkeel.keeper.cycle;

import io.evenkeel.keeper.operate.OperatorOrders;
import java.util.Optional;

/** Where no operator has ordered anything, and none does. */
final class NoOrders implements OperatorOrders.Store {
    @Override
    public OperatorOrders read() {
        return OperatorOrders.NONE;
    }

    @Override
    public void replace(OperatorOrders orders) {
        throw new AssertionError("nobody orders anything");
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }
}
