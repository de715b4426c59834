package io.evenkeel.keeper.rpc;

import java.time.Duration;
import java.util.Optional;

/**
 * By what an endpoint is judged.
 *
 * @param toleratedLagBlocks an endpoint this far behind the newest head is still read from; at least 0
 * @param maxHeadAge by the block's timestamp against the keeper's clock; absent: told, not judged
 * @param toleratedStepBackBlocks nodes behind one balanced address are a block apart every day; further back is a lie
 * @param confirmations blocks; what is deeper than this is not reorganised by an honest node
 * @param firstAside how long the first lie keeps an endpoint out; each further one twice as long
 * @param longestAside no lie keeps it out for longer, and a time without lies as long as this forgives the earlier ones
 * @param truthsToReturn answers that have to be right, after that time, before its word counts again; at least 1
 * @param callsWatched the newest calls, by which error rate and latency are told; 1 to 64
 * @param chainIdEvery how often a running endpoint is asked again which chain it is on
 */
public record HealthRules(
        long toleratedLagBlocks,
        Optional<Duration> maxHeadAge,
        long toleratedStepBackBlocks,
        int confirmations,
        Duration firstAside,
        Duration longestAside,
        int truthsToReturn,
        int callsWatched,
        Duration chainIdEvery) {
    /** Blocks that are fetched less than a handful of slots apart count as the same moment. */
    public static final long USUAL_LAG_BLOCKS = 3;

    public HealthRules {
        if (toleratedLagBlocks < 0 || toleratedStepBackBlocks < 0 || confirmations < 1 || truthsToReturn < 1) {
            throw new IllegalArgumentException("lag " + toleratedLagBlocks + ", step back " + toleratedStepBackBlocks
                    + " at least 0; confirmations " + confirmations + ", truths " + truthsToReturn + " at least 1");
        }
        if (callsWatched < 1 || callsWatched > Long.SIZE) {
            throw new IllegalArgumentException("calls watched must be 1 to 64, was " + callsWatched);
        }
        if (firstAside.isNegative() || firstAside.isZero() || longestAside.compareTo(firstAside) < 0) {
            throw new IllegalArgumentException("aside for " + firstAside + " up to " + longestAside);
        }
    }

    /** @param confirmations blocks, 1 to 64 */
    public static HealthRules usual(int confirmations) {
        return new HealthRules(
                USUAL_LAG_BLOCKS,
                Optional.empty(),
                1,
                confirmations,
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                2,
                32,
                Duration.ofMinutes(1));
    }

    public HealthRules withMaxHeadAge(Optional<Duration> age) {
        return new HealthRules(
                toleratedLagBlocks,
                age,
                toleratedStepBackBlocks,
                confirmations,
                firstAside,
                longestAside,
                truthsToReturn,
                callsWatched,
                chainIdEvery);
    }

    public HealthRules withToleratedLag(long blocks) {
        return new HealthRules(
                blocks,
                maxHeadAge,
                toleratedStepBackBlocks,
                confirmations,
                firstAside,
                longestAside,
                truthsToReturn,
                callsWatched,
                chainIdEvery);
    }

    /** @param offences so far, this one included; from 1 */
    Duration asideFor(int offences) {
        Duration longer = firstAside;
        for (int i = 1; i < offences && longer.compareTo(longestAside) < 0; i++) {
            longer = longer.multipliedBy(2);
        }
        return longer.compareTo(longestAside) < 0 ? longer : longestAside;
    }
}
