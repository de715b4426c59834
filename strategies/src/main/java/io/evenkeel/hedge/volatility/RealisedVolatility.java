package io.evenkeel.hedge.volatility;

import io.evenkeel.units.Years;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Realised volatility over a window: what {@link EwmaVolatility} is with every return in the window weighing the same
 * and none before it,
 *
 * <pre>σ² = Σ ln(p_i / p_{i−1})² / (now − t_first)</pre>
 *
 * Bias as there; the drift of the price is not taken out, which adds its square times the spacing of the rounds (below a
 * tenth of a percent of σ for minutes and hours). A return that began before the window is left out with its time.
 */
public record RealisedVolatility(Duration window) {
    public RealisedVolatility {
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("window must be positive, was " + window);
        }
    }

    /**
     * Per square root of a year; empty when fewer than two rounds lie in the window or nothing moved.
     *
     * @param rounds in order of time, none after {@code now}
     */
    public OptionalDouble perSqrtYear(List<PriceObservation> rounds, Instant now) {
        PriceObservation.requireOrder(rounds, now);
        Instant from = now.minus(window);
        List<PriceObservation> inside =
                rounds.stream().filter(round -> !round.at().isBefore(from)).toList();
        double squares = 0;
        for (int i = 1; i < inside.size(); i++) {
            double logReturn = inside.get(i).logReturnSince(inside.get(i - 1));
            squares += logReturn * logReturn;
        }
        if (squares == 0) {
            return OptionalDouble.empty();
        }
        double years = Years.of(Duration.between(inside.getFirst().at(), now));
        return years > 0 ? OptionalDouble.of(Math.sqrt(squares / years)) : OptionalDouble.empty();
    }
}
