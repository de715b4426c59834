package io.evenkeel.hedge;

import java.time.Instant;

/** One oracle round, for estimating volatility. {@code price} is quote per base, positive. */
public record PriceObservation(Instant at, double price) {
    public PriceObservation {
        if (!(price > 0 && Double.isFinite(price))) {
            throw new IllegalArgumentException("price must be positive, was " + price);
        }
    }
}
