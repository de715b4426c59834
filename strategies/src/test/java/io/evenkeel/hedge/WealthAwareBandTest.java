package io.evenkeel.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.options.BlackScholes;
import io.evenkeel.options.GreekSet;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WealthAwareBandTest {
    private static final int DECISIONS = 252;
    private static final double YEARS = 0.25;
    private static final double STEP = YEARS / DECISIONS;
    private static final double VOLATILITY = 0.2;
    private static final double RATE = 0.03;
    private static final double DRIFT = 0.08;
    private static final double COST = 0.002;
    private static final int PATHS = 4000;

    private final HoldingBand band = new HoldingBand();

    @Test
    void whoIsAheadHedgesMoreCloselyAndWhoIsBehindSavesCost() {
        assertThat(width(0.3)).isLessThan(width(0));
        assertThat(width(0)).isLessThan(width(-0.3));
    }

    @Test
    void noSurplusTakesTheRiskAversionBeyondItsBounds() {
        HedgeInputs in = inputs(0);
        HoldingBand bound = new HoldingBand();
        new StepAwareBand(2 * 2.0, 0.8).fill(in, bound);
        assertThat(width(1e9)).isCloseTo(bound.triggerHigh - bound.triggerLow, within(1e-12));
        new StepAwareBand(2 / 3.0, 0.8).fill(in, bound);
        assertThat(width(-1e9)).isCloseTo(bound.triggerHigh - bound.triggerLow, within(1e-12));
    }

    @Test
    void aBookWithoutAnEndIsHedgedAsIfNothingHadBeenEarned() {
        HedgeInputs in = inputs(-5);
        in.curve = null;
        in.yearsToExpiry = Double.POSITIVE_INFINITY;
        HoldingBand plain = new HoldingBand();

        new WealthAwareBand(2).fill(in, band);
        new StepAwareBand(2, 0.8).fill(in, plain);

        assertThat(band.triggerLow).isEqualTo(plain.triggerLow);
        assertThat(band.triggerHigh).isEqualTo(plain.triggerHigh);
    }

    @Test
    void anExpectedReturnIsHeldInProportionToTheShortfallAndWithinTheCap() {
        HedgeInputs in = inputs(0);
        HoldingBand without = new HoldingBand();
        new WealthAwareBand(2, 0.8, 0).fill(in, without);
        new WealthAwareBand(2, 0.8, DRIFT - RATE).fill(in, band);
        assertThat(band.triggerLow).isGreaterThan(without.triggerLow);
        assertThat(band.triggerHigh - without.triggerHigh)
                .isCloseTo(band.triggerLow - without.triggerLow, within(1e-12));

        in.widestHalfWidthBase = 0.001;
        new WealthAwareBand(2, 0.8, DRIFT - RATE).fill(in, band);
        assertThat(band.triggerHigh).isLessThanOrEqualTo(in.exactHoldingBase() + 0.001);
    }

    /** On common paths, each with about its best risk aversion, tuned on others. */
    @Test
    void itsRootMeanSquareIsAPercentBelowTheStepAwareBandsAndItsTailPaysForThat() {
        double[] stepAware = profits(new StepAwareBand(1.8, 0.8));
        double[] wealthAware = profits(new WealthAwareBand(2.6));
        double[] knowingTheDrift = profits(new WealthAwareBand(2.6, 0.8, DRIFT - RATE));

        assertThat(rootMeanSquare(stepAware)).isBetween(0.63, 0.69);
        assertThat(rootMeanSquare(wealthAware) / rootMeanSquare(stepAware)).isBetween(0.975, 0.99);
        assertThat(rootMeanSquare(knowingTheDrift) / rootMeanSquare(stepAware)).isBetween(0.965, 0.985);
        assertThat(worstTwentieth(wealthAware) / worstTwentieth(stepAware)).isBetween(1.0, 1.08);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new WealthAwareBand(0)).hasMessageContaining("risk aversion must be positive");
        assertThatThrownBy(() -> new WealthAwareBand(1, -1, 0)).hasMessageContaining("stretch must be at least 0");
    }

    private double width(double surplus) {
        new WealthAwareBand(2).fill(inputs(surplus), band);
        return band.triggerHigh - band.triggerLow;
    }

    private static HedgeInputs inputs(double surplus) {
        HedgeInputs in = new ShortCall(1, 100, VOLATILITY, RATE, 0.15).inputs(101);
        in.proportionalCost = 0.002;
        in.yearsToNextDecision = STEP;
        in.surplusQuote = surplus;
        return in;
    }

    private static double rootMeanSquare(double[] profits) {
        return Math.sqrt(Arrays.stream(profits).map(profit -> profit * profit).sum() / profits.length);
    }

    /** Mean of the worst twentieth, a loss. */
    private static double worstTwentieth(double[] profits) {
        return Arrays.stream(profits)
                .sorted()
                .limit(profits.length / 20)
                .average()
                .orElseThrow();
    }

    /** A call sold at Black and Scholes' value, hedged to the expiry; profit and loss in today's money. */
    private double[] profits(HedgeRule rule) {
        SplittableRandom random = new SplittableRandom(20_240_101);
        GreekSet now = new GreekSet();
        GreekSet stretched = new GreekSet();
        HedgeInputs in = new HedgeInputs();
        in.volatility = VOLATILITY;
        in.ratePerYear = RATE;
        in.unwindsAtExpiry = true;
        in.optionPartOfGamma = 1;
        in.proportionalCost = COST;
        in.yearsToNextDecision = STEP;
        in.curve = (price, time, variance, out) -> {
            double deviation = VOLATILITY * Math.sqrt(variance);
            BlackScholes.evaluate(price, 100, in.yearsToExpiry * time, deviation, RATE, RATE, stretched);
            out.deltaBase = -stretched.callDelta();
            out.gammaBasePerQuote = -stretched.gamma();
        };
        BlackScholes.evaluate(100, 100, YEARS, VOLATILITY, RATE, RATE, now);
        double premium = now.callPrice();
        double[] profits = new double[PATHS];
        for (int path = 0; path < PATHS; path++) {
            double price = 100;
            double earned = premium;
            in.holdingBase = 0;
            for (int n = 0; n < DECISIONS; n++) {
                double discount = Math.exp(-RATE * n * STEP);
                in.price = price;
                in.yearsToExpiry = YEARS - n * STEP;
                BlackScholes.evaluate(price, 100, in.yearsToExpiry, VOLATILITY, RATE, RATE, now);
                in.bookDeltaBase = -now.callDelta();
                in.bookGammaBasePerQuote = -now.gamma();
                in.surplusQuote = earned - discount * now.callPrice();
                rule.fill(in, band);
                double wanted = band.destination(in.holdingBase);
                earned -= COST * discount * price * Math.abs(wanted - in.holdingBase);
                in.holdingBase = wanted;
                double next = price
                        * Math.exp((DRIFT - VOLATILITY * VOLATILITY / 2) * STEP
                                + VOLATILITY * Math.sqrt(STEP) * random.nextGaussian());
                earned += wanted * (Math.exp(-RATE * (n + 1) * STEP) * next - discount * price);
                price = next;
            }
            double discount = Math.exp(-RATE * YEARS);
            earned -= discount * (COST * price * Math.abs(in.holdingBase) + Math.max(0, price - 100));
            profits[path] = earned;
        }
        return profits;
    }
}
