package io.evenkeel.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.options.LyraConventions.CollateralShock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Golden values: what the contracts answered on a local chain, spot 1750, 28 days, base volatility 1, rate 5 %. */
class LyraConventionsTest {
    private static final double SPOT = 1750;
    private static final double RATE = 0.05;
    private static final Duration FOUR_WEEKS = Duration.ofDays(28);
    private static final CollateralShock SHOCK =
            new CollateralShock(2.5, Duration.ofDays(14), 1.8, Duration.ofDays(56), 1.2, 0.8, 200);

    @Test
    void thePremiumOfFiftyPutsIsThatOfTheVolatilityAfterTheTrade() {
        // fifty lots of standard size 5 move the base from 1.0 to 1.10 and the skew from 1.05 to 1.125
        OptionGreeks put = put(1500, LyraConventions.volatility(1.10, 1.125));

        assertThat(50 * put.price()).isCloseTo(5780.5752707475, within(1e-9));
    }

    @Test
    void standardVegaIsThatOfThirtyDaysPerPoint() {
        OptionGreeks put = put(1500, LyraConventions.volatility(1, 1.05));

        assertThat(LyraConventions.standardVega(put.vega(), FOUR_WEEKS)).isCloseTo(1.57899, within(5e-6));
        assertThat(LyraConventions.standardVega(1, Duration.ofHours(3)))
                .isEqualTo(LyraConventions.standardVega(1, Duration.ofDays(7)));
    }

    @Test
    void aSellerOfTwentyPutsBacksTheirValueAfterTheShock() {
        assertThat(SHOCK.volatility(FOUR_WEEKS)).isCloseTo(2.266667, within(5e-7));
        assertThat(SHOCK.volatility(Duration.ofDays(1))).isEqualTo(2.5);
        assertThat(SHOCK.volatility(Duration.ofDays(90))).isEqualTo(1.8);
        assertThat(SHOCK.minimumCollateralQuote(OptionType.PUT, 20, 1600, FOUR_WEEKS, SPOT, RATE))
                .isCloseTo(9467.2401, within(5e-5));
        assertThat(SHOCK.minimumCollateralQuote(OptionType.PUT, 0.001, 1600, FOUR_WEEKS, SPOT, RATE))
                .isEqualTo(200);
    }

    @Test
    void atExpiryASecondIsLeftAndVolatilityHasAFloor() {
        EuropeanOption atTheMoney = new EuropeanOption(OptionType.CALL, SPOT, LyraConventions.years(Duration.ZERO));
        OptionGreeks greeks = atTheMoney.greeks(new OptionMarket(SPOT, 1, RATE, RATE));

        assertThat(greeks.price()).isCloseTo(0.1243, within(5e-5));
        assertThat(LyraConventions.volatility(0, 1)).isEqualTo(1e-4);
    }

    private static OptionGreeks put(double strike, double volatility) {
        return new EuropeanOption(OptionType.PUT, strike, LyraConventions.years(FOUR_WEEKS))
                .greeks(new OptionMarket(SPOT, volatility, RATE, RATE));
    }
}
