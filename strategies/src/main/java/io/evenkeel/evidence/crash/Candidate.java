package io.evenkeel.evidence.crash;

import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.MinimumTrade;
import io.evenkeel.hedge.VolatilityScaledBand;
import io.evenkeel.hedge.WhalleyWilmott;
import io.evenkeel.hedge.WiderOf;
import java.util.ArrayList;
import java.util.List;

/** One of our rules with its parameter, for a vault of any size. */
@FunctionalInterface
interface Candidate {
    /** How long a deviation lasts that comes from no gamma. */
    double HORIZON_YEARS = 7 / 365.0;
    /** The delta's own movement is counted over three hours; the multiple of it is the parameter. */
    double MOVE_YEARS = 3 / (365 * 24.0);

    HedgeRule rule(double navQuote);

    /**
     * Whalley and Wilmott's band at risk aversions from 30 to 300,000 per NAV, no narrower than what a trade is worth;
     * and a band in proportion to the delta's own movement, from a fifth of it to three times, trading to its edge.
     */
    static List<Candidate> all() {
        List<Candidate> all = new ArrayList<>();
        for (double aversion : steps(30, 300_000, 9)) {
            all.add(nav ->
                    new WiderOf(new WhalleyWilmott(aversion / nav), new MinimumTrade(aversion / nav, HORIZON_YEARS)));
        }
        for (double deviations : steps(0.2, 3, 9)) {
            all.add(nav -> new VolatilityScaledBand(deviations, MOVE_YEARS, 1));
        }
        return all;
    }

    private static double[] steps(double first, double last, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = first * Math.pow(last / first, i / (count - 1.0));
        }
        return values;
    }
}
