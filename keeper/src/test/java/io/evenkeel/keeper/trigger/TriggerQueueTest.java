package io.evenkeel.keeper.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.cycle.CycleTrigger;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TriggerQueueTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final TriggerQueue queue = new TriggerQueue();

    @Test
    void keeps_only_the_newest_and_counts_the_ones_it_stands_for() {
        queue.offer(new CycleTrigger.Schedule(NOON));
        queue.offer(new CycleTrigger.NewBlock(NOON, 7));
        queue.offer(new CycleTrigger.OracleMoved(NOON, "ETH/USD"));

        assertThat(queue.poll()).contains(new TriggerQueue.Taken(new CycleTrigger.OracleMoved(NOON, "ETH/USD"), 2));
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void the_count_starts_again_after_each_taking() {
        queue.offer(new CycleTrigger.Schedule(NOON));
        queue.offer(new CycleTrigger.Schedule(NOON));
        assertThat(queue.poll().orElseThrow().coalesced()).isEqualTo(1);

        queue.offer(new CycleTrigger.Schedule(NOON));
        assertThat(queue.poll().orElseThrow().coalesced()).isZero();
    }

    @Test
    void gives_up_when_patience_is_over() throws InterruptedException {
        assertThat(queue.take(Duration.ofMillis(1))).isEmpty();
    }
}
