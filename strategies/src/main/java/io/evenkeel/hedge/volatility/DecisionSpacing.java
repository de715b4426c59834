package io.evenkeel.hedge.volatility;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long it will be until the rule is asked again, from how long it has been between the decisions so far. Triggers
 * are irregular: a schedule, and oracle moves between its ticks. The mean of the gaps is what a rule needs, since the
 * variance that builds up until the next decision grows with the time itself: σ² E[t].
 *
 * <p>Each gap weighs by its age in gaps, so that a wild hour with many triggers is noticed after that many, and a
 * quiet week by one. Two numbers and an instant, whatever the history. Not thread-safe.
 */
public final class DecisionSpacing {
    /**
     * @param halfLifeGaps a gap weighs half after so many more, at least 1
     * @param least no estimate is shorter, at least 0
     * @param most no estimate is longer, and no gap counts for more: a keeper that was down decided nothing
     * @param untilKnown what is believed before the first gap; it fades like any gap
     */
    public record Settings(int halfLifeGaps, Duration least, Duration most, Duration untilKnown) {
        public Settings {
            if (halfLifeGaps < 1) {
                throw new IllegalArgumentException("half-life must be a gap at least, was " + halfLifeGaps);
            }
            if (least.isNegative() || least.compareTo(untilKnown) > 0 || untilKnown.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        "want 0 <= least <= until known <= most, was " + least + ", " + untilKnown + ", " + most);
            }
        }
    }

    private final Settings settings;
    private final double keep;
    private double meanSeconds;
    private Optional<Instant> last = Optional.empty();

    public DecisionSpacing(Settings settings) {
        this.settings = settings;
        this.keep = Math.pow(0.5, 1.0 / settings.halfLifeGaps());
        this.meanSeconds = seconds(settings.untilKnown());
    }

    /** A decision is made at this instant of the chain; one at the instant of the last is the same. */
    public void decidedAt(Instant at) {
        if (last.isPresent() && at.isAfter(last.get())) {
            Duration gap = Duration.between(last.get(), at);
            double counted = Math.min(seconds(gap), seconds(settings.most()));
            meanSeconds = keep * meanSeconds + (1 - keep) * counted;
        }
        if (last.isEmpty() || at.isAfter(last.get())) {
            last = Optional.of(at);
        }
    }

    /** Until the next decision. */
    public Duration expected() {
        double bounded = Math.clamp(meanSeconds, seconds(settings.least()), seconds(settings.most()));
        return Duration.ofMillis(Math.round(bounded * 1000));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
