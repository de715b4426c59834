package io.evenkeel.margin;

import static io.evenkeel.units.TestTokens.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.units.Price;
import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class LiquidationDistanceTest {
    private static final Price AT_2000 = price("2000");
    private static final Duration YEAR = Duration.ofDays(365);

    @Test
    void aLevelAnEthAwayInStandardDeviations() {
        Price oneDeviationUp = Price.ofModel(AT_2000.base(), AT_2000.quote(), 2000 * Math.exp(0.8));

        assertThat(LiquidationDistance.standardDeviations(AT_2000, oneDeviationUp, 0.8, YEAR))
                .isCloseTo(1, within(1e-12));
        assertThat(LiquidationDistance.standardDeviations(oneDeviationUp, AT_2000, 0.8, YEAR))
                .isCloseTo(-1, within(1e-12));
        // a quarter of the time is half the deviation
        assertThat(LiquidationDistance.standardDeviations(AT_2000, oneDeviationUp, 0.8, YEAR.dividedBy(4)))
                .isCloseTo(2, within(1e-12));
    }

    /** A price without drift is a martingale: optional stopping bounds the chance of doubling by one half. */
    @Property
    void theChanceOfARiseIsAtMostPriceOverLevel(
            @ForAll @Scale(9) @DoubleRange(min = 1.001, max = 20) double ratio,
            @ForAll @Scale(9) @DoubleRange(min = 0.01, max = 3) double volatility) {
        Price level = Price.ofModel(AT_2000.base(), AT_2000.quote(), 2000 * ratio);

        double probability = LiquidationDistance.touchProbability(AT_2000, level, volatility, YEAR);

        assertThat(probability).isBetween(0.0, 1 / ratio + 1e-12);
    }

    @Test
    void withTimeTheChanceOfARiseTendsToPriceOverLevelAndThatOfAFallToOne() {
        Duration ages = YEAR.multipliedBy(1000);

        assertThat(LiquidationDistance.touchProbability(AT_2000, price("4000"), 1, ages))
                .isCloseTo(0.5, within(1e-6));
        assertThat(LiquidationDistance.touchProbability(AT_2000, price("1000"), 1, ages))
                .isCloseTo(1, within(1e-6));
        assertThat(LiquidationDistance.touchProbability(AT_2000, AT_2000, 1, YEAR))
                .isCloseTo(1, within(1e-12));
    }

    /** Walk the price in small steps; the correction for looking only at the steps is Broadie, Glasserman and Kou's. */
    @Test
    void aRandomWalkTouchesTheLevelAsOftenAsTheFormulaSays() {
        assertThat(touched(1.25)).isCloseTo(probability(1.25), within(0.012));
        assertThat(touched(0.8)).isCloseTo(probability(0.8), within(0.012));
    }

    private static double probability(double ratio) {
        Price level = Price.ofModel(AT_2000.base(), AT_2000.quote(), 2000 * ratio);
        return LiquidationDistance.touchProbability(AT_2000, level, 0.8, Duration.ofDays(30));
    }

    private static double touched(double ratio) {
        int paths = 20_000;
        int steps = 200;
        double perStep = 0.8 * Math.sqrt(30.0 / 365 / steps);
        double level = Math.log(ratio) - Math.signum(Math.log(ratio)) * 0.5826 * perStep;
        SplittableRandom random = new SplittableRandom(1);
        int hits = 0;
        for (int path = 0; path < paths; path++) {
            double log = 0;
            for (int step = 0; step < steps; step++) {
                log += perStep * random.nextGaussian() - perStep * perStep / 2;
                if (level > 0 ? log >= level : log <= level) {
                    hits++;
                    break;
                }
            }
        }
        return (double) hits / paths;
    }

    @Test
    void timeAndVolatilityArePositive() {
        assertThatThrownBy(() -> LiquidationDistance.touchProbability(AT_2000, price("2500"), 0, YEAR))
                .hasMessageContaining("0.0");
        assertThatThrownBy(() -> LiquidationDistance.touchProbability(AT_2000, price("2500"), 1, Duration.ZERO))
                .hasMessageContaining("PT0S");
    }
}
