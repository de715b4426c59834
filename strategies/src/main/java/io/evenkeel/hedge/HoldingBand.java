package io.evenkeel.hedge;

/**
 * A {@link NoTradeBand} as plain numbers to be written over, and in terms of the hedge held rather than the net delta:
 * beyond a trigger one trades, as far as the landing on that side. Base token;
 * {@code triggerLow <= landingLow <= landingHigh <= triggerHigh}.
 */
public final class HoldingBand {
    public double triggerLow;
    public double landingLow;
    public double landingHigh;
    public double triggerHigh;

    /** What to hold: {@code holding} itself inside the triggers, and else the landing on its side. */
    public double destination(double holding) {
        if (holding > triggerHigh) {
            return landingHigh;
        }
        return holding < triggerLow ? landingLow : holding;
    }

    public void set(double newTriggerLow, double newLandingLow, double newLandingHigh, double newTriggerHigh) {
        triggerLow = newTriggerLow;
        landingLow = newLandingLow;
        landingHigh = newLandingHigh;
        triggerHigh = newTriggerHigh;
    }

    /** The same distances on both sides. */
    public void around(double centre, double landing, double trigger) {
        set(centre - trigger, centre - landing, centre + landing, centre + trigger);
    }

    /** The same band in net delta, for a book of this delta. */
    NoTradeBand asNetDelta(double bookDeltaBase) {
        return new NoTradeBand(
                triggerLow + bookDeltaBase,
                landingLow + bookDeltaBase,
                landingHigh + bookDeltaBase,
                triggerHigh + bookDeltaBase);
    }
}
