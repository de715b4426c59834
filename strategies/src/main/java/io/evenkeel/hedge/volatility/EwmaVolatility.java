package io.evenkeel.hedge.volatility;

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
 *
 * <p>Bias: none from irregular rounds, also not from rounds that wait for a move, since a random walk's expected square
 * is its variance times the expected wait. Rounds that report a price in steps or late make it too high by the squared
 * step per round; the quiet time makes it a little too low, by the move that has not been reported yet. The error of
 * one estimate is about {@code σ / sqrt(2 n)} for the n rounds of 1.44 half-lives.
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
        PriceObservation.requireOrder(rounds, now);
        if (rounds.size() < 2) {
            return OptionalDouble.empty();
        }
        DecayingVariance variance = new DecayingVariance(Years.of(halfLife));
        for (int i = 1; i < rounds.size(); i++) {
            variance.add(
                    rounds.get(i).logReturnSince(rounds.get(i - 1)),
                    rounds.get(i).yearsSince(rounds.get(i - 1)));
        }
        variance.quiet(Years.of(Duration.between(rounds.getLast().at(), now)));
        double estimate = variance.perSqrtYear();
        return estimate > 0 && Double.isFinite(estimate) ? OptionalDouble.of(estimate) : OptionalDouble.empty();
    }
}
