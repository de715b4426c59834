package io.evenkeel.hedge.volatility;

import io.evenkeel.units.Years;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The volatility of an oracle's rounds as they come in: {@link EwmaVolatility} that begins with a belief instead of
 * nothing, keeps no history, and stays within bounds. Not thread-safe.
 */
public final class RoundVolatility {
    /**
     * @param halfLife of the weights, positive
     * @param untilKnown what is believed before the first return; it fades with the half-life
     */
    public record Settings(Duration halfLife, VolatilityBounds bounds, double untilKnown) {
        public Settings {
            if (halfLife.isZero() || halfLife.isNegative()) {
                throw new IllegalArgumentException("half-life must be positive, was " + halfLife);
            }
            if (untilKnown != bounds.bound(untilKnown)) {
                throw new IllegalArgumentException("what is believed until it is known must lie between "
                        + bounds.floor() + " and " + bounds.ceiling() + ", was " + untilKnown);
            }
        }
    }

    private final Settings settings;
    private final DecayingVariance variance;
    private Optional<PriceObservation> last = Optional.empty();

    public RoundVolatility(Settings settings) {
        this.settings = settings;
        this.variance = new DecayingVariance(Years.of(settings.halfLife()), settings.untilKnown());
    }

    /** A round seen; one that is not newer than the last is the same round seen again, and nothing. */
    public void seen(PriceObservation round) {
        if (last.isPresent() && round.at().isAfter(last.get().at())) {
            variance.add(round.logReturnSince(last.get()), round.yearsSince(last.get()));
        }
        if (last.isEmpty() || round.at().isAfter(last.get().at())) {
            last = Optional.of(round);
        }
    }

    /** Per square root of a year, as of the last round. */
    public double perSqrtYear() {
        return settings.bounds().bound(variance.perSqrtYear());
    }

    /** When the newest round was made; empty before the first. */
    public Optional<Instant> newest() {
        return last.map(PriceObservation::at);
    }
}
