package io.evenkeel.backtest;

/** Told now and then how far a run is, on the thread that runs it; some hundred times in all. */
@FunctionalInterface
public interface BacktestProgress {
    BacktestProgress NONE = (done, bars) -> {};

    void at(int barsDone, int bars);
}
