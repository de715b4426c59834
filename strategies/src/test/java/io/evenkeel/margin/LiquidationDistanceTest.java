package io.evenkeel.margin;

import static io.evenkeel.units.TestTokens.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.units.Price;
import java.time.Duration;
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

    @Test
    void timeAndVolatilityArePositive() {
        assertThatThrownBy(() -> LiquidationDistance.standardDeviations(AT_2000, price("2500"), 0, YEAR))
                .hasMessageContaining("0.0");
        assertThatThrownBy(() -> LiquidationDistance.standardDeviations(AT_2000, price("2500"), 1, Duration.ZERO))
                .hasMessageContaining("PT0S");
    }
}
