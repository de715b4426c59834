package io.evenkeel.keeper.backtest.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class AsOfTest {
    @Property(tries = 200)
    void what_is_published_later_changes_nothing_before(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] times = rising(random, 60, 20);
        long[] known = rising(random, 20, 60);
        double[] values = random.doubles(known.length).toArray();
        int changed = random.nextInt(known.length);
        double[] later = values.clone();
        Arrays.fill(later, changed, later.length, 1e9);

        double[] before = AsOf.join(times, series(known, values), 0);
        double[] after = AsOf.join(times, series(known, later), 0);
        double[] meanBefore = AsOf.mean(times, series(known, values), 0);
        double[] meanAfter = AsOf.mean(times, series(known, later), 0);

        for (int index = 0; index < times.length; index++) {
            if (times[index] < known[changed]) {
                assertThat(new double[] {after[index], meanAfter[index]})
                        .containsExactly(before[index], meanBefore[index]);
            } else {
                assertThat(after[index]).isEqualTo(1e9);
            }
        }
    }

    @Property(tries = 200)
    void every_value_has_the_same_weight_in_the_mean_of_its_step(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] times = rising(random, 30, 40);
        long[] known = rising(random, 120, 10);
        double[] values = random.doubles(known.length).toArray();

        double[] mean = AsOf.mean(times, series(known, values), 0);

        for (int index = 1; index < times.length; index++) {
            long before = times[index - 1];
            long now = times[index];
            double[] inStep = IntStream.range(0, known.length)
                    .filter(each -> known[each] > before && known[each] <= now)
                    .mapToDouble(each -> values[each])
                    .toArray();
            if (inStep.length > 0) {
                assertThat(mean[index])
                        .isCloseTo(Arrays.stream(inStep).average().orElseThrow(), within(1e-12));
            }
        }
    }

    @Example
    void a_step_in_which_nothing_was_published_goes_on_with_what_was_known() {
        Series series = series(new long[] {100, 200}, new double[] {7, 9});

        assertThat(AsOf.mean(new long[] {99, 100, 150, 250}, series, 0)).containsExactly(Double.NaN, 7, 7, 9);
        assertThat(AsOf.oldestUsedSeconds(new long[] {100, 150, 250}, series)).isEqualTo(50);
    }

    private static long[] rising(SplittableRandom random, int count, int widest) {
        long[] times = new long[count];
        long at = 1_000;
        for (int index = 0; index < count; index++) {
            at += 1 + random.nextInt(widest);
            times[index] = at;
        }
        return times;
    }

    private static Series series(long[] known, double[] values) {
        Quality quality = new Quality(
                "any", "any.csv", known.length, Instant.EPOCH, Instant.EPOCH, List.of(), 0, 0, 0, 0, Instant.EPOCH);
        return new Series("any", known, new double[][] {values}, quality);
    }
}
