package io.evenkeel.hedge;

/**
 * Trades only when both rules would, and no further than either asks. Pairs a rule for books with gamma, which
 * narrows to nothing as gamma goes, with one for books without.
 */
public record WiderOf(HedgeRule first, HedgeRule second) implements HedgeRule {
    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        first.fill(in, out);
        double triggerLow = out.triggerLow;
        double landingLow = out.landingLow;
        double landingHigh = out.landingHigh;
        double triggerHigh = out.triggerHigh;
        second.fill(in, out);
        out.set(
                Math.min(triggerLow, out.triggerLow),
                Math.min(landingLow, out.landingLow),
                Math.max(landingHigh, out.landingHigh),
                Math.max(triggerHigh, out.triggerHigh));
    }
}
