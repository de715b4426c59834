package io.evenkeel.evidence.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.evidence.Estimate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StationaryBootstrapTest {
    private static final int LENGTH = 2_000;

    @Test
    void ofIndependentEntriesItFindsTheIntervalOfTheTextbook() {
        double[] series = autoregressive(0);

        Estimate mean = mean(series, new StationaryBootstrap(1, 2_000, 1));

        assertThat(mean.ci95()).isCloseTo(1.96 / Math.sqrt(LENGTH), within(0.1 * 1.96 / Math.sqrt(LENGTH)));
    }

    @Test
    void ofEntriesThatFollowEachOtherOnlyLongBlocksFindTheWholeUncertainty() {
        // an AR(1) of 0.9 has 19 times the variance of its mean that its entries alone would give
        double[] series = autoregressive(0.9);

        double single = mean(series, new StationaryBootstrap(1, 1_000, 1)).ci95();
        double blocks = mean(series, new StationaryBootstrap(1, 1_000, 60)).ci95();

        assertThat(blocks / single).isBetween(0.75 * Math.sqrt(19), 1.15 * Math.sqrt(19));
    }

    @Test
    void theFigureItselfIsThatOfTheSeriesAsItIs() {
        Estimate sum = new StationaryBootstrap(3, 100, 5).estimate(4, places -> {
            double weighted = 0;
            for (int i = 0; i < places.length; i++) {
                weighted += (i + 1) * places[i];
            }
            return weighted;
        });

        assertThat(sum.value()).isEqualTo(1 * 0 + 2 * 1 + 3 * 2 + 4 * 3);
    }

    private static Estimate mean(double[] series, StationaryBootstrap bootstrap) {
        return bootstrap.estimate(series.length, places -> {
            double sum = 0;
            for (int place : places) {
                sum += series[place];
            }
            return sum / places.length;
        });
    }

    private static double[] autoregressive(double memory) {
        SplittableRandom random = new SplittableRandom(5);
        double[] series = new double[LENGTH];
        double last = 0;
        for (int i = 0; i < LENGTH; i++) {
            last = memory * last + Math.sqrt(1 - memory * memory) * random.nextGaussian();
            series[i] = last;
        }
        return series;
    }
}
