package io.evenkeel.testchain.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReturnStatisticsTest {
    private final ReturnStatistics statistics = new ReturnStatistics();

    @Test
    void a_vault_that_loses_only_to_lvr_has_no_deviation_once_that_is_set_apart() {
        // A constant-product position worth 2·sqrt(p), hedged by exactly its delta 1/sqrt(p) at each step.
        double nav = 1_000;
        double[] prices = {100, 90, 99, 120, 110};
        for (int i = 0; i < prices.length; i++) {
            if (i > 0) {
                double lvr = (prices[i] - prices[i - 1]) / Math.sqrt(prices[i - 1])
                        - 2 * (Math.sqrt(prices[i]) - Math.sqrt(prices[i - 1]));
                nav -= lvr;
            }
            statistics.add(new Observation(
                    i, Instant.EPOCH, prices[i], nav, prices[i], 2 * Math.sqrt(prices[i]), 1 / Math.sqrt(prices[i])));
        }

        assertThat(statistics.hedgedDeviationWithoutLvr()).isCloseTo(0, within(1e-12));
        assertThat(statistics.hedgedDeviation()).isGreaterThan(1e-5);
        assertThat(statistics.lvr()).isCloseTo(1_000 - nav, within(1e-9));
    }

    @Test
    void deviation_is_that_of_log_returns() {
        double[] navs = {1, Math.E, 1};
        for (int i = 0; i < navs.length; i++) {
            statistics.add(new Observation(i, Instant.EPOCH, 1, navs[i], navs[i], 0, 0));
        }

        // Returns +1 and −1: mean 0, sample variance 2.
        assertThat(statistics.unhedgedDeviation()).isCloseTo(Math.sqrt(2), within(1e-12));
    }
}
