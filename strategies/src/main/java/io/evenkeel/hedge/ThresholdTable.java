package io.evenkeel.hedge;

/**
 * {@link TwoThresholds} ready for hot loops: ln y over ln g is a straight line at both ends and smooth between, so
 * cubic Hermite pieces through {@value #POINTS} exact points and slopes give y to 1e-7 of itself over sixteen decades.
 * Beyond them the equations are solved.
 */
final class ThresholdTable {
    static final double LEAST = 1e-8;
    static final double MOST = 1e8;
    private static final int POINTS = 801;
    private static final double LOG_LEAST = Math.log(LEAST);
    private static final double STEP = (Math.log(MOST) - LOG_LEAST) / (POINTS - 1);
    private static final double[] LOG_EXCESS = new double[POINTS];
    private static final double[] SLOPE_PER_STEP = new double[POINTS];

    static {
        for (int i = 0; i < POINTS; i++) {
            double y = TwoThresholds.excess(Math.exp(LOG_LEAST + i * STEP));
            LOG_EXCESS[i] = Math.log(y);
            SLOPE_PER_STEP[i] = TwoThresholds.logSlopeAt(y) * STEP;
        }
    }

    private ThresholdTable() {}

    /** What {@link TwoThresholds#excess} gives, {@code g} finite and at least 0. */
    static double excess(double g) {
        double position = (Math.log(g) - LOG_LEAST) / STEP;
        if (!(position >= 0 && position < POINTS - 1)) {
            return TwoThresholds.excess(g);
        }
        int i = (int) position;
        double t = position - i;
        double u = 1 - t;
        return Math.exp(u * u * ((1 + 2 * t) * LOG_EXCESS[i] + t * SLOPE_PER_STEP[i])
                + t * t * ((1 + 2 * u) * LOG_EXCESS[i + 1] - u * SLOPE_PER_STEP[i + 1]));
    }
}
