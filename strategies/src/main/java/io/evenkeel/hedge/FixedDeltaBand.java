package io.evenkeel.hedge;

/**
 * Trades when the net delta is further from its target than a fixed amount: the band of the published comparisons,
 * which count it in shares.
 *
 * @param triggerBase distance from the target, base token, positive
 * @param landingPart part of the trigger to come back to, 0 to 1: zero goes to the target, one to the edge
 */
public record FixedDeltaBand(double triggerBase, double landingPart) implements HedgeRule {
    public FixedDeltaBand {
        if (!(triggerBase > 0 && Double.isFinite(triggerBase))) {
            throw new IllegalArgumentException("a band must have a width, was " + triggerBase);
        }
        if (!(landingPart >= 0 && landingPart <= 1)) {
            throw new IllegalArgumentException("the landing must lie inside the trigger, was " + landingPart);
        }
    }

    public static FixedDeltaBand toTarget(double triggerBase) {
        return new FixedDeltaBand(triggerBase, 0);
    }

    public static FixedDeltaBand toEdge(double triggerBase) {
        return new FixedDeltaBand(triggerBase, 1);
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        double reach = Math.min(triggerBase, in.widestHalfWidthBase);
        out.around(in.exactHoldingBase(), reach * landingPart, reach);
    }
}
