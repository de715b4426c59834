package io.evenkeel.hedge;

import io.evenkeel.units.Years;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Exponentially weighted volatility of irregular rounds. Oracle rounds come when the price has moved, not by the
 * clock, so squared returns are summed and divided by the time they took:
 *
 * <pre>σ² = Σ w_i ln(p_i / p_{i−1})² / Σ w_i (t_i − t_{i−1}),   w_i = 2^(−(now − t_i) / halfLife)</pre>
 *
 * The quiet time since the last round counts as time without a return.
 */
public record EwmaVolatility(Duration halfLife) {
    public EwmaVolatility {
        if (halfLife.isZero() || halfLife.isNegative()) {
            throw new IllegalArgumentException("half-life must be positive, was " + halfLife);
        }
    }

    /**
     * Per square root of a year; empty when fewer than two rounds are known or nothing moved.
     *
     * @param rounds in order of time, none after {@code now}
     */
    public OptionalDouble perSqrtYear(List<PriceObservation> rounds, Instant now) {
        double squares = 0;
        double years = 0;
        for (int i = 1; i < rounds.size(); i++) {
            PriceObservation before = rounds.get(i - 1);
            PriceObservation after = rounds.get(i);
            if (after.at().isBefore(before.at()) || after.at().isAfter(now)) {
                throw new IllegalArgumentException("rounds out of order at " + after.at());
            }
            double weight = Math.pow(2, -Years.of(Duration.between(after.at(), now)) / Years.of(halfLife));
            double logReturn = Math.log(after.price() / before.price());
            squares += weight * logReturn * logReturn;
            years += weight * Years.of(Duration.between(before.at(), after.at()));
        }
        if (rounds.size() < 2 || squares == 0) {
            return OptionalDouble.empty();
        }
        years += Years.of(Duration.between(rounds.getLast().at(), now));
        return years > 0 ? OptionalDouble.of(Math.sqrt(squares / years)) : OptionalDouble.empty();
    }
}
