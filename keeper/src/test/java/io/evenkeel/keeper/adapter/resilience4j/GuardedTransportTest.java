package io.evenkeel.keeper.adapter.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.rpc.RpcTransport;
import io.evenkeel.keeper.rpc.RpcTransport.TransportOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GuardedTransportTest {
    private static final TransportOutcome FINE = new TransportOutcome.Answered(200, new byte[0]);

    private final SetClock clock = new SetClock();
    private final Wire wire = new Wire();

    @Test
    void aDeadNodeIsLeftAloneForAWhileAndThenTriedAgain() {
        RpcTransport guarded = guarded(1_000);
        wire.next = new TransportOutcome.Failed("connection refused");
        for (int i = 0; i < 5; i++) {
            guarded.post(new byte[0]);
        }
        assertThat(guarded.post(new byte[0])).isInstanceOf(TransportOutcome.NotTried.class);
        assertThat(wire.posts).isEqualTo(5);

        wire.next = FINE;
        clock.now = clock.now.plusSeconds(4);
        assertThat(guarded.post(new byte[0])).isInstanceOf(TransportOutcome.NotTried.class);
        clock.now = clock.now.plusSeconds(2);
        assertThat(guarded.post(new byte[0])).isEqualTo(FINE);
        assertThat(guarded.post(new byte[0])).isEqualTo(FINE);
        assertThat(guarded.post(new byte[0])).isEqualTo(FINE);
    }

    @Test
    void overloadCountsAsFailureAndARefusalDoesNot() {
        RpcTransport guarded = guarded(1_000);
        wire.next = new TransportOutcome.Answered(400, new byte[0]);
        for (int i = 0; i < 20; i++) {
            assertThat(guarded.post(new byte[0])).isEqualTo(wire.next);
        }

        wire.next = new TransportOutcome.Answered(429, new byte[0]);
        for (int i = 0; i < 5; i++) {
            guarded.post(new byte[0]);
        }
        assertThat(guarded.post(new byte[0])).isInstanceOf(TransportOutcome.NotTried.class);
    }

    @Test
    void weDoNotAskFasterThanWeSaidWeWould() {
        RpcTransport guarded = guarded(3);
        wire.next = FINE;

        int refused = 0;
        for (int i = 0; i < 20; i++) {
            refused += guarded.post(new byte[0]) instanceof TransportOutcome.NotTried ? 1 : 0;
        }

        // Three in each second, and the twenty take at most a few seconds even on a machine under load.
        assertThat(refused).isGreaterThanOrEqualTo(5);
        assertThat(wire.posts).isEqualTo(20 - refused);
    }

    @Test
    void aReadThatFailsQuicklyIsAskedOnceMoreByteForByte() {
        RpcTransport guarded = guarded(1_000);
        wire.script.add(new TransportOutcome.Failed("connection reset"));
        byte[] question = {1, 2, 3};

        assertThat(guarded.postRead(question)).isEqualTo(FINE);
        assertThat(wire.bodies).hasSize(2).allSatisfy(body -> assertThat(body).isEqualTo(question));
        assertThat(guarded.guard())
                .get()
                .hasToString("GuardFigures[breaker=closed, opened=0, repeated=1, timedOut=0,"
                        + " overRate=0, overBulkhead=0]");
    }

    @Test
    void twiceIsAllAndTheLastFailureIsTheAnswer() {
        RpcTransport guarded = guarded(1_000);
        wire.script.add(new TransportOutcome.Failed("connection reset"));
        wire.script.add(new TransportOutcome.Answered(503, new byte[0]));

        assertThat(guarded.postRead(new byte[0]))
                .isInstanceOfSatisfying(
                        TransportOutcome.Answered.class,
                        last -> assertThat(last.httpStatus()).isEqualTo(503));
        assertThat(wire.posts).isEqualTo(2);
    }

    @Test
    void whatSendsIsNeverRepeatedAndNeitherIsWhatANodeRefused() {
        RpcTransport guarded = guarded(1_000);
        wire.script.add(new TransportOutcome.Failed("connection reset"));
        assertThat(guarded.post(new byte[0])).isInstanceOf(TransportOutcome.Failed.class);

        wire.script.add(new TransportOutcome.Answered(429, new byte[0]));
        wire.script.add(new TransportOutcome.Answered(400, new byte[0]));
        guarded.postRead(new byte[0]);
        guarded.postRead(new byte[0]);
        assertThat(wire.posts).isEqualTo(3);
    }

    @Test
    void aSlowFailureLeavesNoTimeForAnother() {
        RpcTransport guarded = guarded(1_000);
        wire.script.add(new TransportOutcome.Failed("timeout"));
        wire.during = () -> clock.now = clock.now.plusSeconds(20);

        assertThat(guarded.postRead(new byte[0])).isEqualTo(new TransportOutcome.Failed("timeout"));
        assertThat(wire.posts).isEqualTo(1);
    }

    @Test
    void theLimitHoldsOverTheWholeCallThoughTheTransportNeverEnds() {
        RpcTransport guarded = guarded(1_000, Duration.ofMillis(50));
        CountDownLatch never = new CountDownLatch(1);
        wire.during = () -> {
            try {
                never.await();
            } catch (InterruptedException cutOff) {
                wire.interrupted.countDown();
            }
        };

        assertThat(guarded.postRead(new byte[0]))
                .isEqualTo(new TransportOutcome.Failed("no whole answer within 50 ms"));
        assertThat(guarded.guard().orElseThrow().words()).isEqualTo("1 timed out");
        await(wire.interrupted);
    }

    @Test
    void pausesGrowAndTheSameNameGivesTheSameOnes() {
        Duration first = Duration.ofMillis(100);
        long[] once = LongStream.rangeClosed(1, 5)
                .map(attempt -> GuardedTransport.pauseMillis(first, (int) attempt, new Random(7 + attempt)))
                .toArray();
        long[] again = LongStream.rangeClosed(1, 5)
                .map(attempt -> GuardedTransport.pauseMillis(first, (int) attempt, new Random(7 + attempt)))
                .toArray();

        assertThat(once).isEqualTo(again);
        for (int attempt = 1; attempt <= 5; attempt++) {
            long doubled = 100L << (attempt - 1);
            assertThat(once[attempt - 1]).isBetween(doubled / 2, doubled / 2 + doubled);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RpcTransport guarded(int requestsPerSecond) {
        return guarded(requestsPerSecond, Duration.ofSeconds(30));
    }

    private RpcTransport guarded(int requestsPerSecond, Duration wholeCall) {
        return new GuardedTransport(
                "own-node",
                wire,
                new TransportLimits(
                        wholeCall,
                        50,
                        10,
                        Duration.ofSeconds(5),
                        requestsPerSecond,
                        Duration.ZERO,
                        4,
                        2,
                        Duration.ofMillis(1)),
                clock);
    }

    private static final class Wire implements RpcTransport {
        TransportOutcome next = FINE;
        final Deque<TransportOutcome> script = new ArrayDeque<>();
        final List<byte[]> bodies = new ArrayList<>();
        final CountDownLatch interrupted = new CountDownLatch(1);
        Runnable during = () -> {};
        int posts;

        @Override
        public String name() {
            return "node:8545";
        }

        @Override
        public TransportOutcome post(byte[] body) {
            posts++;
            bodies.add(body.clone());
            during.run();
            return script.isEmpty() ? next : script.remove();
        }

        @Override
        public void close() {}
    }

    private static final class SetClock extends Clock {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
