package io.evenkeel.hedge;

import io.evenkeel.units.Bps;

/**
 * Trades when the value of the net delta leaves a fixed part of NAV. Blind to cost and volatility: a yardstick, and a
 * setting for those who want one number.
 *
 * @param trigger part of NAV that |net delta − target| × price may reach
 * @param landing part of the trigger to come back to: zero goes to the target, the whole to the edge
 */
public record FixedBand(Bps trigger, Bps landing) implements HedgeRule {
    public FixedBand {
        if (trigger.equals(Bps.ZERO)) {
            throw new IllegalArgumentException("a fixed band of zero would trade always");
        }
        if (landing.compareTo(Bps.WHOLE) > 0) {
            throw new IllegalArgumentException("the landing must lie inside the trigger, was " + landing + " of it");
        }
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        double reach = Math.min(trigger.fraction() * in.navQuote / in.price, in.widestHalfWidthBase);
        out.around(in.exactHoldingBase(), reach * landing.fraction(), reach);
    }
}
