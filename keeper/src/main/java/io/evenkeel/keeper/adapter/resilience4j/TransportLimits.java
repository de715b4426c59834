package io.evenkeel.keeper.adapter.resilience4j;

import java.time.Duration;

/**
 * What one endpoint is allowed to cost us, and us it.
 *
 * @param wholeCall from the question to the last byte of the answer, waiting and repeating included: nothing is longer
 * @param failuresToOpen of every hundred recent calls, 1 to 100: at this many the breaker opens
 * @param callsWatched how many recent calls it looks at; it judges once half of them are there
 * @param openFor how long an open breaker lets nothing through before it tries again
 * @param requestsPerSecond we never ask faster than this
 * @param longestWait for our own rate limit; after it the request counts as not tried
 * @param atOnce requests under way at the same time
 * @param attempts at a question that changes nothing, the first included; at least 1
 * @param firstPause before the second attempt; each further one twice as long, all of them up to half shorter or longer
 */
public record TransportLimits(
        Duration wholeCall,
        int failuresToOpen,
        int callsWatched,
        Duration openFor,
        int requestsPerSecond,
        Duration longestWait,
        int atOnce,
        int attempts,
        Duration firstPause) {
    public TransportLimits {
        if (failuresToOpen < 1 || failuresToOpen > 100) {
            throw new IllegalArgumentException("failures to open must be 1 to 100 of 100, was " + failuresToOpen);
        }
        if (callsWatched < 2 || requestsPerSecond < 1 || atOnce < 1 || attempts < 1) {
            throw new IllegalArgumentException("limits that let nothing through: " + callsWatched + " calls watched, "
                    + requestsPerSecond + " requests per second, " + atOnce + " at once, " + attempts + " attempts");
        }
        if (wholeCall.isZero() || wholeCall.isNegative()) {
            throw new IllegalArgumentException("a call of at most " + wholeCall + " is none");
        }
    }

    /** Fits a node of one's own and the paid plans of public ones. */
    public static TransportLimits usual(Duration wholeCall) {
        return new TransportLimits(
                wholeCall, 50, 10, Duration.ofSeconds(5), 500, Duration.ofMillis(500), 16, 2, Duration.ofMillis(50));
    }

    /** The same limits for a node that wants to be asked less often, or bears being asked more. */
    public TransportLimits withRequestsPerSecond(int limit) {
        return new TransportLimits(
                wholeCall, failuresToOpen, callsWatched, openFor, limit, longestWait, atOnce, attempts, firstPause);
    }
}
