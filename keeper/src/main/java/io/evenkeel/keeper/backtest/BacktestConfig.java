package io.evenkeel.keeper.backtest;

import io.evenkeel.backtest.Disruption;
import io.evenkeel.backtest.HeldBook;
import io.evenkeel.backtest.VenueTerms;
import io.evenkeel.risk.RiskLimits;
import java.time.Duration;
import java.util.List;

/**
 * What is to be replayed, checked. Made by {@link BacktestConfigReader} alone.
 *
 * @param title for the report
 * @param rule its name in the configuration
 * @param base,quote symbols
 * @param text the file as it stands
 */
public record BacktestConfig(
        String title,
        String rule,
        String base,
        String quote,
        DataConfig data,
        HeldBook book,
        List<VenueTerms> venues,
        List<Disruption> disruptions,
        Decisions decisions,
        RiskLimits limits,
        int chartPoints,
        String text) {
    public BacktestConfig {
        venues = List.copyOf(venues);
        disruptions = List.copyOf(disruptions);
    }

    /**
     * How the rule is asked.
     *
     * @param targetBase net delta to keep
     * @param policyBand half-width of the band on chain, part of NAV
     * @param every a whole number of bars
     * @param fillDelayBars 0 or 1
     * @param gasPriceGwei where history has none
     */
    public record Decisions(
            double targetBase,
            double policyBand,
            Duration volatilityHalfLife,
            Duration every,
            int fillDelayBars,
            double gasPriceGwei) {}
}
