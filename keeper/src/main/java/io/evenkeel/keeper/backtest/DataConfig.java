package io.evenkeel.keeper.backtest;

import io.evenkeel.keeper.backtest.series.SeriesSource;
import java.time.Duration;
import java.util.Optional;

/**
 * Where history is.
 *
 * @param prices spot: its close first, then high and low where they are given
 * @param barWidth of the prices
 * @param funding and the others: one column each
 * @param fundingInterval what a rate in the file is for; empty when it is per year
 * @param volatilityInPercent whether 80 stands for 0.8
 */
public record DataConfig(
        SeriesSource prices,
        Duration barWidth,
        Optional<SeriesSource> perp,
        Optional<SeriesSource> funding,
        Optional<Duration> fundingInterval,
        Optional<SeriesSource> borrow,
        Optional<SeriesSource> gas,
        Optional<SeriesSource> volatility,
        boolean volatilityInPercent) {}
