package io.evenkeel.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class StepAwareBandTest {
    private static final double STEP = 0.25 / 252;

    private final HoldingBand band = new HoldingBand();

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void itTradesExactlyAsItsFormulasSay(
            @ForAll @Scale(6) @DoubleRange(min = -2.5, max = 2.5) double deviations,
            @ForAll @Scale(6) @DoubleRange(min = 0.005, max = 0.25) double years,
            @ForAll @Scale(6) @DoubleRange(min = 0.0001, max = 0.02) double cost,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 0.5) double gas,
            @ForAll @Scale(6) @DoubleRange(min = -2, max = 2) double logRiskAversion,
            @ForAll @Scale(6) @DoubleRange(min = -2, max = 2) double holding,
            @ForAll boolean isShort,
            @ForAll boolean unwinds) {
        double price = 100 * Math.exp(deviations * 0.2 * Math.sqrt(years));
        double riskAversion = Math.pow(10, logRiskAversion);
        double paidGas = gas < 0.1 ? 0 : gas - 0.1;
        ShortCall book = new ShortCall(isShort ? 1 : -1, 100, 0.2, 0.03, years);
        HedgeInputs in = inputs(book, price, cost, paidGas);
        in.unwindsAtExpiry = unwinds;
        in.holdingBase = holding;
        // below this the plain formulas put a floor under gamma, and the implementation needs none
        Assume.that(Math.abs(in.bookAt(0.3, 1).gammaBasePerQuote) > 1e-9);

        new StepAwareBand(riskAversion, 0.8).fill(in, band);

        double plain = PlainStepAware.newHolding(book, price, cost, paidGas, STEP, riskAversion, 0.8, unwinds, holding);
        assertThat(band.destination(holding)).isCloseTo(plain, within(1e-6 * Math.max(1, Math.abs(plain))));
    }

    @Property(tries = 1000)
    void aBookOfTheOtherSignIsHedgedByTheMirrorImage(
            @ForAll @Scale(6) @DoubleRange(min = 60, max = 160) double price,
            @ForAll @Scale(6) @DoubleRange(min = 0.0005, max = 0.25) double years,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 0.1) double gas,
            @ForAll @Scale(6) @DoubleRange(min = -1, max = 1) double holding) {
        // a short call is hedged by holding base, a short put by being short of it: the same delta and gamma mirrored
        ShortCall call = new ShortCall(1, 100, 0.2, 0, years);
        BookCurve mirrored = (s, time, variance, out) -> {
            call.at(s, time, variance, out);
            out.deltaBase = -out.deltaBase;
        };
        HedgeInputs in = inputs(call, price, 0.002, gas);
        in.holdingBase = holding;
        HedgeInputs mirror = inputs(call, price, 0.002, gas);
        mirror.curve = mirrored;
        mirror.bookDeltaBase = -in.bookDeltaBase;
        mirror.holdingBase = -holding;
        // the unwinding cost of a short hedge grows with the price as well, which has no mirror image
        in.unwindsAtExpiry = false;
        mirror.unwindsAtExpiry = false;

        StepAwareBand rule = new StepAwareBand(2);
        rule.fill(in, band);
        HoldingBand other = new HoldingBand();
        rule.fill(mirror, other);

        assertThat(other.triggerLow).isCloseTo(-band.triggerHigh, within(1e-12));
        assertThat(other.landingLow).isCloseTo(-band.landingHigh, within(1e-12));
        assertThat(other.landingHigh).isCloseTo(-band.landingLow, within(1e-12));
        assertThat(other.triggerHigh).isCloseTo(-band.triggerLow, within(1e-12));
    }

    @Test
    void withoutAnyCostItHoldsTheDeltaOfTheRiskThatOneStepLeaves() {
        ShortCall book = new ShortCall(1, 100, 0.2, 0.03, 0.1);
        HedgeInputs in = inputs(book, 100, 0, 0);
        in.yearsToNextDecision = 0;

        new StepAwareBand(1).fill(in, band);

        assertThat(band.triggerLow).isCloseTo(-in.bookDeltaBase, within(1e-12));
        assertThat(band.triggerHigh).isCloseTo(-in.bookDeltaBase, within(1e-12));
    }

    @Test
    void aVanishingFeeComesToTheBandOfGasAlone() {
        ShortCall book = new ShortCall(1, 100, 0.2, 0.03, 0.1);
        StepAwareBand rule = new StepAwareBand(1);
        HoldingBand without = new HoldingBand();

        rule.fill(inputs(book, 100, 0, 0.05), without);
        rule.fill(inputs(book, 100, 1e-12, 0.05), band);

        assertThat(band.triggerLow).isCloseTo(without.triggerLow, within(1e-3));
        assertThat(band.landingLow).isCloseTo(without.landingLow, within(1e-3));
        assertThat(band.triggerHigh).isCloseTo(without.triggerHigh, within(1e-3));
    }

    @Test
    void vanishingGasComesToTheBandWithoutIt() {
        ShortCall book = new ShortCall(1, 100, 0.2, 0.03, 0.1);
        StepAwareBand rule = new StepAwareBand(1);
        HoldingBand without = new HoldingBand();

        rule.fill(inputs(book, 100, 0.002, 0), without);
        rule.fill(inputs(book, 100, 0.002, 1e-13), band);

        assertThat(band.triggerLow).isCloseTo(without.triggerLow, within(1e-3));
        assertThat(band.landingHigh).isCloseTo(without.landingHigh, within(1e-3));
        assertThat(band.triggerHigh).isCloseTo(without.triggerHigh, within(1e-3));
    }

    @Test
    void lookedAtAllTheTimeAndNeverUnwoundItIsAsWideAsWhalleyAndWilmotts() {
        HedgeInputs in = inputs(new ShortCall(1, 100, 0.2, 0, 0.1), 100, 0.002, 0);
        in.yearsToNextDecision = 0;
        in.unwindsAtExpiry = false;
        HoldingBand classic = new HoldingBand();

        new StepAwareBand(1, 0).fill(in, band);
        new WhalleyWilmott(1).fill(in, classic);

        assertThat(band.triggerLow).isCloseTo(classic.triggerLow, within(1e-12));
        assertThat(band.triggerHigh).isCloseTo(classic.triggerHigh, within(1e-12));
    }

    @Test
    void justBeforeTheExpiryNothingIsBoughtThatWouldBeSoldAtOnce() {
        ShortCall book = new ShortCall(1, 100, 0.2, 0.03, 1e-7);
        HedgeInputs in = inputs(book, 130, 0.002, 0);

        new StepAwareBand(1).fill(in, band);

        assertThat(band.destination(0)).isZero();
        assertThat(band.destination(1)).isOne();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new StepAwareBand(0)).hasMessageContaining("risk aversion must be positive");
        assertThatThrownBy(() -> new StepAwareBand(1, -1)).hasMessageContaining("stretch must be at least 0");
    }

    private static HedgeInputs inputs(ShortCall book, double price, double cost, double gas) {
        HedgeInputs in = book.inputs(price);
        in.yearsToNextDecision = STEP;
        in.proportionalCost = cost;
        in.fixedCostQuote = gas;
        return in;
    }
}
