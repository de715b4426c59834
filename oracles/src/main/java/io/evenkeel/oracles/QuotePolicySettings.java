package io.evenkeel.oracles;

import io.evenkeel.chain.Address;
import io.evenkeel.market.Pair;
import io.evenkeel.units.Bps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a price is sure. Nothing has a default: each of these decides whether money is moved.
 *
 * @param base feed of the base token in USD
 * @param quote feed of the quote token in USD
 * @param minTwapWindow a pool whose average spans less is not a source; positive
 * @param maxDeviation how far a pool's average may be from Chainlink and still agree; a slow average trails a fast
 *     market, so it must leave room for what the market can move within the window
 * @param quorum how many sources must agree, Chainlink counted as one; at least 1
 * @param doubtMargin widens the interval of plausible prices at both ends while the price is doubtful; below 100 %
 */
public record QuotePolicySettings(
        Pair pair,
        FeedLimits base,
        FeedLimits quote,
        Duration minTwapWindow,
        Bps maxDeviation,
        int quorum,
        Bps doubtMargin) {
    public QuotePolicySettings {
        List<String> problems = new ArrayList<>();
        if (!minTwapWindow.isPositive()) {
            problems.add("minTwapWindow must be positive, was " + minTwapWindow);
        }
        if (maxDeviation.value() == 0) {
            problems.add("maxDeviation must not be zero: no two sources ever agree to the last digit");
        }
        if (quorum < 1) {
            problems.add("quorum must be at least 1, was " + quorum);
        }
        if (doubtMargin.compareTo(Bps.WHOLE) >= 0) {
            problems.add("doubtMargin must be below 100 %, was " + doubtMargin);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /**
     * @param feed the proxy
     * @param maxAge heartbeat and the delay that is normal; older is stale, by the block's own clock
     */
    public record FeedLimits(Address feed, Duration maxAge) {
        public FeedLimits {
            if (!maxAge.isPositive()) {
                throw new IllegalArgumentException("maxAge of " + feed + " must be positive, was " + maxAge);
            }
        }
    }
}
