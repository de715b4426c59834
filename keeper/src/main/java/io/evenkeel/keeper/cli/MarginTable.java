package io.evenkeel.keeper.cli;

import io.evenkeel.margin.LiquidationDistance;
import io.evenkeel.margin.LiquidationRisk;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.LiquidationLimit;
import io.evenkeel.risk.RiskLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How near each margin is to its end, one line each. */
final class MarginTable {
    /** Where no limit says for how long. */
    private static final Duration A_DAY = Duration.ofDays(1);

    private MarginTable() {}

    /** Nothing where nothing can be liquidated by a price. */
    static List<String> of(MarketSnapshot snapshot, RiskLimits limits) {
        double volatility = limits.band().volatility();
        Duration horizon =
                limits.margin().liquidation().map(LiquidationLimit::horizon).orElse(A_DAY);
        LiquidationRisk risk = limits.margin()
                .liquidation()
                .map(limit -> limit.risk(volatility))
                .orElseGet(() -> LiquidationRisk.of(volatility, horizon));
        List<String> lines = new ArrayList<>();
        for (Venue venue : snapshot.venues()) {
            double away = LiquidationDistance.fraction(venue, snapshot.price().best());
            if (Double.isFinite(away)) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  %-16s %5.1f %% from liquidation, %.1f standard deviations, probability %s",
                        venue.id().name(),
                        away * 100,
                        LiquidationDistance.standardDeviations(
                                venue, snapshot.price().best(), volatility, horizon),
                        percent(risk.probability(venue, snapshot.price()))));
            }
        }
        if (!lines.isEmpty()) {
            lines.addFirst(String.format(
                    Locale.ROOT,
                    "margins    within %d hours at a volatility of %.0f %%%s",
                    horizon.toHours(),
                    volatility * 100,
                    limits.margin()
                            .liquidation()
                            .map(limit -> "; a probability of at most " + percent(limit.most()) + " is allowed")
                            .orElse("")));
        }
        return lines;
    }

    private static String percent(double probability) {
        double percent = probability * 100;
        return percent >= 0.01 || percent == 0
                ? String.format(Locale.ROOT, "%.2f %%", percent)
                : String.format(Locale.ROOT, "%.0e %%", percent);
    }
}
