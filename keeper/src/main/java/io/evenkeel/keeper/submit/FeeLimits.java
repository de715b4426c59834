package io.evenkeel.keeper.submit;

import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;

/**
 * What may be paid per gas, tip included.
 *
 * @param routine ceiling for an ordinary rebalance
 * @param urgent ceiling for what protects from liquidation; not below {@code routine}
 * @param leastTip offered even when history shows none
 * @param percentile of the tips paid in recent blocks that ours should reach, 0 to 100
 */
public record FeeLimits(FeePerGas routine, FeePerGas urgent, FeePerGas leastTip, int percentile) {
    private static final Bps ROOM_TO_CANCEL = new Bps(5_000);

    public FeeLimits {
        if (urgent.compareTo(routine) < 0) {
            throw new IllegalArgumentException("urgent ceiling " + urgent + " below the routine one " + routine);
        }
        if (percentile < 0 || percentile > 100) {
            throw new IllegalArgumentException("percentile must be 0 to 100, was " + percentile);
        }
    }

    /** @param urgency of what protects from liquidation: from the routine ceiling to the urgent one, in proportion */
    public FeePerGas ceiling(boolean forUrgent, Bps urgency) {
        return forUrgent ? routine.plus(urgent.minus(routine).timesDown(urgency)) : routine;
    }

    /**
     * A cancellation takes the place of something that may already pay its own ceiling, so it may pay half as much
     * again as anything else. It is also the highest fee there ever is.
     */
    public FeePerGas cancellation() {
        return urgent.raisedBy(ROOM_TO_CANCEL);
    }
}
