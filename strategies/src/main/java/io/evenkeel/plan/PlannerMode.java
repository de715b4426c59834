package io.evenkeel.plan;

import io.evenkeel.chain.VenueId;
import java.util.List;

/** What the planner is asked for. */
public sealed interface PlannerMode {
    /** Keep the vault level and its margins sound; move hedge between venues where that pays. */
    record Normal() implements PlannerMode {}

    /**
     * Only what is risk-reducing: what strictly lowers |net delta − target|, or raises a margin. It is net delta that
     * decides, not the venue's side: a short may be opened when the vault is too long. What is left out is moving hedge
     * between venues for cost, and taking collateral out for anything but another venue's margin.
     *
     * @param reasons in the operator's words, never empty
     */
    record ReduceOnly(List<String> reasons) implements PlannerMode {
        public ReduceOnly {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("reduce-only needs a reason");
            }
        }
    }

    /** Take every hedge off and its collateral back, as far as the DE-RISK budget on chain allows. */
    record Unwind() implements PlannerMode {}

    /** Move this venue's hedge to the others and take its collateral back. */
    record Close(VenueId venue) implements PlannerMode {}
}
