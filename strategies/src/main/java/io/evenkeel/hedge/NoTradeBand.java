package io.evenkeel.hedge;

/**
 * Two thresholds on each side of the target, in net delta (base token): beyond a trigger one trades, and then as far
 * as the landing on that side. Without fixed cost the two coincide; with it the landing lies deeper inside, since each
 * trade has to be worth its gas.
 */
public record NoTradeBand(double triggerLow, double landingLow, double landingHigh, double triggerHigh) {
    /** A delta this much beyond a trigger, as part of the numbers involved, is rounding and not a move. */
    private static final double ROUNDING = 1e-9;

    public NoTradeBand {
        boolean ordered = triggerLow <= landingLow && landingLow <= landingHigh && landingHigh <= triggerHigh;
        if (!ordered || !Double.isFinite(triggerHigh - triggerLow)) {
            throw new IllegalArgumentException("want trigger <= landing <= landing <= trigger, was " + triggerLow + ", "
                    + landingLow + ", " + landingHigh + ", " + triggerHigh);
        }
    }

    /** The same distances on both sides of the target. */
    public static NoTradeBand around(double target, double landing, double trigger) {
        return new NoTradeBand(target - trigger, target - landing, target + landing, target + trigger);
    }

    /**
     * The same band, reaching as far as the target where it lies wholly on one side of it: no trade then leads past the
     * target or away from it, whatever cost still to come a rule has seen fit to hedge.
     */
    public NoTradeBand reachingTo(double target) {
        return new NoTradeBand(
                Math.min(triggerLow, target),
                Math.min(landingLow, target),
                Math.max(landingHigh, target),
                Math.max(triggerHigh, target));
    }

    public BandDecision decide(double delta) {
        double rounding = ROUNDING * Math.max(Math.abs(delta), Math.max(Math.abs(triggerLow), Math.abs(triggerHigh)));
        if (delta > triggerHigh + rounding) {
            return new BandDecision.MoveTo(this, landingHigh);
        }
        if (delta < triggerLow - rounding) {
            return new BandDecision.MoveTo(this, landingLow);
        }
        return new BandDecision.Stay(this);
    }
}
