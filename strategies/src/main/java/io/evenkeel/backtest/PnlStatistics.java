package io.evenkeel.backtest;

import java.util.Arrays;

/** Figures of a series of profits and losses, one per bar. */
public final class PnlStatistics {
    private static final double TAIL = 0.05;

    private PnlStatistics() {}

    public static double mean(double[] pnl) {
        double sum = 0;
        for (double one : pnl) {
            sum += one;
        }
        return sum / pnl.length;
    }

    /** Root of the mean square: a steady loss counts as much as a swing. */
    public static double rootMeanSquare(double[] pnl) {
        double squares = 0;
        for (double one : pnl) {
            squares += one * one;
        }
        return Math.sqrt(squares / pnl.length);
    }

    /** Mean squared distance from the mean, of the whole and not of a sample. */
    public static double variance(double[] pnl) {
        double mean = mean(pnl);
        double squares = 0;
        for (double one : pnl) {
            squares += (one - mean) * (one - mean);
        }
        return squares / pnl.length;
    }

    /** Mean of the worst twentieth, of one value at least. */
    public static double cvar5(double[] pnl) {
        double[] sorted = pnl.clone();
        Arrays.sort(sorted);
        int tail = Math.max(1, (int) Math.floor(TAIL * sorted.length));
        double sum = 0;
        for (int i = 0; i < tail; i++) {
            sum += sorted[i];
        }
        return sum / tail;
    }
}
