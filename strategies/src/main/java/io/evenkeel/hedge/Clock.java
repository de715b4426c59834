package io.evenkeel.hedge;

/**
 * Trades to the target whenever so much time has passed since the last trade, and never before unless the widest band
 * is left. What most public hedgers do; a yardstick.
 *
 * @param intervalYears positive
 */
public record Clock(double intervalYears) implements HedgeRule {
    /** Sums of equal steps miss their total by rounding; a clock that waits another step for it is slow. */
    private static final double ROUNDING = 1e-9;

    public Clock {
        if (!(intervalYears > 0 && Double.isFinite(intervalYears))) {
            throw new IllegalArgumentException("interval must be positive, was " + intervalYears);
        }
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        boolean due = in.yearsSinceLastTrade >= intervalYears * (1 - ROUNDING);
        out.around(in.exactHoldingBase(), 0, due ? 0 : in.widestHalfWidthBase);
    }
}
