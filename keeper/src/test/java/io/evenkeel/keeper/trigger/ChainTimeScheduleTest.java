package io.evenkeel.keeper.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChainTimeScheduleTest {
    private static final Instant START = Instant.parse("2021-05-19T00:00:00Z");
    private final ChainTimeSchedule schedule = new ChainTimeSchedule(Duration.ofMinutes(5));

    @Test
    void is_due_at_the_first_block_and_then_once_per_interval() {
        assertThat(schedule.dueAt(START)).isTrue();
        assertThat(schedule.dueAt(START)).isFalse();
        assertThat(schedule.dueAt(START.plusSeconds(299))).isFalse();
        assertThat(schedule.dueAt(START.plusSeconds(300))).isTrue();
        assertThat(schedule.dueAt(START.plusSeconds(312))).isFalse();
    }

    @Test
    void intervals_that_no_block_fell_into_are_not_made_up_for() {
        assertThat(schedule.dueAt(START)).isTrue();
        assertThat(schedule.dueAt(START.plusSeconds(1_000))).isTrue();
        assertThat(schedule.dueAt(START.plusSeconds(1_012))).isFalse();
        assertThat(schedule.dueAt(START.plusSeconds(1_200))).isTrue();
    }
}
