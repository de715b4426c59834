package io.evenkeel.risk;

import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.TokenAmount;

/**
 * What one plan may cost.
 *
 * @param maxCostPerPlan quote token, model cost of a plan: fee, impact, basis and gas. A plan that would cost more is
 *     made smaller
 * @param maxSlippage every trade's worst price is the oracle price less (or plus) this part of it
 * @param priorityFee what is expected to be paid on top of the base fee, for the cost model
 * @param executionOverhead gas of one execution apart from its legs: the vault, the policy, reading the gauges twice
 */
public record CostLimits(TokenAmount maxCostPerPlan, Bps maxSlippage, FeePerGas priorityFee, Gas executionOverhead) {
    public CostLimits {
        if (maxCostPerPlan.isZero()) {
            throw new IllegalArgumentException("a plan that may cost nothing can do nothing");
        }
        if (maxSlippage.value() < 1 || maxSlippage.value() >= 5_000) {
            throw new IllegalArgumentException("maxSlippage must be above 0 and below 50 %, was " + maxSlippage);
        }
    }
}
