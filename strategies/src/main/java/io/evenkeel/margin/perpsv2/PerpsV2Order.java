package io.evenkeel.margin.perpsv2;

import io.evenkeel.market.Pair;
import io.evenkeel.market.PendingChange;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * What an account has committed to and nobody has filled.
 *
 * @param size 1e18 base; negative sells
 * @param desiredFillPrice sUSD 1e18 for one base: filled at this or better, or not at all
 * @param intentionTime seconds: when it was committed
 * @param minAgeSeconds older than this, by the price's clock, it can be filled
 * @param maxAgeSeconds younger than this it can be filled; older than this anybody can clear it away
 * @param live whether it can still be filled; false: it only waits for somebody to clear it away
 */
public record PerpsV2Order(
        BigInteger size,
        BigInteger desiredFillPrice,
        long intentionTime,
        long minAgeSeconds,
        long maxAgeSeconds,
        boolean live) {
    public PerpsV2Order {
        if (size.signum() == 0) {
            throw new IllegalArgumentException("an order of nothing");
        }
    }

    PendingChange asPending(Pair pair) {
        Instant committedAt = Instant.ofEpochSecond(intentionTime);
        Instant tooOld = committedAt.plusSeconds(maxAgeSeconds);
        return new PendingChange(
                new TokenDelta(pair.base(), size),
                committedAt,
                committedAt.plusSeconds(minAgeSeconds + 1),
                Optional.of(tooOld),
                tooOld.plusSeconds(1),
                new Price(pair.base(), pair.quote(), desiredFillPrice),
                live);
    }
}
