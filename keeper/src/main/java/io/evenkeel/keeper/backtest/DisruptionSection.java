package io.evenkeel.keeper.backtest;

import io.evenkeel.backtest.Disruption;
import io.evenkeel.keeper.config.ConfigSection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One entry under {@code disruptions}: what goes wrong at a venue, and when. */
final class DisruptionSection {
    private DisruptionSection() {}

    static Optional<Disruption> read(ConfigSection keys, List<String> venues) {
        String kind = keys.oneOf("kind", "pause", "automatic-deleveraging");
        String venue = keys.text("venue");
        if (!venue.isEmpty() && !venues.contains(venue)) {
            keys.problem("venue", "is '" + venue + "'; there are " + String.join(", ", venues));
        }
        if (kind.equals("pause")) {
            Instant from = instant(keys, "from");
            Instant until = instant(keys, "until");
            if (!from.isBefore(until) && !keys.hasProblems()) {
                keys.problem("until", "is " + until + ", not after from, " + from);
            }
            return keys.hasProblems()
                    ? Optional.empty()
                    : Optional.of(new Disruption.Pause(venue, from.getEpochSecond(), until.getEpochSecond()));
        }
        Instant at = instant(keys, "at");
        double part = keys.fraction("part", 0.000001, 1);
        double concession = keys.fraction("concession", 0, 0.99);
        return keys.hasProblems()
                ? Optional.empty()
                : Optional.of(new Disruption.AutomaticDeleveraging(venue, at.getEpochSecond(), part, concession));
    }

    private static Instant instant(ConfigSection keys, String key) {
        return keys.optionalInstant(key).orElseGet(() -> {
            keys.problem(key, "missing; it has no default");
            return Instant.EPOCH;
        });
    }
}
