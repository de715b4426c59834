package io.evenkeel.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.market.uniswapv3.RangeCurve;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SecantGammaTest {
    private static final RangeCurve RANGE = RangeCurve.between(80, 120, 50);
    private static final HedgeRule RULE = new WhalleyWilmott(1);

    private final HedgeInputs in = new HedgeInputs();
    private final HoldingBand plain = new HoldingBand();
    private final HoldingBand shown = new HoldingBand();

    @Test
    void inTheMiddleOfARangeItIsTheRuleItself() {
        at(100);

        assertThat(width(shown)).isCloseTo(width(plain), Percentage.withPercentage(1));
        assertThat((shown.landingHigh + shown.landingLow) / 2).isCloseTo(in.exactHoldingBase(), within(1e-12));
    }

    @Test
    void theBandClosesGraduallyAcrossTheEndOfARange() {
        double before = Double.POSITIVE_INFINITY;
        for (double price = 117; price <= 126; price += 0.25) {
            at(price);
            assertThat(width(shown)).isLessThanOrEqualTo(before * 1.04);
            before = width(shown);
        }
        at(119.9);
        assertThat(width(shown)).isLessThan(0.9 * width(plain));
        at(120.1);
        assertThat(width(plain)).isZero();
        assertThat(width(shown)).isPositive();
    }

    @Test
    void farOutsideNothingIsLeftOfIt() {
        at(700);

        assertThat(width(shown)).isLessThan(1e-3);
    }

    @Test
    void aBookWhoseCurveIsNotKnownIsShownAsItIs() {
        at(119.9);
        in.curve = null;
        new SecantGamma(RULE).fill(in, shown);

        assertThat(width(shown)).isEqualTo(width(plain));
    }

    @Test
    void whatItWasAskedAboutIsLeftAsItWas() {
        at(119);

        assertThat(in.price).isEqualTo(119);
        assertThat(in.bookGammaBasePerQuote).isEqualTo(RANGE.gamma(119));
        assertThat(in.curve).isNotNull();
        assertThat(in.yearsToExpiry).isEqualTo(3);
    }

    private void at(double price) {
        in.price = price;
        in.volatility = 0.8;
        in.proportionalCost = 0.001;
        in.bookDeltaBase = RANGE.base(price);
        in.bookGammaBasePerQuote = RANGE.gamma(price);
        in.yearsToExpiry = 3;
        in.curve = (at, timeStretch, varianceStretch, out) -> {
            out.deltaBase = RANGE.base(at);
            out.gammaBasePerQuote = RANGE.gamma(at);
        };
        RULE.fill(in, plain);
        new SecantGamma(RULE).fill(in, shown);
    }

    private static double width(HoldingBand band) {
        return band.triggerHigh - band.triggerLow;
    }
}
