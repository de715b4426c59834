package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BrownianPathsTest {
    @Test
    void the_same_seed_gives_the_same_paths_and_another_seed_does_not() {
        double[] first = new double[20];
        double[] again = new double[20];
        double[] other = new double[20];
        new BrownianPaths(1, 100, 0.1, 0.2, 0.01).next(first);
        new BrownianPaths(1, 100, 0.1, 0.2, 0.01).next(again);
        new BrownianPaths(2, 100, 0.1, 0.2, 0.01).next(other);

        assertThat(again).containsExactly(first);
        assertThat(other[19]).isNotEqualTo(first[19]);
        assertThat(first[0]).isEqualTo(100);
    }

    @Test
    void the_price_grows_with_its_drift_and_its_logarithm_spreads_with_its_volatility() {
        int count = 20_000;
        double[] growth = new double[count];
        double[] logReturn = new double[count];
        double[] prices = new double[13];
        BrownianPaths paths = new BrownianPaths(11, 50, 0.3, 0.6, 1.0 / 12);
        for (int path = 0; path < count; path++) {
            paths.next(prices);
            growth[path] = prices[12] / 50;
            logReturn[path] = Math.log(prices[12] / 50);
        }
        Estimate mean = Sample.of(growth).mean();
        Estimate spread = Sample.of(logReturn).standardDeviation();
        Estimate kurtosis = Sample.of(logReturn).excessKurtosis();

        assertThat(mean.value()).isCloseTo(Math.exp(0.3), within(2 * mean.ci95()));
        assertThat(spread.value()).isCloseTo(0.6, within(2 * spread.ci95()));
        assertThat(kurtosis.value()).isCloseTo(0, within(2 * kurtosis.ci95()));
        assertThat(mean.ci95()).isLessThan(0.02);
    }
}
