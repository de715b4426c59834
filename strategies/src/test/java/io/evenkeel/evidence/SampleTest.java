package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final int MANY = 40_000;

    @Property(tries = 200)
    void moments_of_a_stream_are_the_moments_of_its_list(@ForAll @Size(min = 2, max = 60) double[] drawn) {
        double[] values = new double[drawn.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.IEEEremainder(drawn[i], 10) + i;
        }
        Moments moments = new Moments();
        double mean = 0;
        for (double value : values) {
            moments.add(value);
            mean += value / values.length;
        }
        double[] power = new double[5];
        for (double value : values) {
            for (int order = 2; order <= 4; order++) {
                power[order] += Math.pow(value - mean, order) / values.length;
            }
        }
        double scale = power[2] + 1e-300;
        assertThat(moments.mean()).isCloseTo(mean, within(1e-12 * values.length * values.length));
        assertThat(moments.standardDeviation()).isCloseTo(Math.sqrt(scale), within(1e-9));
        assertThat(moments.skewness()).isCloseTo(power[3] / Math.pow(scale, 1.5), within(1e-6));
        assertThat(moments.excessKurtosis()).isCloseTo(power[4] / (scale * scale) - 3, within(1e-6));
    }

    @Test
    void a_normal_sample_has_the_figures_of_the_normal_distribution_within_its_own_intervals() {
        Sample sample = normal(7, 0.5, 2);

        // two half-widths: one in twenty is outside a single one by definition
        assertThat(sample.mean().value())
                .isCloseTo(0.5, within(2 * sample.mean().ci95()));
        assertThat(sample.standardDeviation().value())
                .isCloseTo(2, within(2 * sample.standardDeviation().ci95()));
        assertThat(sample.rootMeanSquare().value())
                .isCloseTo(Math.sqrt(4.25), within(2 * sample.rootMeanSquare().ci95()));
        assertThat(sample.skewness().value())
                .isCloseTo(0, within(2 * sample.skewness().ci95()));
        assertThat(sample.excessKurtosis().value())
                .isCloseTo(0, within(2 * sample.excessKurtosis().ci95()));
        // mean beyond the 5 % quantile: μ − σ φ(1.6449) / 0.05
        assertThat(sample.worstTwentiethMean().value())
                .isCloseTo(
                        0.5 - 2 * 2.062713,
                        within(2 * sample.worstTwentiethMean().ci95()));
        // exact for a normal: μ − λ σ² / 2
        assertThat(sample.certaintyEquivalent(0.5).value())
                .isCloseTo(-0.5, within(2 * sample.certaintyEquivalent(0.5).ci95()));
    }

    @Test
    void the_interval_is_as_wide_as_theory_says_and_covers_nineteen_times_in_twenty() {
        int covered = 0;
        double widths = 0;
        int samples = 200;
        for (int seed = 0; seed < samples; seed++) {
            Estimate mean = Sample.of(draw(seed, 0, 1, 2_000)).mean();
            widths += mean.ci95() / samples;
            if (Math.abs(mean.value()) <= mean.ci95()) {
                covered++;
            }
        }
        double theory = 2.0227 / Math.sqrt(2_000);
        // 200 widths from 40 batches each: known to 0.8 %
        assertThat(widths).isCloseTo(theory, within(0.03 * theory));
        // 190 expected, standard deviation 3.1
        assertThat(covered).isBetween(178, 200);
    }

    @Test
    void common_paths_make_a_ratio_far_more_certain_than_its_parts() {
        double[] values = draw(3, 0, 1, MANY);
        double[] scaled = new double[MANY];
        for (int i = 0; i < MANY; i++) {
            scaled[i] = 0.9 * values[i] + 0.01 * Math.sin(i);
        }
        Sample base = Sample.of(values);
        Estimate ratio = Sample.of(scaled).rootMeanSquareRatio(base);

        assertThat(ratio.value()).isCloseTo(0.9, within(1e-3));
        assertThat(ratio.ci95()).isLessThan(base.rootMeanSquare().ci95() / 10);
        assertThatThrownBy(() -> base.rootMeanSquareRatio(normal(1, 0, 1, 100)))
                .hasMessageContaining("not on common paths");
    }

    @Test
    void a_path_of_terrible_loss_does_not_overflow_the_certainty_equivalent() {
        double[] values = draw(5, 0, 1, MANY);
        values[17] = -1e6;

        assertThat(Sample.of(values).certaintyEquivalent(1).value()).isCloseTo(-1e6 + Math.log(MANY), within(1e-6));
    }

    private static Sample normal(long seed, double mean, double deviation) {
        return normal(seed, mean, deviation, MANY);
    }

    private static Sample normal(long seed, double mean, double deviation, int count) {
        return Sample.of(draw(seed, mean, deviation, count));
    }

    private static double[] draw(long seed, double mean, double deviation, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = mean + deviation * random.nextGaussian();
        }
        return values;
    }
}
