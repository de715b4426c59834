package io.evenkeel.hedge.peers;

import io.evenkeel.hedge.HedgeInputs;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HoldingBand;

/**
 * Rage Trade's delta-neutral vaults (RageTrade/delta-neutral-gmx-vaults, {@code isValidRebalance}): to the target when
 * the health factor is low, or so much time has passed since the last rebalance, or the hedge differs from the optimal
 * one by more than a part of itself.
 *
 * @param leastHealthFactor of the loan that is the hedge; restoring it to their target of 1.5 is the margin's affair
 * @param intervalYears positive
 * @param deviation part of the hedge that is held, positive
 */
public record RageTrade(double leastHealthFactor, double intervalYears, double deviation) implements HedgeRule {
    private static final double HOURS_PER_YEAR = 365 * 24.0;

    public RageTrade {
        if (!(leastHealthFactor >= 0 && intervalYears > 0 && deviation > 0)) {
            throw new IllegalArgumentException("want a health factor of at least 0 and a positive interval and "
                    + "deviation, were " + leastHealthFactor + ", " + intervalYears + ", " + deviation);
        }
    }

    /** As read from the live contracts: 1.2, three hours, 5 %. */
    public static RageTrade published() {
        return new RageTrade(1.2, 3 / HOURS_PER_YEAR, 0.05);
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        boolean due = in.healthFactor < leastHealthFactor || in.yearsSinceLastTrade > intervalYears;
        double trigger = due ? 0 : Math.min(deviation * Math.abs(in.holdingBase), in.widestHalfWidthBase);
        out.around(in.exactHoldingBase(), 0, trigger);
    }
}
