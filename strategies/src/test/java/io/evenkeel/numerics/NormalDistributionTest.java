package io.evenkeel.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalDistributionTest {
    /**
     * 2e-15 of the value. Eleven steps of Horner above and below the line round twice each; the worst of 300,000 random
     * arguments was 1.32e-15 away.
     */
    private static final Percentage LAST_DIGITS = Percentage.withPercentage(2e-13);

    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "-0.1, 0.46017216272297101633",
        "-0.5, 0.30853753872598689636",
        "-1, 0.15865525393145705141",
        "-1.96, 0.024997895148220436213",
        "-3, 0.0013498980316300945267",
        "-5, 2.8665157187919391167e-7",
        "-7.5, 3.1908916729108962278e-14",
        "-10, 7.619853024160526066e-24",
        "-15, 3.6709661993127508858e-51",
        "-20, 2.7536241186062336951e-89",
        "-25, 3.0566967063825609164e-138",
        "-30, 4.9067139271481870595e-198",
        "-35, 1.124910706472406244e-268",
        "-37, 5.7255712225245768227e-300",
        "-37.5, 4.6053530095819548438e-308",
    })
    void theTailKeepsItsDigitsDownToTheSmallestNumber(double x, double expected) {
        assertThat(NormalDistribution.cumulative(x)).isCloseTo(expected, LAST_DIGITS);
        assertThat(NormalDistribution.cumulative(-x)).isCloseTo(1 - expected, within(2e-16));
    }

    @Property(tries = 300)
    void itAgreesWithAnOracleOfSixtyDigitsToTwoPartsInAQuadrillion(
            @ForAll @Scale(9) @DoubleRange(min = -37.5, max = 8) double x) {
        BigDecimal exact = BigNormal.cumulative(new BigDecimal(x));
        assertThat(NormalDistribution.cumulative(x)).isCloseTo(exact.doubleValue(), LAST_DIGITS);
        assertThat(NormalDistribution.density(x))
                .isCloseTo(BigNormal.density(new BigDecimal(x)).doubleValue(), LAST_DIGITS);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1.2533141373155002512",
        "0.25, 1.0378245758537268123",
        "1, 0.65567954241879847154",
        "2.5, 0.35426511132979366678",
        "5, 0.19280810471531576488",
        "12, 0.082766286501369177252",
        "38, 0.026297602974252964378",
        "100, 0.0099990002998501049056",
        "1e6, 9.99999999999e-7",
        "1e200, 1e-200",
    })
    void millsRatioHasNoEnd(double x, double expected) {
        assertThat(NormalDistribution.millsRatio(x)).isCloseTo(expected, LAST_DIGITS);
    }

    @Property
    void belowAndAboveMakeOneAndMoreIsNeverLess(@ForAll @Scale(6) @DoubleRange(min = -40, max = 40) double x) {
        assertThat(NormalDistribution.cumulative(x) + NormalDistribution.cumulative(-x))
                .isCloseTo(1, within(3e-16));
        assertThat(NormalDistribution.cumulative(x + 1e-6)).isGreaterThanOrEqualTo(NormalDistribution.cumulative(x));
    }

    @Test
    void infinityIsCertainAndNonsenseIsRefused() {
        assertThat(NormalDistribution.cumulative(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(NormalDistribution.cumulative(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(NormalDistribution.cumulative(-39.5)).isZero();
        assertThat(NormalDistribution.density(Double.NEGATIVE_INFINITY)).isZero();
        assertThatThrownBy(() -> NormalDistribution.cumulative(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
