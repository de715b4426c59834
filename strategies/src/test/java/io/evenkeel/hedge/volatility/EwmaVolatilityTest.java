package io.evenkeel.hedge.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class EwmaVolatilityTest {
    private static final Instant START = Instant.parse("2021-05-19T00:00:00Z");

    @Test
    void irregularRoundsOfASteadyMarketGiveItsVolatility() {
        Random random = new Random(7);
        List<PriceObservation> rounds = new ArrayList<>();
        Instant at = START;
        double price = 3000;
        for (int i = 0; i < 20_000; i++) {
            rounds.add(new PriceObservation(at, price));
            long seconds = 60 + random.nextInt(600);
            at = at.plusSeconds(seconds);
            price *= Math.exp(0.8 * Math.sqrt(seconds / 31_536_000.0) * random.nextGaussian());
        }

        double estimate = new EwmaVolatility(Duration.ofDays(14))
                .perSqrtYear(rounds, rounds.getLast().at())
                .orElseThrow();

        assertThat(estimate).isCloseTo(0.8, Percentage.withPercentage(5));
    }

    @Test
    void aCrashHalfALifeAgoCountsHalf() {
        List<PriceObservation> crash = List.of(
                new PriceObservation(START, 3000),
                new PriceObservation(START.plusSeconds(3600), 2700),
                new PriceObservation(START.plusSeconds(7200), 2700));

        double estimate = new EwmaVolatility(Duration.ofHours(1))
                .perSqrtYear(crash, START.plusSeconds(7200))
                .orElseThrow();

        double hour = 3600 / 31_536_000.0;
        assertThat(estimate).isCloseTo(Math.abs(Math.log(0.9)) * Math.sqrt(0.5 / (1.5 * hour)), within(1e-9));
    }

    @Test
    void silenceAfterTheLastRoundIsTimeWithoutAMove() {
        List<PriceObservation> rounds =
                List.of(new PriceObservation(START, 3000), new PriceObservation(START.plusSeconds(3600), 3015));
        EwmaVolatility ewma = new EwmaVolatility(Duration.ofDays(30));

        double now = ewma.perSqrtYear(rounds, START.plusSeconds(3600)).orElseThrow();
        double later = ewma.perSqrtYear(rounds, START.plusSeconds(7200)).orElseThrow();

        assertThat(later).isLessThan(now);
    }

    @Test
    void oneRoundSaysNothing() {
        assertThat(new EwmaVolatility(Duration.ofHours(1))
                        .perSqrtYear(List.of(new PriceObservation(START, 3000)), START))
                .isEmpty();
    }

    @Test
    void roundsOutOfOrderAreABug() {
        List<PriceObservation> backwards =
                List.of(new PriceObservation(START.plusSeconds(1), 3000), new PriceObservation(START, 3000));

        assertThatThrownBy(() -> new EwmaVolatility(Duration.ofHours(1)).perSqrtYear(backwards, START.plusSeconds(9)))
                .hasMessageContaining("out of order");
    }
}
