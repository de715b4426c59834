package io.evenkeel.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.units.Bps;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class HedgeRuleTest {
    private static final double NO_CAP = 1e12;

    @Test
    void withoutGasWhalleyWilmottTradesToTheEdgeOfThePublishedBand() {
        // delta .5, gamma .02, F 5000, lambda 1, c .0005: the published half-width is 0.114471 with the discount
        // e^(-0) here; see the formula
        NoTradeBand band = new WhalleyWilmott(1).band(book(5000, 0.02, 0.0005, 0, NO_CAP));

        double edge = Math.cbrt(1.5 * 0.0005 * 5000 * 0.02 * 0.02);
        assertThat(edge).isCloseTo(0.114471, within(1e-6));
        assertThat(band.triggerHigh()).isCloseTo(edge, within(1e-12));
        assertThat(band.landingHigh()).isCloseTo(edge, within(1e-12));
    }

    @Test
    void withGasAloneItTradesToTheTargetFromTheQuarterPowerBand() {
        NoTradeBand band = new WhalleyWilmott(1e-3).band(book(3000, 0.2, 0, 10, NO_CAP));

        assertThat(band.triggerHigh()).isCloseTo(Math.pow(12 * 10 * 0.04 / 1e-3, 0.25), within(1e-9));
        assertThat(band.landingHigh()).isZero();
    }

    @Property(tries = 500)
    void theThresholdsSatisfyTheirEquationsOverSixteenDecades(
            @ForAll @Scale(8) @DoubleRange(min = -8, max = 8) double logG) {
        double g = Math.pow(10, logG);
        TwoThresholds z = TwoThresholds.solve(g);

        assertThat(z.landing()).isPositive().isLessThanOrEqualTo(1);
        assertThat(z.trigger()).isGreaterThanOrEqualTo(1);
        // both are roots of z^3 - a z + 2 for one a of at least 3
        double a = z.trigger() * z.trigger() + 2 / z.trigger();
        assertThat(a).isGreaterThanOrEqualTo(3);
        double residue = Math.pow(z.landing(), 3) - a * z.landing() + 2;
        assertThat(residue).isCloseTo(0, within(1e-12));
        // and the areas between them make up for the gas: checked by Simpson's rule, exact for a cubic
        double middle = (z.landing() + z.trigger()) / 2;
        double area = (z.trigger() - z.landing()) / 6 * 4 * (a * middle - Math.pow(middle, 3) - 2);
        assertThat(area).isCloseTo(g, Percentage.withPercentage(logG < -6 ? 1e-3 : 1e-6));
    }

    @Property(tries = 200)
    void moreGasWidensTheTriggerAndDeepensTheLanding(@ForAll @Scale(8) @DoubleRange(min = -8, max = 7.5) double logG) {
        TwoThresholds less = TwoThresholds.solve(Math.pow(10, logG));
        TwoThresholds more = TwoThresholds.solve(Math.pow(10, logG + 0.5));

        assertThat(more.trigger()).isGreaterThan(less.trigger());
        assertThat(more.landing()).isLessThan(less.landing());
    }

    @Test
    void theLimitsOfTheThresholdsAreTheEdgeAndTheQuarterPower() {
        TwoThresholds tiny = TwoThresholds.solve(1e-8);
        assertThat(tiny.trigger()).isCloseTo(1, within(2e-3));
        assertThat(tiny.landing()).isCloseTo(1, within(2e-3));

        TwoThresholds huge = TwoThresholds.solve(1e8);
        assertThat(huge.trigger()).isCloseTo(Math.pow(4e8, 0.25), Percentage.withPercentage(0.01));
        assertThat(huge.landing()).isCloseTo(2 / Math.pow(huge.trigger(), 2), Percentage.withPercentage(0.01));
    }

    @Test
    void theLandingOfACutTriggerMeetsTheFreeOneWhereNothingIsCut() {
        HedgeSituation free = book(3000, 0.19, 0.0005, 5, NO_CAP);
        NoTradeBand wide = new WhalleyWilmott(1e-4).band(free);
        HedgeSituation hardlyCut = book(3000, 0.19, 0.0005, 5, wide.triggerHigh() * (1 - 1e-9));

        NoTradeBand cut = new WhalleyWilmott(1e-4).band(hardlyCut);

        assertThat(cut.landingHigh()).isCloseTo(wide.landingHigh(), Percentage.withPercentage(0.001));
    }

    @Test
    void aTightCapMakesEveryTradeGoDeeperSinceGasIsPaidMoreOften() {
        NoTradeBand free = new WhalleyWilmott(1e-4).band(book(3000, 0.19, 0.0005, 20, NO_CAP));
        NoTradeBand cut = new WhalleyWilmott(1e-4).band(book(3000, 0.19, 0.0005, 20, free.triggerHigh() / 4));

        assertThat(cut.triggerHigh()).isEqualTo(free.triggerHigh() / 4);
        assertThat(cut.landingHigh() / cut.triggerHigh()).isLessThan(free.landingHigh() / free.triggerHigh());
    }

    @Test
    void withoutGammaItTradesExactlyWhenTheRiskSavedPaysForFeeAndGas() {
        MinimumTrade rule = new MinimumTrade(1e-4, 1 / 365.0);
        HedgeSituation s = book(3000, 0, 0.001, 5, NO_CAP);
        NoTradeBand band = rule.band(s);

        double risk = 1e-4 * s.volatility() * s.volatility() * 3000 * 3000 / 365;
        double d = band.triggerHigh();
        double x = band.landingHigh();
        double saved = risk * (d * d - x * x) / 2;
        double paid = 0.001 * 3000 * (d - x) + 5;
        assertThat(saved).isCloseTo(paid, Percentage.withPercentage(1e-6));
        // and no other landing would be worth more
        for (double other : new double[] {0, x * 0.9, x * 1.1}) {
            double gain = risk * (d * d - other * other) / 2 - 0.001 * 3000 * (d - other) - 5;
            assertThat(gain).isLessThan(1e-9);
        }
    }

    @Property(tries = 1000)
    void everyRuleStaysWhereItSentTheDelta(
            @ForAll @Scale(8) @DoubleRange(min = -500, max = 500) double delta,
            @ForAll @Scale(8) @DoubleRange(min = -50, max = 50) double target,
            @ForAll @Scale(8) @DoubleRange(min = 0, max = 2) double gamma,
            @ForAll @Scale(8) @DoubleRange(min = 0, max = 0.02) double cost,
            @ForAll @Scale(8) @DoubleRange(min = 0, max = 100) double gas,
            @ForAll @Scale(8) @DoubleRange(min = 0.01, max = 300) double widest,
            @ForAll @IntRange(max = 3) int which) {
        HedgeRule rule = RULES.get(which);
        HedgeSituation s = new HedgeSituation(
                delta, -gamma, target, 3000, 2e6, new TradingCost(cost, gas), 0.9, 60 / 31_536_000.0, widest);

        if (rule.decide(s) instanceof BandDecision.MoveTo move) {
            double moved = Math.abs(move.destinationBase() - target);
            assertThat(moved).isLessThanOrEqualTo(Math.abs(delta - target));
            assertThat(moved).isLessThanOrEqualTo(widest * (1 + 1e-12));
            assertThat((move.destinationBase() - target) * (delta - target)).isGreaterThanOrEqualTo(0);
            assertThat(rule.decide(s.withDelta(move.destinationBase()))).isInstanceOf(BandDecision.Stay.class);
        } else {
            assertThat(Math.abs(delta - target)).isLessThanOrEqualTo(widest * (1 + 1e-6) + 1e-6);
        }
    }

    @Test
    void aPairOfRulesTradesOnlyWhenBothWould() {
        HedgeSituation flat = book(3000, 0, 0.001, 5, NO_CAP);
        HedgeRule both = new WiderOf(new WhalleyWilmott(1e-4), new MinimumTrade(1e-4, 1 / 365.0));

        assertThat(both.band(flat)).isEqualTo(new MinimumTrade(1e-4, 1 / 365.0).band(flat));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new WhalleyWilmott(0)).hasMessageContaining("risk aversion must be positive");
        assertThatThrownBy(() -> new MinimumTrade(1e-4, 0)).hasMessageContaining("horizon must be positive");
        assertThatThrownBy(() -> new FixedBand(Bps.ZERO, Bps.ZERO)).hasMessageContaining("trade always");
        assertThatThrownBy(() -> new TradingCost(1, 0)).hasMessageContaining("[0, 1)");
        assertThatThrownBy(() -> book(3000, Double.NaN, 0.001, 5, NO_CAP)).hasMessageContaining("gamma must be finite");
    }

    private static final List<HedgeRule> RULES = List.of(
            new FixedBand(new Bps(150), new Bps(5000)),
            new WhalleyWilmott(1e-4),
            new MinimumTrade(1e-4, 1 / 365.0),
            new WiderOf(new WhalleyWilmott(1e-4), new MinimumTrade(1e-4, 1 / 365.0)));

    private static HedgeSituation book(double price, double gamma, double cost, double gas, double widest) {
        return new HedgeSituation(0, gamma, 0, price, 2e6, new TradingCost(cost, gas), 0.8, 0, widest);
    }
}
