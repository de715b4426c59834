package io.evenkeel.keeper.simulate;

import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.HedgePlan;
import java.util.List;

/** Runs an execution on the newest state without sending it, and looks at the result through the same exposure code. */
public interface Simulator {
    SimulationOutcome simulate(HedgePlan plan, PreparedExecution execution, MarketSnapshot before);

    sealed interface SimulationOutcome {
        /** Did what the plan expected, within its own limits. */
        record AsExpected(MarketSnapshot after) implements SimulationOutcome {}

        /** Ran, but the result is not what was planned. */
        record Drifted(MarketSnapshot after, List<String> reasons) implements SimulationOutcome {}

        /** Reverted; the words name the error. */
        record Reverts(String reason) implements SimulationOutcome {}

        /** No answer. */
        record Unanswered(String reason) implements SimulationOutcome {}
    }
}
