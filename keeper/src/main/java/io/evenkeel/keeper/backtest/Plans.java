package io.evenkeel.keeper.backtest;

import io.evenkeel.backtest.BacktestPlan;
import io.evenkeel.keeper.backtest.BacktestConfig.Decisions;

/** What a configuration asks the strategies to replay. */
public final class Plans {
    private Plans() {}

    public static BacktestPlan of(BacktestConfig config) {
        Decisions decisions = config.decisions();
        return new BacktestPlan(
                config.rule(),
                config.book(),
                config.venues(),
                config.disruptions(),
                config.limits(),
                decisions.targetBase(),
                decisions.policyBand(),
                decisions.volatilityHalfLife().toSeconds(),
                Math.toIntExact(
                        decisions.every().toSeconds() / config.data().barWidth().toSeconds()),
                decisions.fillDelayBars(),
                decisions.gasPriceGwei(),
                config.chartPoints());
    }
}
