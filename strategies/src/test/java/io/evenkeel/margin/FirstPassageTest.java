package io.evenkeel.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.evenkeel.numerics.NormalDistribution;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

class FirstPassageTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Property
    void withoutDriftALevelIsTouchedTwiceAsOftenAsTheMotionEndsBeyondIt(
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 30) double deviationsAway,
            @ForAll @Scale(6) @DoubleRange(min = 0.001, max = 5) double deviation) {
        double twice = 2 * NormalDistribution.cumulative(-deviationsAway);

        assertThat(FirstPassage.oneLevel(deviationsAway * deviation, 0, deviation))
                .isCloseTo(twice, withPercentage(1e-10));
    }

    /** The first time of passage has the inverse Gaussian density; summed up over time it is what we say. */
    @Property(tries = 100)
    void oneLevelIsTheIntegralOfTheDensityOfItsFirstTime(
            @ForAll @Scale(6) @DoubleRange(min = 0.05, max = 12) double away,
            @ForAll @Scale(6) @DoubleRange(min = -3, max = 3) double drift) {
        double expected = integralOfDensity(away, drift);

        assertThat(FirstPassage.oneLevel(away, drift, 1)).isCloseTo(expected, withPercentage(1e-6));
    }

    @Example
    void farInTheTailTheDigitsAreStillThere() {
        // 2 N(−30) and 2 N(−37), from tables of the normal distribution
        assertThat(FirstPassage.oneLevel(30, 0, 1)).isCloseTo(2 * 4.906713927148187e-198, withPercentage(1e-9));
        assertThat(FirstPassage.oneLevel(37, 0, 1)).isCloseTo(2 * 5.725571222524937e-300, withPercentage(1e-9));
        // e^3120 N(−79): neither factor fits a double, and their product is n(1) (1/79 − 1/79³ + …)
        assertThat(FirstPassage.oneLevel(40, 39, 1)).isCloseTo(0.15865525393145707 + 0.00306243, within(1e-8));
    }

    @Example
    void symmetricLevelsWithoutDriftAreLeftWithTheKnownProbability() {
        // 4/π Σ (−1)^k / (2k + 1) e^(−(2k + 1)² π² / 8): a Brownian motion leaves (−1, 1) within unit time
        assertThat(FirstPassage.eitherLevel(1, 1, 0, 1)).isCloseTo(1 - 0.3707772, within(1e-6));
    }

    @Property
    void theTwoSeriesMeet(
            @ForAll @Scale(6) @DoubleRange(min = 0.05, max = 0.95) double part,
            @ForAll @Scale(6) @DoubleRange(min = -3, max = 3) double drift) {
        // 0.7 is where one gives way to the other
        double crossings = FirstPassage.eitherLevel(part, 1 - part, drift, 0.7 - 1e-12);
        double waves = FirstPassage.eitherLevel(part, 1 - part, drift, 0.7 + 1e-12);

        assertThat(crossings).isCloseTo(waves, within(1e-10));
    }

    @Property
    void eitherOfTwoIsMoreThanTheMoreLikelyAndLessThanTheSum(
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 5) double below,
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 5) double above,
            @ForAll @Scale(6) @DoubleRange(min = -2, max = 2) double drift,
            @ForAll @Scale(6) @DoubleRange(min = 0.1, max = 3) double deviation) {
        double up = FirstPassage.oneLevel(above, drift, deviation);
        double down = FirstPassage.oneLevel(below, -drift, deviation);

        double either = FirstPassage.eitherLevel(below, above, drift, deviation);

        assertThat(either).isBetween(Math.max(up, down) * (1 - 1e-12), Math.min(1, up + down) + 1e-12);
        assertThat(FirstPassage.eitherLevel(above, below, -drift, deviation)).isCloseTo(either, within(1e-12));
    }

    @Property
    void aLevelThatIsNotThereMakesNoDifference(
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 5) double away,
            @ForAll @Scale(6) @DoubleRange(min = -2, max = 2) double drift) {
        double one = FirstPassage.oneLevel(away, drift, 1);

        assertThat(FirstPassage.eitherLevel(INFINITY, away, drift, 1)).isEqualTo(one);
        assertThat(FirstPassage.eitherLevel(away, INFINITY, -drift, 1)).isEqualTo(one);
        assertThat(FirstPassage.eitherLevel(1_000, away, drift, 1)).isCloseTo(one, withPercentage(1e-9));
        assertThat(FirstPassage.eitherLevel(INFINITY, INFINITY, drift, 1)).isZero();
    }

    @Property
    void nearerAndLongerAreMoreLikely(
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 4) double below,
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 4) double above,
            @ForAll @Scale(6) @DoubleRange(min = -2, max = 2) double driftPerTime,
            @ForAll @Scale(6) @DoubleRange(min = 0.05, max = 8) double time,
            @ForAll @Scale(6) @DoubleRange(min = 1, max = 2) double factor) {
        double probability = FirstPassage.eitherLevel(below, above, driftPerTime * time, Math.sqrt(time));
        double nearer = FirstPassage.eitherLevel(below / factor, above, driftPerTime * time, Math.sqrt(time));
        double later = FirstPassage.eitherLevel(below, above, driftPerTime * time * factor, Math.sqrt(time * factor));

        assertThat(probability).isBetween(0.0, 1.0);
        assertThat(nearer).isGreaterThanOrEqualTo(probability - 1e-12);
        assertThat(later).isGreaterThanOrEqualTo(probability - 1e-12);
    }

    /** Given long enough one of the two is reached, and which one is the gambler's ruin. */
    @Example
    void inTheEndOneLevelIsTouched() {
        assertThat(FirstPassage.eitherLevel(1, 2, 0, 20)).isCloseTo(1, within(1e-12));
        // upwards at last, with the drift against it: e^(2 m d / s²)
        assertThat(FirstPassage.oneLevel(1, -400, 20)).isCloseTo(Math.exp(-2), within(1e-6));
    }

    /** Paths in few steps; between two points the bridge's own chance of crossing is counted exactly. */
    @Example
    void pathsWithBridgesTouchAsOften() {
        for (double[] levels : new double[][] {{INFINITY, 0.9}, {1.1, 0.8}, {0.5, 2.5}, {2.2, 2.4}}) {
            Estimate simulated = simulated(levels[0], levels[1], -0.3, 1);

            assertThat(FirstPassage.eitherLevel(levels[0], levels[1], -0.3, 1))
                    .as("%s below, %s above", levels[0], levels[1])
                    .isCloseTo(simulated.mean(), within(4 * simulated.error() + 1e-4));
        }
    }

    /** Looked at 50 times only, a walk touches the level as if it were a little further away. */
    @Example
    void lookingNowAndThenIsALevelFurtherAway() {
        int looks = 50;
        double perLook = Math.sqrt(1.0 / looks);
        SplittableRandom random = new SplittableRandom(3);
        int paths = 60_000;
        int touched = 0;
        for (int path = 0; path < paths; path++) {
            double at = 0;
            for (int look = 0; look < looks && at < 1; look++) {
                at += perLook * random.nextGaussian();
            }
            touched += at >= 1 ? 1 : 0;
        }

        double shifted = FirstPassage.oneLevel(1 + FirstPassage.discreteShift(perLook), 0, 1);

        assertThat(shifted).isCloseTo((double) touched / paths, within(0.006));
        assertThat(FirstPassage.oneLevel(1, 0, 1)).isGreaterThan((double) touched / paths + 0.025);
    }

    @Example
    void aLevelThatIsReachedIsTouchedAndADeviationIsPositive() {
        assertThat(FirstPassage.oneLevel(0, -1, 1)).isEqualTo(1);
        assertThat(FirstPassage.oneLevel(-0.1, -1, 1)).isEqualTo(1);
        assertThat(FirstPassage.eitherLevel(0, 5, 0, 1)).isEqualTo(1);
        assertThat(FirstPassage.eitherLevel(5, -1, 0, 1)).isEqualTo(1);
        assertThatThrownBy(() -> FirstPassage.oneLevel(1, 0, 0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> FirstPassage.eitherLevel(1, 1, 0, Double.NaN)).hasMessageContaining("NaN");
    }

    private record Estimate(double mean, double error) {}

    private static Estimate simulated(double below, double above, double drift, double deviation) {
        int paths = 20_000;
        int steps = 64;
        double variance = deviation * deviation / steps;
        SplittableRandom random = new SplittableRandom(1);
        double sum = 0;
        double squares = 0;
        for (int path = 0; path < paths; path++) {
            double at = 0;
            double inside = 1;
            for (int step = 0; step < steps && inside > 0; step++) {
                double next = at + drift / steps + Math.sqrt(variance) * random.nextGaussian();
                inside *= bridgeStays(above - at, above - next, variance)
                        * bridgeStays(below + at, below + next, variance);
                at = next;
            }
            sum += 1 - inside;
            squares += (1 - inside) * (1 - inside);
        }
        double mean = sum / paths;
        return new Estimate(mean, Math.sqrt((squares / paths - mean * mean) / paths));
    }

    private static double bridgeStays(double fromHere, double fromThere, double variance) {
        if (fromHere == INFINITY) {
            return 1;
        }
        return fromHere <= 0 || fromThere <= 0 ? 0 : -Math.expm1(-2 * fromHere * fromThere / variance);
    }

    /** ∫ d / sqrt(2π t³) e^(−(d − m t)² / 2t) dt over (0, 1), with t = e^u so that the early times are seen too. */
    private static double integralOfDensity(double away, double drift) {
        int intervals = 20_000;
        double from = Math.log(away * away) - 9;
        from = Math.min(from, -2);
        double step = -from / intervals;
        double sum = 0;
        for (int i = 0; i <= intervals; i++) {
            double time = Math.exp(from + i * step);
            double gap = away - drift * time;
            double density = away / Math.sqrt(2 * Math.PI * time) * Math.exp(-gap * gap / (2 * time));
            double weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * density;
        }
        return sum * step / 3;
    }
}
