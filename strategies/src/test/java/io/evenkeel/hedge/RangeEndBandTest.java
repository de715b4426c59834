package io.evenkeel.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.market.uniswapv3.RangeCurve;
import org.junit.jupiter.api.Test;

class RangeEndBandTest {
    private static final double GAS = 0.02;
    /** The position of the published tables: ±20 %, worth 100 at 100. */
    private static final RangeCurve RANGE = RangeCurve.between(100 / 1.2, 120, 57.386);

    private static final HedgeRule INSIDE = new StepAwareBand(1);
    private static final HedgeRule RULE = new RangeEndBand(INSIDE, 1);

    private final HedgeInputs in = new HedgeInputs();
    private final HoldingBand plain = new HoldingBand();
    private final HoldingBand band = new HoldingBand();

    @Test
    void insideTheRangeItIsTheRuleInside() {
        for (double price = 84; price < 120; price += 5) {
            at(price);
            assertThat(band.triggerLow).isEqualTo(plain.triggerLow);
            assertThat(band.landingLow).isEqualTo(plain.landingLow);
            assertThat(band.landingHigh).isEqualTo(plain.landingHigh);
            assertThat(band.triggerHigh).isEqualTo(plain.triggerHigh);
        }
    }

    @Test
    void aboveTheRangeAShortMayStayThatTheWayBackWouldNeedAgain() {
        at(123.9);

        assertThat(in.exactHoldingBase()).isZero();
        assertThat(band.triggerLow).isLessThan(-0.02);
        assertThat(band.triggerHigh).isZero();
        assertThat(band.landingLow).isZero();
    }

    @Test
    void belowTheRangeTheHedgeMayStaySmaller() {
        at(81.3);

        double exact = in.exactHoldingBase();
        assertThat(band.triggerHigh).isGreaterThan(exact + 0.02);
        assertThat(band.triggerLow).isEqualTo(exact);
    }

    @Test
    void itsWidthIsThatOfTheDynamicProgramme() {
        // triggers of the optimum with gas, decisions every 15 minutes, holdings on a grid of 0.004
        double[][] optimum = {
            {121.2, 0.068}, {123.9, 0.036}, {126.7, 0.024}, {129.6, 0.016}, {132.5, 0.012}, {138.5, 0.008}
        };
        for (double[] point : optimum) {
            at(point[0]);
            assertThat(-band.triggerLow).isCloseTo(point[1], within(0.006));
        }
    }

    @Test
    void farAwayAndWithoutACurveNothingMayStay() {
        at(400);
        assertThat(band.triggerLow).isEqualTo(band.triggerHigh);

        at(125);
        in.curve = null;
        RULE.fill(in, band);
        assertThat(band.triggerLow).isEqualTo(band.triggerHigh);
    }

    @Test
    void noTriggerIsWiderThanTheCap() {
        in.widestHalfWidthBase = 0.01;
        at(121);

        assertThat(band.triggerLow).isBetween(-0.01, -0.005);
    }

    @Test
    void whatItWasAskedAboutIsLeftAsItWas() {
        at(122);

        assertThat(in.price).isEqualTo(122);
        assertThat(in.bookGammaBasePerQuote).isZero();
        assertThat(in.curve).isNotNull();
        assertThat(in.yearsToExpiry).isEqualTo(3);
    }

    private void at(double price) {
        in.price = price;
        in.volatility = 0.8;
        in.yearsToNextDecision = 1 / (365 * 24 * 60.0);
        in.proportionalCost = 0.0005;
        in.fixedCostQuote = GAS;
        in.bookDeltaBase = RANGE.base(price);
        in.bookGammaBasePerQuote = RANGE.gamma(price);
        in.curve = (at, timeStretch, varianceStretch, out) -> {
            out.deltaBase = RANGE.base(at);
            out.gammaBasePerQuote = RANGE.gamma(at);
        };
        in.yearsToExpiry = Double.POSITIVE_INFINITY;
        INSIDE.fill(in, plain);
        in.yearsToExpiry = 3;
        RULE.fill(in, band);
    }
}
