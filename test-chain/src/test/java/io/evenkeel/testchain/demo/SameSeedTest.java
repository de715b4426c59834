package io.evenkeel.testchain.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The same scenario and seed give the same result, however slow the machine was in between. */
class SameSeedTest {
    private static final List<String> OF_THE_MACHINE = List.of("idle_cycle_ms_p50", "bare_call_ms_p50", "rss_mb");

    @Test
    void aSeedGivesTheSameResultTwiceAndAnotherSeedAnotherPath() {
        Map<String, Object> first = figures(7);

        assertThat(figures(7)).isEqualTo(first);
        assertThat((Integer) first.get("transactions")).isGreaterThan(1);
        assertThat(path(8)).isNotEqualTo(path(7));
    }

    /** Perp v2 pauses and opens again within these few minutes, so that every branch of the play is in them. */
    private static Map<String, Object> figures(long seed) {
        Map<String, Object> figures = new LinkedHashMap<>(
                PlayedScenario.play("venue-paused", seed, 20).summary());
        figures.keySet().removeAll(OF_THE_MACHINE);
        return figures;
    }

    private static Object path(long seed) {
        return Scenario.named("venue-paused", seed, Optional.of(20))
                .orElseThrow()
                .path()
                .prices();
    }
}
