package io.evenkeel.hedge.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class VolatilityEstimatorsTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    @Test
    void roundsThatWaitForAMoveGiveTheVolatilityThatMovesThem() {
        List<PriceObservation> rounds = new SimulatedMarket(11, 0.8, 12).rounds(4000, 0.005, Duration.ofHours(1));
        Instant now = rounds.getLast().at();

        double realised = new RealisedVolatility(Duration.ofDays(3650))
                .perSqrtYear(rounds, now)
                .orElseThrow();
        double weighted = new EwmaVolatility(Duration.ofDays(365))
                .perSqrtYear(rounds, now)
                .orElseThrow();

        // 4000 rounds leave an error of about 1 %, the step of 12 seconds adds less than that
        assertThat(realised).isCloseTo(0.8, Percentage.withPercentage(4));
        assertThat(weighted).isCloseTo(0.8, Percentage.withPercentage(4));
    }

    @Test
    void aWindowForgetsWhatLiesBeforeIt() {
        List<PriceObservation> rounds = List.of(
                new PriceObservation(START, 1000),
                new PriceObservation(START.plusSeconds(3600), 3000),
                new PriceObservation(START.plusSeconds(7200), 3030));
        Instant now = START.plusSeconds(7200);

        double lastHour = new RealisedVolatility(Duration.ofHours(1))
                .perSqrtYear(rounds, now)
                .orElseThrow();

        assertThat(lastHour).isCloseTo(Math.log(1.01) * Math.sqrt(365 * 24.0), within(1e-9));
        assertThat(new RealisedVolatility(Duration.ofMinutes(1)).perSqrtYear(rounds, now))
                .isEmpty();
    }

    @Test
    void extremesGiveTheSameVolatilityWithLessScatterAndAsLowAsTheTradesAreFew() {
        GarmanKlass hourly = new GarmanKlass(Duration.ofHours(1));
        List<GarmanKlass.Bar> fine = bars(new SimulatedMarket(5, 0.8, 3), 400, 1200);
        List<GarmanKlass.Bar> coarse = bars(new SimulatedMarket(5, 0.8, 72), 4000, 50);

        assertThat(hourly.perSqrtYear(fine).orElseThrow()).isCloseTo(0.8 * 0.974, Percentage.withPercentage(4));
        // fifty trades a bar: the statement of bias says about 12 % low
        assertThat(hourly.perSqrtYear(coarse).orElseThrow()).isCloseTo(0.8 * 0.88, Percentage.withPercentage(3));
        assertThat(hourly.perSqrtYear(List.of())).isEmpty();
    }

    @Test
    void aBarWhoseCloseLiesOutsideItsExtremesIsRefused() {
        assertThatThrownBy(() -> new GarmanKlass.Bar(100, 101, 99, 102)).hasMessageContaining("low <= open");
    }

    @Test
    void whatIsKeptUpToDateIsWhatTheWholeHistoryGives() {
        List<PriceObservation> rounds = new SimulatedMarket(3, 0.6, 60).rounds(300, 0.005, Duration.ofHours(1));
        Duration halfLife = Duration.ofDays(2);
        RoundVolatility running =
                new RoundVolatility(new RoundVolatility.Settings(halfLife, new VolatilityBounds(0.01, 20), 0.6));
        rounds.forEach(running::seen);
        rounds.forEach(running::seen);

        double whole = new EwmaVolatility(halfLife)
                .perSqrtYear(rounds, rounds.getLast().at())
                .orElseThrow();

        // 300 rounds are some days: of the belief at the start hardly anything is left
        assertThat(running.perSqrtYear()).isCloseTo(whole, Percentage.withPercentage(5));
        assertThat(running.newest()).contains(rounds.getLast().at());
    }

    @Test
    void itBeginsWithWhatIsBelievedAndComesHalfWayInAHalfLife() {
        RoundVolatility running = new RoundVolatility(
                new RoundVolatility.Settings(Duration.ofHours(1), new VolatilityBounds(0.2, 3), 1.0));
        assertThat(running.perSqrtYear()).isEqualTo(1.0);

        // an hour without a move, minute by minute
        for (int minute = 0; minute <= 60; minute++) {
            running.seen(new PriceObservation(START.plusSeconds(60L * minute), 3000));
        }

        assertThat(running.perSqrtYear()).isCloseTo(Math.sqrt(0.5), Percentage.withPercentage(1));
    }

    @Test
    void aStillMarketAndAWildOneStopAtTheBounds() {
        RoundVolatility running = new RoundVolatility(
                new RoundVolatility.Settings(Duration.ofHours(1), new VolatilityBounds(0.3, 2), 0.8));
        running.seen(new PriceObservation(START, 3000));
        running.seen(new PriceObservation(START.plusSeconds(12), 2000));
        assertThat(running.perSqrtYear()).isEqualTo(2);

        for (int hour = 1; hour < 100; hour++) {
            running.seen(new PriceObservation(START.plusSeconds(3600L * hour), 2000));
        }
        assertThat(running.perSqrtYear()).isEqualTo(0.3);
    }

    @Test
    void anImpliedVolatilityAndTheRealisedOneMeetInTheirVariances() {
        VolatilityBounds bounds = new VolatilityBounds(0.1, 3);

        assertThat(bounds.blend(0.8, 0.5, OptionalDouble.of(0.6))).isCloseTo(Math.sqrt(0.5), within(1e-12));
        assertThat(bounds.blend(0.8, 0.5, OptionalDouble.empty())).isCloseTo(0.8, within(1e-12));
        assertThat(bounds.blend(5, 1, OptionalDouble.empty())).isEqualTo(3);
        assertThatThrownBy(() -> bounds.blend(0.8, 2, OptionalDouble.empty())).hasMessageContaining("weight");
        assertThatThrownBy(() -> new VolatilityBounds(2, 1)).hasMessageContaining("floor <= ceiling");
    }

    @Test
    void theTimeToTheNextDecisionIsTheMeanOfTheGapsNotOfTheirSpeed() {
        DecisionSpacing spacing = new DecisionSpacing(
                new DecisionSpacing.Settings(20, Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofMinutes(5)));
        assertThat(spacing.expected()).isEqualTo(Duration.ofMinutes(5));

        // a tick every five minutes and an oracle move ten seconds after every other one: gaps 10, 290, 300
        Instant at = START;
        for (int i = 0; i < 400; i++) {
            spacing.decidedAt(at);
            spacing.decidedAt(at.plusSeconds(10));
            spacing.decidedAt(at.plusSeconds(300));
            at = at.plusSeconds(600);
        }

        assertThat(spacing.expected()).isCloseTo(Duration.ofSeconds(200), Duration.ofSeconds(8));
    }

    @Test
    void aKeeperThatWasDownDoesNotThinkItDecidesOnceADay() {
        DecisionSpacing spacing = new DecisionSpacing(
                new DecisionSpacing.Settings(1, Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofMinutes(5)));
        spacing.decidedAt(START);
        spacing.decidedAt(START.plusSeconds(86_400));

        assertThat(spacing.expected()).isEqualTo(Duration.ofSeconds(450));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new RealisedVolatility(Duration.ZERO)).hasMessageContaining("window");
        assertThatThrownBy(() -> new GarmanKlass(Duration.ZERO)).hasMessageContaining("width");
        assertThatThrownBy(() -> new DecayingVariance(0)).hasMessageContaining("half-life");
        assertThatThrownBy(() -> new RoundVolatility.Settings(Duration.ofHours(1), new VolatilityBounds(0.3, 2), 0.1))
                .hasMessageContaining("must lie between");
        assertThatThrownBy(() -> new DecisionSpacing.Settings(
                        5, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(5)))
                .hasMessageContaining("until known");
    }

    private static List<GarmanKlass.Bar> bars(SimulatedMarket market, int count, int steps) {
        List<GarmanKlass.Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bars.add(market.bar(steps));
        }
        return bars;
    }
}
