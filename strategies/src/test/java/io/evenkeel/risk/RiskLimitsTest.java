package io.evenkeel.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.hedge.FixedBand;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.TestTokens;
import io.evenkeel.units.TokenAmount;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RiskLimitsTest {
    private static final FixedBand RULE = new FixedBand(new Bps(100), Bps.ZERO);

    @Test
    void aTopUpMustEndAboveTheFloorOrItWouldNeverEnd() {
        assertThatThrownBy(() -> new MarginLimits(new Bps(2000), new Bps(2000), new Bps(3000), new Bps(5000)))
                .hasMessage("target 20 % must be above the floor 20 %");
    }

    @Test
    void aPositionMustNotBeOpenedBelowTheFloor() {
        assertThatThrownBy(() -> new MarginLimits(new Bps(2000), new Bps(3000), new Bps(1500), new Bps(5000)))
                .hasMessage("shock 15 % must be above the floor 20 %");
    }

    @Test
    void whatIsTakenOutMustNotHaveToComeBack() {
        assertThatThrownBy(() -> new MarginLimits(new Bps(2000), new Bps(3000), new Bps(4000), new Bps(3500)))
                .hasMessageContaining("would have to come back");
    }

    @Test
    void thePlannersBandMustLieInsideThePolicys() {
        assertThatThrownBy(() -> new BandLimits(RULE, 0.8, Duration.ofMinutes(1), Bps.WHOLE))
                .hasMessageContaining("below the whole");
    }

    @Test
    void aVolatilityGivenInPercentIsCaught() {
        assertThatThrownBy(() -> new BandLimits(RULE, 120, Duration.ofMinutes(1), new Bps(5000)))
                .hasMessageContaining("below 100");
    }

    @Test
    void slippageOfHalfThePriceIsNoLimit() {
        assertThatThrownBy(() -> new CostLimits(
                        TokenAmount.of(TestTokens.USDC, "100"), new Bps(5000), FeePerGas.ZERO, new Gas(0)))
                .hasMessageContaining("below 50 %");
    }

    @Test
    void anEstimatedVolatilityReplacesTheConfiguredOneAndNothingElse() {
        BandLimits band = new BandLimits(RULE, 0.8, Duration.ofMinutes(1), new Bps(5000));

        assertThat(band.withVolatility(1.2)).isEqualTo(new BandLimits(RULE, 1.2, Duration.ofMinutes(1), new Bps(5000)));
    }
}
