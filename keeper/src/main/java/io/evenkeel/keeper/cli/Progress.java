package io.evenkeel.keeper.cli;

import io.evenkeel.backtest.BacktestProgress;
import java.io.PrintWriter;
import java.util.Locale;

/** How far a run is: one line that is written over on a terminal, a line now and then elsewhere. */
final class Progress implements BacktestProgress {
    private static final int WIDTH = 30;
    private static final long LIVE_EVERY_NANOS = 100_000_000L;
    private static final long SPARSE_EVERY_NANOS = 5_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter errors;
    private final boolean live;
    private final long started = System.nanoTime();
    private long shown = started;

    /** @param live whether the output is a terminal */
    Progress(PrintWriter errors, boolean live) {
        this.errors = errors;
        this.live = live;
    }

    double seconds() {
        return (System.nanoTime() - started) / NANOS_PER_SECOND;
    }

    @Override
    public void at(int barsDone, int bars) {
        long now = System.nanoTime();
        boolean last = barsDone >= bars;
        if (now - shown < (live ? LIVE_EVERY_NANOS : SPARSE_EVERY_NANOS) && !(last && live)) {
            return;
        }
        shown = now;
        double part = bars == 0 ? 1 : (double) barsDone / bars;
        String words = String.format(
                Locale.ROOT,
                "%3.0f %%  bar %,d of %,d, %,.0f a second",
                100 * part,
                barsDone,
                bars,
                barsDone / Math.max(seconds(), 1e-6));
        if (live) {
            int full = (int) Math.round(part * WIDTH);
            errors.print("\r[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + words);
            if (last) {
                errors.println();
            }
        } else {
            errors.println(words);
        }
        errors.flush();
    }
}
