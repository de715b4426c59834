package io.evenkeel.hedge;

/** Keeps a band that need not lie evenly around the exact hedge inside the widest that is allowed. */
final class Cap {
    private Cap() {}

    /**
     * Cuts what reaches further than {@link HedgeInputs#widestHalfWidthBase} from the exact hedge. On a side whose
     * trigger is cut the landing is at least as deep as is best for the trigger that is left, so that the next move
     * does not pay gas again.
     */
    static void apply(HedgeInputs in, double gamma, double riskAversionPerQuote, HoldingBand band) {
        double lowest = in.exactHoldingBase() - in.widestHalfWidthBase;
        double highest = in.exactHoldingBase() + in.widestHalfWidthBase;
        double middle = Math.clamp((band.landingLow + band.landingHigh) / 2, lowest, highest);
        if (band.triggerHigh > highest) {
            double deep = middle + GasThresholds.landingFor(highest - middle, gamma, in, riskAversionPerQuote);
            band.landingHigh = Math.min(band.landingHigh, deep);
        }
        if (band.triggerLow < lowest) {
            double deep = middle - GasThresholds.landingFor(middle - lowest, gamma, in, riskAversionPerQuote);
            band.landingLow = Math.max(band.landingLow, deep);
        }
        band.set(
                Math.clamp(band.triggerLow, lowest, highest),
                Math.clamp(band.landingLow, lowest, highest),
                Math.clamp(band.landingHigh, lowest, highest),
                Math.clamp(band.triggerHigh, lowest, highest));
    }
}
