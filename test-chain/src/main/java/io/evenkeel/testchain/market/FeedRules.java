package io.evenkeel.testchain.market;

import java.time.Duration;
import java.time.Instant;

/**
 * When a feed's submitters open a new round: as the operators of the real feeds do, when the price has moved or
 * the answer has become old.
 *
 * @param deviationBps a move of this much since the last answer, in basis points of that answer
 * @param heartbeat the longest time without a round
 */
public record FeedRules(int deviationBps, Duration heartbeat) {
    /** ETH / USD on Ethereum: 0.5 % or an hour. */
    public static final FeedRules USUAL = new FeedRules(50, Duration.ofHours(1));

    /** A feed's newest round. */
    record Round(long number, MarketPrice answer, Instant updatedAt) {}

    boolean isDue(Round last, MarketPrice price, Instant now) {
        return price.bpsFrom(last.answer()) >= deviationBps
                || Duration.between(last.updatedAt(), now).compareTo(heartbeat) >= 0;
    }
}
