package io.evenkeel.keeper.cycle;

import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.Decision;
import java.util.List;

/** Decides, with the configured limits already in it. */
public interface Planner {
    /**
     * @param standing what the operator allows
     * @param reduceOnly why only what reduces risk may be done; empty: everything may
     */
    Decision plan(MarketSnapshot snapshot, Standing standing, List<String> reduceOnly);
}
