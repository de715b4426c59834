package io.evenkeel.backtest;

/**
 * What came of a run.
 *
 * @param pnlHedged,pnlUnhedged profit and loss of each bar after the first, quote token: entry i is the change from row
 *     i to row i + 1
 * @param beyondDelta the part of {@code pnlHedged} that no hedge in the underlying changes: gamma, loss versus
 *     rebalancing, theta, vega and the fees of ranges. What is left is what hedging decides
 * @param costs fees, impact and gas of each bar, positive, at the same places
 */
public record BacktestResult(
        BacktestSummary summary,
        BacktestSeries series,
        double[] pnlHedged,
        double[] pnlUnhedged,
        double[] beyondDelta,
        double[] costs) {}
