package io.evenkeel.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

class PriceMotionTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    @Property
    void aMartingaleRisesToALevelWithAtMostPriceOverLevel(
            @ForAll @Scale(6) @DoubleRange(min = 0.001, max = 3) double above,
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 5) double volatility) {
        assertThat(PriceMotion.driftless(volatility).touches(INFINITY, above, YEAR))
                .isBetween(0.0, Math.exp(-above) + 1e-12);
    }

    @Property
    void moreVolatilityMoreTimeAndANearerLevelAreMoreLikely(
            @ForAll @Scale(6) @DoubleRange(min = 0.001, max = 2) double below,
            @ForAll @Scale(6) @DoubleRange(min = 0.001, max = 2) double above,
            @ForAll @Scale(6) @DoubleRange(min = 0.05, max = 4) double volatility,
            @ForAll @IntRange(min = 1, max = 2_000) int hours,
            @ForAll @Scale(6) @DoubleRange(min = 1, max = 3) double factor) {
        Duration horizon = Duration.ofHours(hours);
        Duration longer = Duration.ofSeconds((long) (hours * 3_600L * factor));
        PriceMotion motion = PriceMotion.driftless(volatility);
        double probability = motion.touches(below, above, horizon);

        assertThat(probability).isBetween(0.0, 1.0);
        assertThat(motion.withVolatility(volatility * factor).touches(below, above, horizon))
                .isGreaterThanOrEqualTo(probability - 1e-12);
        assertThat(motion.touches(below, above, longer)).isGreaterThanOrEqualTo(probability - 1e-12);
        assertThat(motion.touches(below / factor, above, horizon)).isGreaterThanOrEqualTo(probability - 1e-12);
    }

    @Property(tries = 200)
    void theDistanceForAProbabilityIsTheOneThatHasIt(
            @ForAll @Scale(9) @DoubleRange(min = 1e-9, max = 0.9) double probability,
            @ForAll @Scale(6) @DoubleRange(min = 0.05, max = 3) double volatility,
            @ForAll @Scale(6) @DoubleRange(min = -0.5, max = 0.5) double carry,
            @ForAll boolean up) {
        PriceMotion motion = new PriceMotion(volatility, carry, Jumps.NONE);

        double away = motion.distanceFor(probability, up ? 1 : -1, DAY);

        double touched = up ? motion.touches(INFINITY, away, DAY) : motion.touches(away, INFINITY, DAY);
        assertThat(touched).isCloseTo(probability, withPercentage(1e-6)).isLessThanOrEqualTo(probability);
    }

    @Example
    void inTimeARiseIsAsLikelyAsPriceOverLevelAndAFallIsCertain() {
        Duration ages = YEAR.multipliedBy(1000);

        assertThat(PriceMotion.driftless(1).touches(INFINITY, Math.log(2), ages))
                .isCloseTo(0.5, within(1e-6));
        assertThat(PriceMotion.driftless(1).touches(Math.log(2), INFINITY, ages))
                .isCloseTo(1, within(1e-6));
    }

    @Example
    void carryMovesTheOdds() {
        PriceMotion rising = new PriceMotion(0.8, 1, Jumps.NONE);
        PriceMotion level = PriceMotion.driftless(0.8);

        assertThat(rising.touches(INFINITY, 0.5, YEAR)).isGreaterThan(level.touches(INFINITY, 0.5, YEAR));
        assertThat(rising.touches(0.5, INFINITY, YEAR)).isLessThan(level.touches(0.5, INFINITY, YEAR));
    }

    /** Jumps as they are, between them a continuous motion whose chance of crossing is counted by its bridge. */
    @Example
    void withJumpsTheProbabilityIsNeverTooLowAndNotFarTooHigh() {
        for (double deviationLog : new double[] {0.05, 0.15}) {
            Jumps jumps = new Jumps(24, 0, deviationLog);
            PriceMotion motion = new PriceMotion(0.8, 0, jumps);
            for (double above : new double[] {0.15, 0.4, 0.7}) {
                double simulated = simulatedYearTwelfth(jumps, above);

                double ours = motion.touches(INFINITY, above, YEAR.dividedBy(12));

                assertThat(ours).isGreaterThan(simulated - 0.006).isLessThan(simulated * 1.35 + 0.006);
            }
        }
    }

    @Example
    void withoutAnythingLeftToJumpThereIsNothingToAdd() {
        double plain = PriceMotion.driftless(0.8).touches(0.2, 0.3, DAY);

        assertThat(new PriceMotion(0.8, 0, new Jumps(50, 0, 0)).touches(0.2, 0.3, DAY))
                .isCloseTo(plain, withPercentage(1e-9));
    }

    /** A crash of 43 % in a day is out of the reach of any diffusion; with one such day in three years it is not. */
    @Example
    void aBlackThursdayIsAJump() {
        double away = -Math.log(1 - 0.43);

        assertThat(PriceMotion.driftless(0.8).touches(away, INFINITY, DAY)).isLessThan(1e-30);
        assertThat(new PriceMotion(0.8, 0, new Jumps(1 / 3.0, -0.5, 0.2)).touches(away, INFINITY, DAY))
                .isBetween(1e-4, 1e-3);
    }

    @Example
    void moreJumpsThanCanBeCountedTouchForCertain() {
        assertThat(new PriceMotion(0.8, 0, new Jumps(1_000, 0, 0.1)).touches(3, 3, YEAR))
                .isEqualTo(1);
    }

    @Example
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> PriceMotion.driftless(0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> PriceMotion.driftless(1).touches(1, 1, Duration.ZERO))
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> new Jumps(-1, 0, 0)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> PriceMotion.driftless(1).distanceFor(0, 1, DAY))
                .hasMessageContaining("0.0");
    }

    private static double simulatedYearTwelfth(Jumps jumps, double above) {
        int paths = 20_000;
        double years = 1 / 12.0;
        double drift = -0.8 * 0.8 / 2 - jumps.perYear() * Math.expm1(jumps.deviationLog() * jumps.deviationLog() / 2);
        SplittableRandom random = new SplittableRandom(5);
        double touched = 0;
        for (int path = 0; path < paths; path++) {
            double at = 0;
            double time = 0;
            double inside = 1;
            while (time < years && inside > 0) {
                double wait = -Math.log1p(-random.nextDouble()) / jumps.perYear();
                double end = Math.min(years, time + wait);
                double variance = 0.64 * (end - time);
                double next = at + drift * (end - time) + Math.sqrt(variance) * random.nextGaussian();
                inside *= at >= above || next >= above ? 0 : -Math.expm1(-2 * (above - at) * (above - next) / variance);
                at = end < years ? next + jumps.deviationLog() * random.nextGaussian() : next;
                inside = at >= above ? 0 : inside;
                time = end;
            }
            touched += 1 - inside;
        }
        return touched / paths;
    }

    @Example
    void aDeviationGrowsWithTheRootOfTime() {
        assertThat(PriceMotion.driftless(0.8).deviation(YEAR.dividedBy(4))).isCloseTo(0.4, within(1e-12));
    }
}
