package io.evenkeel.oracles.adapter.headlong;

import io.evenkeel.oracles.chainlink.FeedEvent;
import io.evenkeel.oracles.chainlink.FeedEvent.LogPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the logs of Chainlink aggregators. They come from the aggregator behind the proxy, not from the proxy, and
 * the proxy may be pointed to another aggregator: ask it again whenever the subscription is renewed.
 */
public final class FeedLogs {
    private static final ContractAbi AGGREGATOR = ContractAbi.load("chainlink", "AccessControlledAggregator");
    private static final AbiEvent ANSWER_UPDATED = AGGREGATOR.event("AnswerUpdated");
    private static final AbiEvent NEW_ROUND = AGGREGATOR.event("NewRound");

    private FeedLogs() {}

    /** First topics to subscribe to. */
    public static List<String> topics() {
        return List.of(ANSWER_UPDATED.topic(), NEW_ROUND.topic());
    }

    /** Empty when it is some other event, or not what the event's ABI says. */
    public static Optional<FeedEvent> decode(List<String> topics, byte[] data, LogPosition position) {
        if (topics.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (topics.getFirst().equals(ANSWER_UPDATED.topic())) {
                AbiRecord log = ANSWER_UPDATED.decode(topics, data);
                return Optional.of(new FeedEvent.AnswerUpdated(
                        position,
                        log.integer("roundId"),
                        log.integer("current"),
                        Instant.ofEpochSecond(log.medium("updatedAt"))));
            }
            if (topics.getFirst().equals(NEW_ROUND.topic())) {
                AbiRecord log = NEW_ROUND.decode(topics, data);
                return Optional.of(new FeedEvent.NewRound(
                        position, log.integer("roundId"), Instant.ofEpochSecond(log.medium("startedAt"))));
            }
            return Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException notThisEvent) {
            return Optional.empty();
        }
    }
}
