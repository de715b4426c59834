package io.evenkeel.hedge.peers;

import io.evenkeel.hedge.HedgeInputs;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HoldingBand;

/**
 * Lyra's hedger of option pools on GMX futures ({@code GMXFuturesPoolHedger.hedgeDelta}): to the target once the
 * interaction delay is over, and before that only when the hedge is wrong by a threshold. The hedge is cut to a cap.
 *
 * @param interactionDelayYears since the last trade, positive
 * @param thresholdBase |target − current| that ends the delay, positive; their default is 100 base whatever the size
 *     of the pool, so a comparison has to say what it takes for its book
 * @param capBase the hedge never holds more than this either way, positive
 */
public record LyraFutures(double interactionDelayYears, double thresholdBase, double capBase) implements HedgeRule {
    private static final double DAYS_PER_YEAR = 365;

    public LyraFutures {
        if (!(interactionDelayYears > 0 && thresholdBase > 0 && capBase > 0)) {
            throw new IllegalArgumentException("want a positive delay, threshold and cap, were " + interactionDelayYears
                    + ", " + thresholdBase + ", " + capBase);
        }
    }

    /** A delay of 24 hours, a threshold of 100 base and no cap: the defaults in their deployment scripts. */
    public static LyraFutures published() {
        return withThreshold(100);
    }

    /** The published delay and cap with another threshold, for a book of another size. */
    public static LyraFutures withThreshold(double thresholdBase) {
        return new LyraFutures(1 / DAYS_PER_YEAR, thresholdBase, HedgeInputs.NO_CAP);
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        double target = Math.clamp(in.exactHoldingBase(), -capBase, capBase);
        // closing the hedge altogether needs no waiting
        boolean due = in.yearsSinceLastTrade > interactionDelayYears || target == 0;
        out.around(target, 0, due ? 0 : Math.min(thresholdBase, in.widestHalfWidthBase));
    }
}
