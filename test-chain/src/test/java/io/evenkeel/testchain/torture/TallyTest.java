package io.evenkeel.testchain.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void theLastLineBeginsWithTheAgreedKeysInTheirOrder() {
        assertThat(new Tally().figures().keySet())
                .startsWith(
                        "kills",
                        "cycles",
                        "doubled",
                        "lost",
                        "stuck",
                        "unresolved",
                        "time_to_safe_ms_p50",
                        "time_to_safe_ms_p99");
    }

    @Test
    void aPercentileIsTheSmallestValueThatSoManyDoNotExceed() {
        List<Long> hundred = LongStream.rangeClosed(1, 100).boxed().toList();

        assertThat(Tally.percentile(hundred, 50)).isEqualTo(50);
        assertThat(Tally.percentile(hundred, 99)).isEqualTo(99);
        assertThat(Tally.percentile(List.of(7L), 99)).isEqualTo(7);
        assertThat(Tally.percentile(List.of(), 99)).isZero();
    }

    @Test
    void oneFindingOrOneIntentLeftOverIsEnoughNotToBeClean() {
        Tally found = new Tally();
        found.found(new Finding(Finding.Kind.LOST, "a transaction"));
        Tally left = new Tally();
        left.leftUnresolved(1);

        assertThat(new Tally().isClean()).isTrue();
        assertThat(found.isClean()).isFalse();
        assertThat(left.isClean()).isFalse();
    }
}
