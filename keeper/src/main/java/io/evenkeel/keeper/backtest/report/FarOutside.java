package io.evenkeel.keeper.backtest.report;

import io.evenkeel.backtest.BacktestSeries;

/**
 * How often the hedge could not do what the rule asked. A delta a little beyond its band is on its way back; one that
 * stays far beyond it found no room at the venues, or nothing left in the vault to pay with.
 */
public final class FarOutside {
    /** Times the band's half-width from its middle. */
    private static final double FAR = 2;

    private FarOutside() {}

    /** Part of the points, 0 to 1, at which the net delta was more than twice as far out as its band reaches. */
    public static double part(BacktestSeries series) {
        int far = 0;
        for (int point = 0; point < series.points(); point++) {
            double middle = (series.bandLow()[point] + series.bandHigh()[point]) / 2;
            double half = (series.bandHigh()[point] - series.bandLow()[point]) / 2;
            far += Math.abs(series.delta()[point] - middle) > FAR * half ? 1 : 0;
        }
        return series.points() == 0 ? 0 : (double) far / series.points();
    }
}
