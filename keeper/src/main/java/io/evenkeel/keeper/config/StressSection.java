package io.evenkeel.keeper.config;

import io.evenkeel.risk.stress.StressGrid;
import io.evenkeel.risk.stress.StressLimits;
import io.evenkeel.units.Bps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The optional group {@code limits.stress}: the worlds that are looked at, and what may happen in the worst of them. */
final class StressSection {
    private static final Pattern PERCENT = Pattern.compile("[+-]?\\d{1,4}(?:\\.\\d{1,4})? ?%");
    private static final int MOST_VALUES = 50;

    private StressSection() {}

    static Optional<StressLimits> read(ConfigSection limits) {
        return limits.optionalSection("stress").flatMap(keys -> read(limits, keys));
    }

    private static Optional<StressLimits> read(ConfigSection limits, ConfigSection keys) {
        List<Double> spot = keys.values("spot", MOST_VALUES, StressSection::part, "-43 %");
        List<Double> volatility = keys.values("volatility", MOST_VALUES, Double::parseDouble, "2");
        List<Double> funding = keys.values("funding", MOST_VALUES, StressSection::part, "100 %");
        List<Double> stablecoin = keys.values("stablecoin", MOST_VALUES, Double::parseDouble, "0.878");
        boolean venuesFail = keys.oneOf("venuesFail", "true", "false").equals("true");
        Duration horizon = keys.duration("fundingHorizon", Duration.ofHours(1), Duration.ofDays(365));
        Bps penalty = keys.bps("liquidationPenalty", Bps.ZERO, Bps.WHOLE);
        Optional<Bps> loss = limit(keys, "maxLoss");
        Optional<Bps> delta = limit(keys, "maxNetDelta");
        Optional<Bps> shortfall = limit(keys, "maxShortfall");
        if (keys.hasProblems()) {
            return Optional.empty();
        }
        try {
            StressGrid grid = new StressGrid(spot, volatility, funding, stablecoin, venuesFail, horizon, penalty);
            return Optional.of(new StressLimits(grid, loss, delta, shortfall));
        } catch (IllegalArgumentException refused) {
            limits.problem("stress", String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<Bps> limit(ConfigSection keys, String key) {
        return keys.optionalText(key).map(given -> keys.bps(key, new Bps(1), new Bps(1_000_000)));
    }

    private static double part(String text) {
        if (!PERCENT.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return Double.parseDouble(text.replace("%", "").strip()) / 100;
    }
}
