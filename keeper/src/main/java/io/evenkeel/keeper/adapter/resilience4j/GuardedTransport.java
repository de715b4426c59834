package io.evenkeel.keeper.adapter.resilience4j;

import io.evenkeel.keeper.rpc.GuardFigures;
import io.evenkeel.keeper.rpc.RpcTransport;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * A transport with everything around it that keeps one bad node from becoming our own trouble, from the outside in:
 * a hard time limit over the whole call, however the bytes trickle; a repeat of questions that change nothing, byte for
 * byte, when the failure came quickly; then for each attempt a bulkhead, a rate limit and a breaker.
 */
public final class GuardedTransport implements RpcTransport {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int TRIES_WHEN_HALF_OPEN = 2;

    private final String name;
    private final RpcTransport inner;
    private final TransportLimits limits;
    private final CircuitBreaker breaker;
    private final RateLimiter limiter;
    private final Bulkhead bulkhead;
    private final Retry retry;
    private final TimeLimiter timeLimiter;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final LongAdder opened = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final LongAdder overRate = new LongAdder();
    private final LongAdder overBulkhead = new LongAdder();

    /**
     * @param name as the configuration calls the endpoint; the pauses between attempts differ by it, so that endpoints
     *     that failed together are not asked again together, and the same ones are the same each time
     */
    public GuardedTransport(String name, RpcTransport inner, TransportLimits limits, Clock clock) {
        this.name = name;
        this.inner = inner;
        this.limits = limits;
        this.breaker = CircuitBreaker.of(
                name,
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
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(limits.requestsPerSecond())
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(limits.longestWait())
                        .build());
        this.bulkhead = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(limits.atOnce())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        Random jitter = new Random(name.hashCode());
        this.retry = Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(limits.attempts())
                        .retryExceptions(WorthRepeating.class)
                        .intervalFunction(attempt -> pauseMillis(limits.firstPause(), attempt, jitter))
                        .build());
        this.timeLimiter = TimeLimiter.of(
                name,
                TimeLimiterConfig.custom()
                        .timeoutDuration(limits.wholeCall())
                        .cancelRunningFuture(true)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                opened.increment();
            }
        });
        retry.getEventPublisher().onRetry(event -> repeated.increment());
    }

    /** @param attempt how many there were, from 1 */
    static long pauseMillis(Duration first, int attempt, Random jitter) {
        long doubled = first.toMillis() << Math.min(attempt - 1, 10);
        return Math.max(1, doubled / 2 + jitter.nextLong(doubled + 1));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<GuardFigures> guard() {
        return Optional.of(new GuardFigures(
                breaker.getState().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                opened.sum(),
                repeated.sum(),
                timedOut.sum(),
                overRate.sum(),
                overBulkhead.sum()));
    }

    @Override
    public TransportOutcome post(byte[] body) {
        return withinTime(() -> attempt(body));
    }

    @Override
    public TransportOutcome postRead(byte[] body) {
        return withinTime(() -> repeatedly(body));
    }

    private TransportOutcome withinTime(Callable<TransportOutcome> call) {
        try {
            return timeLimiter.executeFutureSupplier(() -> calls.submit(call));
        } catch (TimeoutException late) {
            timedOut.increment();
            return new TransportOutcome.Failed(
                    "no whole answer within " + limits.wholeCall().toMillis() + " ms");
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
            return new TransportOutcome.Failed("interrupted while asking");
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a transport threw", failed.getCause());
        } catch (Exception failed) {
            throw new IllegalStateException("a transport threw", failed);
        }
    }

    private TransportOutcome repeatedly(byte[] body) throws Exception {
        long start = breaker.getCurrentTimestamp();
        try {
            return retry.executeCallable(() -> {
                TransportOutcome outcome = attempt(body);
                // After a slow failure there is no time left for another attempt.
                boolean quick = breaker.getCurrentTimestamp() - start
                        < limits.wholeCall().toMillis() / 2;
                if (quick && isPassing(outcome)) {
                    throw new WorthRepeating(outcome);
                }
                return outcome;
            });
        } catch (WorthRepeating lastOne) {
            return lastOne.outcome;
        }
    }

    private TransportOutcome attempt(byte[] body) {
        if (!bulkhead.tryAcquirePermission()) {
            overBulkhead.increment();
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
            overRate.increment();
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

    /** A cut line or a gateway that lost its node may be gone a moment later; a node with too much to do is left alone. */
    private static boolean isPassing(TransportOutcome outcome) {
        return switch (outcome) {
            case TransportOutcome.Answered answered -> answered.httpStatus() >= 502 && answered.httpStatus() <= 504;
            case TransportOutcome.Failed failed -> true;
            case TransportOutcome.NotTried notTried -> false;
        };
    }

    @Override
    public void close() {
        calls.shutdownNow();
        inner.close();
    }

    /** The breaker wants a throwable to count. */
    private static final class TransportFailure extends Exception {
        private static final long serialVersionUID = 1;

        TransportFailure() {
            super("transport failed", null, false, false);
        }
    }

    /** And so does the retry; it brings the outcome along. */
    private static final class WorthRepeating extends Exception {
        private static final long serialVersionUID = 1;

        private final transient TransportOutcome outcome;

        WorthRepeating(TransportOutcome outcome) {
            super("worth repeating", null, false, false);
            this.outcome = outcome;
        }
    }
}
