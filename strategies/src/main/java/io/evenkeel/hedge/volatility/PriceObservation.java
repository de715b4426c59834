package io.evenkeel.hedge.volatility;

import io.evenkeel.units.Years;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One oracle round, for estimating volatility. {@code price} is quote per base, positive. */
public record PriceObservation(Instant at, double price) {
    public PriceObservation {
        if (!(price > 0 && Double.isFinite(price))) {
            throw new IllegalArgumentException("price must be positive, was " + price);
        }
    }

    double logReturnSince(PriceObservation before) {
        return Math.log(price / before.price);
    }

    double yearsSince(PriceObservation before) {
        return Years.of(Duration.between(before.at, at));
    }

    static void requireOrder(List<PriceObservation> rounds, Instant now) {
        for (int i = 0; i < rounds.size(); i++) {
            Instant at = rounds.get(i).at();
            if (at.isAfter(now) || i > 0 && at.isBefore(rounds.get(i - 1).at())) {
                throw new IllegalArgumentException("rounds out of order at " + at);
            }
        }
    }
}
