package io.evenkeel.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ZakamoulineTest {
    private final HoldingBand band = new HoldingBand();

    /** Delta 0.5, gamma 0.02, price 5000, a quarter year, 20 %, lambda 1, 5 basis points. */
    private static HedgeInputs publishedExample() {
        HedgeInputs in = new HedgeInputs();
        in.price = 5000;
        in.volatility = 0.2;
        in.bookDeltaBase = -0.5;
        in.bookGammaBasePerQuote = -0.02;
        in.yearsToExpiry = 0.25;
        in.proportionalCost = 0.0005;
        return in;
    }

    @Test
    void thePublishedExampleGivesItsHalfWidth() {
        new Zakamouline(1, 1).fill(publishedExample(), band);

        assertThat((band.triggerHigh - band.triggerLow) / 2).isCloseTo(0.0209537, within(5e-8));
        assertThat(band.landingHigh).isEqualTo(band.triggerHigh);
    }

    @Test
    void whalleyAndWilmottGiveTheirsForTheSame() {
        new WhalleyWilmott(1).fill(publishedExample(), band);

        assertThat((band.triggerHigh - band.triggerLow) / 2).isCloseTo(0.114471, within(5e-7));
        assertThat((band.triggerHigh + band.triggerLow) / 2).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void theDiscountNarrowsWhalleyAndWilmottsBandByItsThirdPower() {
        HedgeInputs in = publishedExample();
        in.ratePerYear = 0.1;

        new WhalleyWilmott(1).fill(in, band);

        assertThat(band.triggerHigh - 0.5).isCloseTo(0.114471 * Math.exp(-0.025 / 3), within(5e-7));
    }

    @Test
    void aSoldOptionIsHedgedAtAHigherVarianceAndABoughtOneAtALower() {
        ShortCall sold = new ShortCall(1, 110, 0.2, 0, 0.25);
        ShortCall bought = new ShortCall(-1, 110, 0.2, 0, 0.25);

        // out of the money, more variance means more delta
        assertThat(centre(sold)).isGreaterThan(-sold.inputs(100).bookDeltaBase);
        assertThat(-centre(bought)).isLessThan(bought.inputs(100).bookDeltaBase);
    }

    private double centre(ShortCall book) {
        HedgeInputs in = book.inputs(100);
        in.proportionalCost = 0.002;
        new Zakamouline(1, 1).fill(in, band);
        return (band.triggerLow + band.triggerHigh) / 2;
    }
}
