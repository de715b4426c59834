package io.evenkeel.allocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CarryForecastTest {
    private static final CarryForecast FUNDING = new CarryForecast(0.40, -0.05, 1.2 / 365, 3.75);

    @Test
    void aRateThatLastsForEverIsPaidForTheWholeHorizon() {
        assertThat(new CarryForecast(0.1, 0.3, 1e6, 0).expected(0.5)).isCloseTo(0.05, within(1e-6));
    }

    @Test
    void aDeviationThatFadesAtOnceLeavesTheLongRun() {
        assertThat(new CarryForecast(0.1, 0.3, 1e-9, 0).expected(0.5)).isCloseTo(0.15, within(1e-6));
    }

    @Test
    void manyPathsHaveTheMeanAndTheVarianceThatAreForecast() {
        Random random = new Random(1977);
        double horizon = 4 / 365.0;
        int steps = 200;
        double dt = horizon / steps;
        double kept = Math.exp(-dt / FUNDING.persistenceYears());
        double shock = FUNDING.volatility() * Math.sqrt(FUNDING.persistenceYears() / 2 * (1 - kept * kept));
        int paths = 20_000;
        double sum = 0;
        double squares = 0;
        for (int path = 0; path < paths; path++) {
            double rate = FUNDING.now();
            double paid = 0;
            for (int i = 0; i < steps; i++) {
                double next = FUNDING.longRun() + kept * (rate - FUNDING.longRun()) + shock * random.nextGaussian();
                paid += (rate + next) / 2 * dt;
                rate = next;
            }
            sum += paid;
            squares += paid * paid;
        }
        double mean = sum / paths;
        double variance = squares / paths - mean * mean;

        assertThat(mean).isCloseTo(FUNDING.expected(horizon), within(4 * Math.sqrt(variance / paths)));
        assertThat(variance / FUNDING.variance(horizon)).isCloseTo(1, within(4 * Math.sqrt(2.0 / paths)));
    }

    @Test
    void theVarianceOfAMomentIsContinuousWithThatOfALongerOne() {
        double border = 1e-3 * FUNDING.persistenceYears();

        assertThat(FUNDING.variance(border * 0.999999) / FUNDING.variance(border * 1.000001))
                .isCloseTo(1, within(1e-4));
    }

    @Test
    void aHistoryGivesBackWhatMadeIt() {
        Random random = new Random(8);
        double spacing = 8 / 24.0 / 365;
        double kept = Math.exp(-spacing / FUNDING.persistenceYears());
        double shock = FUNDING.volatility() * Math.sqrt(FUNDING.persistenceYears() / 2 * (1 - kept * kept));
        double[] rates = new double[20_000];
        for (int i = 1; i < rates.length; i++) {
            rates[i] = FUNDING.longRun() + kept * (rates[i - 1] - FUNDING.longRun()) + shock * random.nextGaussian();
        }

        CarryForecast fitted = CarryForecast.fit(rates, spacing);

        assertThat(fitted.persistenceYears() / FUNDING.persistenceYears()).isCloseTo(1, within(0.06));
        assertThat(fitted.volatility() / FUNDING.volatility()).isCloseTo(1, within(0.03));
        assertThat(fitted.longRun()).isCloseTo(FUNDING.longRun(), within(0.01));
        assertThat(fitted.now()).isEqualTo(rates[rates.length - 1]);
    }
}
