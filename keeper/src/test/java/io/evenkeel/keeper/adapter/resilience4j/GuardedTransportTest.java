package io.evenkeel.keeper.adapter.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.rpc.RpcTransport;
import io.evenkeel.keeper.rpc.RpcTransport.TransportOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
        int posts;

        @Override
        public String name() {
            return "node:8545";
        }

        @Override
        public TransportOutcome post(byte[] body) {
            posts++;
            return next;
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
