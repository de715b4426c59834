package io.evenkeel.keeper.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.venue.Given;
import io.evenkeel.risk.MarginLimits;
import io.evenkeel.units.Bps;
import org.junit.jupiter.api.Test;

class UrgencyTest {
    private static final MarginLimits MARGINS =
            new MarginLimits(new Bps(1_200), new Bps(2_600), new Bps(2_600), new Bps(6_000));

    @Test
    void itRisesFromTheTargetToHalfTheFloor() {
        assertThat(Urgency.of(0.50, MARGINS)).isEqualTo(Bps.ZERO);
        assertThat(Urgency.of(0.26, MARGINS)).isEqualTo(Bps.ZERO);
        assertThat(Urgency.of(0.21, MARGINS)).isEqualTo(new Bps(2_500));
        assertThat(Urgency.of(0.16, MARGINS)).isEqualTo(new Bps(5_000));
        assertThat(Urgency.of(0.06, MARGINS)).isEqualTo(Bps.WHOLE);
        assertThat(Urgency.of(-0.3, MARGINS)).isEqualTo(Bps.WHOLE);
    }

    @Test
    void notKnowingIsNoReasonToSave() {
        assertThat(new Urgency().now()).isEqualTo(Bps.WHOLE);
    }

    @Test
    void whereNothingCanBeLiquidatedNothingPresses() {
        Urgency urgency = new Urgency();

        urgency.observed(Given.snapshot(), MARGINS);

        assertThat(urgency.now()).isEqualTo(Bps.ZERO);
    }
}
