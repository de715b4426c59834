package io.evenkeel.backtest;

/**
 * Replays history against a plan. The same input and plan give the same result to the last bit; nothing is drawn by
 * chance and no clock is read.
 *
 * <p>At each row, in this order: funding and interest since the row before are paid; positions that the bar's worst
 * price liquidates are closed; what was ordered at the row before is filled; automatic deleveraging closes what it
 * closes; and then, if it is time, the rule is asked, with nothing known that comes later. Its orders are filled at once
 * or at the next row, as the plan says.
 */
public final class Backtest {
    private Backtest() {}

    public static BacktestResult run(BacktestInput input, BacktestPlan plan, BacktestProgress progress) {
        return new BacktestRun(input, plan).run(progress);
    }
}
