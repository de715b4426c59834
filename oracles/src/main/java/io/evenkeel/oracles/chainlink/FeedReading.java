package io.evenkeel.oracles.chainlink;

import io.evenkeel.chain.Address;
import java.math.BigInteger;
import java.time.Instant;

/**
 * One feed as one block knows it.
 *
 * @param feed the proxy that is read
 * @param decimals of {@code answer}, 0 to 36
 * @param roundId the proxy's own: phase in the high 64 bits of 80
 * @param answer USD for one whole token; may be anything a broken feed says
 * @param minAnswer,maxAnswer circuit values of the aggregator: an answer at or beyond one says nothing about the price
 * @param readable false: the feed reverted and nothing else here means anything
 */
public record FeedReading(
        Address feed,
        int decimals,
        BigInteger roundId,
        BigInteger answer,
        Instant updatedAt,
        BigInteger minAnswer,
        BigInteger maxAnswer,
        boolean readable) {
    public FeedReading {
        if (decimals < 0 || decimals > 36) {
            throw new IllegalArgumentException(feed + ": decimals must be 0 to 36, was " + decimals);
        }
    }

    /** Whether the answer can be turned into a price at all. */
    public boolean positive() {
        return readable && answer.signum() > 0;
    }

    public boolean atCircuitValue() {
        return answer.compareTo(minAnswer) <= 0 || answer.compareTo(maxAnswer) >= 0;
    }
}
