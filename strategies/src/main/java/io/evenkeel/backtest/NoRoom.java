package io.evenkeel.backtest;

/**
 * That a change did not find room in full, and in what world. Asking again in the same world gives the same answer: it
 * is not asked until the price has moved, or a venue was paused or opened.
 */
final class NoRoom {
    /** Part of the price. */
    private static final double WORTH_ASKING_AGAIN = 0.005;

    private double price = Double.NaN;
    private int paused;

    void remember(Bar bar, PaperVenue[] venues) {
        price = bar.spot;
        paused = pausedOnes(venues);
    }

    void forget() {
        price = Double.NaN;
    }

    boolean stillHolds(Bar bar, PaperVenue[] venues) {
        return Math.abs(bar.spot / price - 1) < WORTH_ASKING_AGAIN && paused == pausedOnes(venues);
    }

    private static int pausedOnes(PaperVenue[] venues) {
        int ones = 0;
        for (int i = 0; i < venues.length; i++) {
            ones |= venues[i].isPaused() ? 1 << i : 0;
        }
        return ones;
    }
}
