package io.evenkeel.keeper.adapter.resilience4j;

import io.evenkeel.keeper.rpc.RpcTransport;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A transport with a breaker, a rate limit and a bulkhead in front. The time limit is the transport's own, because
 * only it can really stop a call; nothing is retried here, because only the caller knows whether that is safe.
 */
public final class GuardedTransport implements RpcTransport {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int TRIES_WHEN_HALF_OPEN = 2;

    private final RpcTransport inner;
    private final CircuitBreaker breaker;
    private final RateLimiter limiter;
    private final Bulkhead bulkhead;

    public GuardedTransport(RpcTransport inner, TransportLimits limits, Clock clock) {
        this.inner = inner;
        this.breaker = CircuitBreaker.of(
                inner.name(),
                CircuitBreakerConfig.custom()
                        .failureRateThreshold(limits.failuresToOpen())
                        .slidingWindow(
                                limits.callsWatched(),
                                Math.max(1, limits.callsWatched() / 2),
                                SlidingWindowType.COUNT_BASED)
                        .waitDurationInOpenState(limits.openFor())
                        .permittedNumberOfCallsInHalfOpenState(TRIES_WHEN_HALF_OPEN)
                        .clock(clock)
                        .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                        .build());
        this.limiter = RateLimiter.of(
                inner.name(),
                RateLimiterConfig.custom()
                        .limitForPeriod(limits.requestsPerSecond())
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(limits.longestWait())
                        .build());
        this.bulkhead = Bulkhead.of(
                inner.name(),
                BulkheadConfig.custom()
                        .maxConcurrentCalls(limits.atOnce())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public TransportOutcome post(byte[] body) {
        if (!bulkhead.tryAcquirePermission()) {
            return new TransportOutcome.NotTried("too many requests of ours under way", true);
        }
        try {
            return limited(body);
        } finally {
            bulkhead.onComplete();
        }
    }

    private TransportOutcome limited(byte[] body) {
        if (!limiter.acquirePermission()) {
            return new TransportOutcome.NotTried("our own rate limit", true);
        }
        if (!breaker.tryAcquirePermission()) {
            return new TransportOutcome.NotTried("breaker open after too many failures", false);
        }
        long start = breaker.getCurrentTimestamp();
        TransportOutcome outcome = inner.post(body);
        long took = breaker.getCurrentTimestamp() - start;
        if (isFailure(outcome)) {
            breaker.onError(took, breaker.getTimestampUnit(), new TransportFailure());
        } else {
            breaker.onSuccess(took, breaker.getTimestampUnit());
        }
        return outcome;
    }

    /** A node that refuses a call answers; a node that cannot keep up, or does not answer, fails. */
    private static boolean isFailure(TransportOutcome outcome) {
        return switch (outcome) {
            case TransportOutcome.Answered answered ->
                answered.httpStatus() >= 500 || answered.httpStatus() == TOO_MANY_REQUESTS;
            case TransportOutcome.Failed failed -> true;
            case TransportOutcome.NotTried notTried -> true;
        };
    }

    @Override
    public void close() {
        inner.close();
    }

    /** The breaker wants a throwable to count. */
    private static final class TransportFailure extends Exception {
        private static final long serialVersionUID = 1;

        TransportFailure() {
            super("transport failed", null, false, false);
        }
    }
}
