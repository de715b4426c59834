package io.evenkeel.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ByBookTest {
    private static final double LAMBDA = 2;
    private static final double HORIZON = 0.5 / 365;

    private final ByBook rule = ByBook.standard(LAMBDA, HORIZON);
    private final HoldingBand band = new HoldingBand();
    private final HoldingBand other = new HoldingBand();

    @Test
    void aBookOfOptionsAloneHasTheStepAwareBand() {
        HedgeInputs in = inputs(100, 1);

        rule.fill(in, band);
        new StepAwareBand(LAMBDA).fill(in, other);

        assertSame(0);
    }

    @Test
    void aLiquidityRangeHasWhalleyAndWilmottsBand() {
        HedgeInputs in = inputs(100, 0);
        in.fixedCostQuote = 0;

        rule.fill(in, band);
        new WhalleyWilmott(LAMBDA).fill(in, other);

        assertThat(band.triggerHigh - band.triggerLow).isGreaterThanOrEqualTo(other.triggerHigh - other.triggerLow);
        assertThat(band.triggerHigh + band.triggerLow).isCloseTo(other.triggerHigh + other.triggerLow, within(1e-12));
    }

    @Test
    void aBookWithoutGammaTradesByTheRiskItSaves() {
        HedgeInputs in = inputs(100, 0);
        in.bookGammaBasePerQuote = 0;

        rule.fill(in, band);
        new MinimumTrade(LAMBDA, HORIZON).fill(in, other);

        assertSame(0);
    }

    @Property(tries = 300)
    void theBandChangesNoFasterThanTheBook(
            @ForAll @Scale(6) @DoubleRange(min = 85, max = 115) double price,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 0.999) double part) {
        HedgeInputs in = inputs(price, part);
        rule.fill(in, band);
        HedgeInputs next = inputs(price, part + 0.001);
        rule.fill(next, other);
        HoldingBand ends = new HoldingBand();
        new StepAwareBand(LAMBDA).fill(in, ends);
        double widest = ends.triggerHigh - ends.triggerLow + band.triggerHigh - band.triggerLow;

        // a thousandth more of options: a thousandth of the way from one rule to the other
        assertSame(0.002 * widest);
    }

    @Property(tries = 300)
    void theBandMovesSmoothlyWithThePrice(
            @ForAll @Scale(6) @DoubleRange(min = 80, max = 120) double price,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double part) {
        rule.fill(inputs(price, part), band);
        rule.fill(inputs(price * (1 + 1e-6), part), other);

        // at most ten times the delta's own slope at the money, 0.057 per quote
        assertSame(10 * 0.057 * price * 1e-6 + 1e-9);
    }

    private void assertSame(double tolerance) {
        assertThat(band.triggerLow).isCloseTo(other.triggerLow, within(tolerance));
        assertThat(band.landingLow).isCloseTo(other.landingLow, within(tolerance));
        assertThat(band.landingHigh).isCloseTo(other.landingHigh, within(tolerance));
        assertThat(band.triggerHigh).isCloseTo(other.triggerHigh, within(tolerance));
    }

    private static HedgeInputs inputs(double price, double partOfGamma) {
        HedgeInputs in = new ShortCall(1, 100, 0.7, 0, 0.01).inputs(price);
        in.optionPartOfGamma = partOfGamma;
        in.proportionalCost = 0.001;
        in.fixedCostQuote = 0.01;
        in.yearsToNextDecision = 1e-5;
        in.holdingBase = 0.4;
        return in;
    }
}
