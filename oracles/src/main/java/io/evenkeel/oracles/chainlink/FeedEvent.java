package io.evenkeel.oracles.chainlink;

import java.math.BigInteger;
import java.time.Instant;

/** What an aggregator said, and where in the chain. */
public sealed interface FeedEvent {
    LogPosition position();

    BigInteger roundId();

    /** @param answer the feed's new answer, in its own decimals */
    record AnswerUpdated(LogPosition position, BigInteger roundId, BigInteger answer, Instant updatedAt)
            implements FeedEvent {}

    /** A round has begun; its answer is not known yet. */
    record NewRound(LogPosition position, BigInteger roundId, Instant startedAt) implements FeedEvent {}

    /** Orders logs as the chain does. */
    record LogPosition(long blockNumber, long logIndex) implements Comparable<LogPosition> {
        public static final LogPosition BEFORE_ALL = new LogPosition(0, 0);

        @Override
        public int compareTo(LogPosition other) {
            return blockNumber != other.blockNumber
                    ? Long.compare(blockNumber, other.blockNumber)
                    : Long.compare(logIndex, other.logIndex);
        }
    }
}
