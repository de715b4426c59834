package io.evenkeel.keeper.config;

import io.evenkeel.hedge.volatility.DecisionSpacing;
import io.evenkeel.hedge.volatility.RoundVolatility;
import io.evenkeel.hedge.volatility.VolatilityBounds;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code volatility} and {@code timeToNextDecision} of the band: each a plain figure, or a group that says from what it
 * is measured and what is believed until then.
 */
final class EstimateSections {
    private static final double LEAST_VOLATILITY = 0.01;
    private static final double MOST_VOLATILITY = 20;
    private static final Duration LEAST_SPACING = Duration.ofSeconds(1);
    private static final Duration MOST_SPACING = Duration.ofDays(7);

    private final double volatility;
    private final Duration timeToNextDecision;
    private final BandEstimates estimates;

    EstimateSections(ConfigSection band) {
        Optional<RoundVolatility.Settings> rounds = Optional.empty();
        if (band.holdsGroup("volatility")) {
            ConfigSection keys = band.section("volatility");
            rounds = rounds(keys);
            volatility = rounds.map(RoundVolatility.Settings::untilKnown).orElse(MOST_VOLATILITY);
        } else {
            volatility = band.number("volatility", LEAST_VOLATILITY, MOST_VOLATILITY);
        }
        Optional<DecisionSpacing.Settings> triggers = Optional.empty();
        if (band.holdsGroup("timeToNextDecision")) {
            ConfigSection keys = band.section("timeToNextDecision");
            triggers = triggers(keys);
            timeToNextDecision =
                    triggers.map(DecisionSpacing.Settings::untilKnown).orElse(MOST_SPACING);
        } else {
            timeToNextDecision = band.duration("timeToNextDecision", LEAST_SPACING, MOST_SPACING);
        }
        estimates = new BandEstimates(rounds, triggers);
    }

    /** Per square root of a year; what is believed until it is measured. */
    double volatility() {
        return volatility;
    }

    /** What is believed until it is measured. */
    Duration timeToNextDecision() {
        return timeToNextDecision;
    }

    BandEstimates estimates() {
        return estimates;
    }

    private static Optional<RoundVolatility.Settings> rounds(ConfigSection keys) {
        keys.oneOf("from", "oracle-rounds");
        Duration halfLife = keys.duration("halfLife", Duration.ofMinutes(10), Duration.ofDays(90));
        double floor = keys.number("floor", LEAST_VOLATILITY, MOST_VOLATILITY);
        double ceiling = keys.number("ceiling", LEAST_VOLATILITY, MOST_VOLATILITY);
        double untilKnown = keys.number("untilKnown", LEAST_VOLATILITY, MOST_VOLATILITY);
        return checked(
                keys, () -> new RoundVolatility.Settings(halfLife, new VolatilityBounds(floor, ceiling), untilKnown));
    }

    private static Optional<DecisionSpacing.Settings> triggers(ConfigSection keys) {
        keys.oneOf("from", "triggers");
        int halfLifeGaps = (int) keys.integer("halfLifeGaps", 1, 10_000);
        Duration least = keys.duration("least", LEAST_SPACING, MOST_SPACING);
        Duration most = keys.duration("most", LEAST_SPACING, MOST_SPACING);
        Duration untilKnown = keys.duration("untilKnown", LEAST_SPACING, MOST_SPACING);
        return checked(keys, () -> new DecisionSpacing.Settings(halfLifeGaps, least, most, untilKnown));
    }

    private static <T> Optional<T> checked(ConfigSection keys, Supplier<T> settings) {
        if (keys.hasProblems()) {
            return Optional.empty();
        }
        try {
            return Optional.of(settings.get());
        } catch (IllegalArgumentException refused) {
            keys.problem("untilKnown", String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }
}
