package io.evenkeel.hedge;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.assertj.core.data.Percentage;

class ThresholdTableTest {
    @Property(tries = 2000)
    void theTableSaysWhatTheSolverSaysInsideItAndBeyond(
            @ForAll @Scale(8) @DoubleRange(min = -11, max = 11) double logG) {
        double g = Math.pow(10, logG);
        double y = ThresholdTable.excess(g);
        TwoThresholds solved = TwoThresholds.solve(g);

        assertThat(y).isCloseTo(TwoThresholds.excess(g), Percentage.withPercentage(1e-5));
        assertThat(TwoThresholds.triggerAt(y)).isCloseTo(solved.trigger(), Percentage.withPercentage(1e-6));
        assertThat(TwoThresholds.landingAt(y)).isCloseTo(solved.landing(), Percentage.withPercentage(1e-6));
    }
}
