package io.evenkeel.evidence.crash;

import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.VolatilityScaledBand;
import java.util.ArrayList;
import java.util.List;

/** Our rule with its parameter, for a vault of any size. */
@FunctionalInterface
interface Candidate {
    /** The delta's own movement is counted over three hours; the multiple of it is the parameter. */
    double MOVE_YEARS = 3 / (365 * 24.0);

    HedgeRule rule(double navQuote);

    /**
     * A band in proportion to the delta's own movement, from a fifth of it to one and a half, trading to its edge. It is
     * left as often in a calm market as in a crash, as a clock strikes, so that a parameter that was set before keeps
     * its cost beside theirs; Whalley and Wilmott's is left as often as the variance says.
     */
    static List<Candidate> all() {
        List<Candidate> all = new ArrayList<>();
        for (double deviations : steps(0.2, 1.5, 12)) {
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
