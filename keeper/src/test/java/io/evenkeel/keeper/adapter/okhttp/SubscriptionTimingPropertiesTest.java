package io.evenkeel.keeper.adapter.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SubscriptionTimingPropertiesTest {
    @Property
    void aPauseIsNeverNothingAndNeverLongerThanTheLongest(
            @ForAll @LongRange(min = 1, max = 100_000) long first,
            @ForAll @LongRange(min = 0, max = 10_000_000) long more,
            @ForAll @IntRange(min = 0) int failures,
            @ForAll @DoubleRange(max = 1) double chance) {
        SubscriptionTiming timing = timing(first, first + more);

        assertThat(timing.pause(failures, chance))
                .isBetween(Duration.ofMillis(Math.max(1, first / 2)), Duration.ofMillis(first + more));
    }

    @Example
    void itDoublesUntilTheLongestAndHalfOfItIsLeftToChance() {
        SubscriptionTiming timing = timing(100, 1_000);

        assertThat(timing.pause(0, 0)).isEqualTo(Duration.ofMillis(50));
        assertThat(timing.pause(0, 1)).isEqualTo(Duration.ofMillis(100));
        assertThat(timing.pause(3, 1)).isEqualTo(Duration.ofMillis(800));
        assertThat(timing.pause(4, 1)).isEqualTo(Duration.ofMillis(1_000));
        assertThat(timing.pause(1_000, 0)).isEqualTo(Duration.ofMillis(500));
    }

    @Example
    void waitsOfNothingAreRefused() {
        assertThatThrownBy(() -> timing(0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> timing(10, 9)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SubscriptionTiming timing(long firstMillis, long longestMillis) {
        return new SubscriptionTiming(
                Duration.ofMillis(firstMillis),
                Duration.ofMillis(longestMillis),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
    }
}
