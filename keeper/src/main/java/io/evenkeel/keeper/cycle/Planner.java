package io.evenkeel.keeper.cycle;

import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.units.TokenAmount;
import java.time.Instant;
import java.util.List;

/** Decides, with the configured limits already in it. */
public interface Planner {
    /**
     * @param standing what the operator allows
     * @param reduceOnly why only what reduces risk may be done; empty: everything may
     */
    Decision plan(MarketSnapshot snapshot, Standing standing, List<String> reduceOnly);

    /**
     * A plan that deals in options was tried out and refused. For a while none is made that does, so that the delta is
     * hedged all the same.
     *
     * @param snapshot what the plan was made on
     */
    default void setOptionsAside(HedgePlan refused, MarketSnapshot snapshot, List<String> why) {}

    /** This much may have been paid for options before the keeper was started; told before the first plan, in order. */
    default void paidForOptions(Instant at, TokenAmount premium) {}

    /** What an operator should be told of, one line for each thing that is new since this was last asked. */
    default List<String> news() {
        return List.of();
    }

    /** What the last snapshot has shown of orders that others fill, in the operator's words; the decision has it too. */
    default List<String> newsOfOrders() {
        return List.of();
    }

    /** What was decided last is on its way as this. */
    default void sent(PreparedExecution execution) {}
}
