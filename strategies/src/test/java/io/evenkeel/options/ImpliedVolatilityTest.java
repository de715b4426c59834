package io.evenkeel.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import io.evenkeel.options.ImpliedVolatility.AboveBound;
import io.evenkeel.options.ImpliedVolatility.BelowIntrinsic;
import io.evenkeel.options.ImpliedVolatility.Found;
import io.evenkeel.options.ImpliedVolatility.Uninformative;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpliedVolatilityTest {
    private static final int CASES = 20_000;
    private static final double RATE = 0.05;
    private static final double CARRY = 0.02;

    private final GreekSet greeks = new GreekSet();

    @Test
    void whatAPriceWasMadeFromIsFoundAgainAsFarAsThePriceStillKnowsIt() {
        SplittableRandom random = new SplittableRandom(11);
        int sharp = 0;
        for (int i = 0; i < CASES; i++) {
            OptionType type = random.nextBoolean() ? OptionType.CALL : OptionType.PUT;
            double strike = 100 * Math.exp(random.nextDouble(-2, 2));
            double years = Math.exp(random.nextDouble(Math.log(1e-4), Math.log(10)));
            double volatility = Math.exp(random.nextDouble(Math.log(0.05), Math.log(4)));
            double price = price(type, strike, years, volatility);
            switch (ImpliedVolatility.of(type, price, 100, strike, years, RATE, CARRY)) {
                case Found found -> {
                    // the price itself was computed with a few roundings, each worth the stated uncertainty
                    double allowed = 2e-12 + 40 * found.relativeUncertainty();
                    assertThat(found.volatility()).isCloseTo(volatility, within(volatility * allowed));
                    sharp += allowed < 3e-12 ? 1 : 0;
                }
                case Uninformative(double lowest, double highest) ->
                    assertThat(volatility).isBetween(lowest * (1 - 1e-9), highest * 1.2);
                case BelowIntrinsic below -> throw new AssertionError(below + " for " + price);
                case AboveBound above -> throw new AssertionError(above + " for " + price);
            }
        }
        assertThat(sharp).isGreaterThan(CASES / 3);
    }

    @Test
    void strataFindsTheSame() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 3_000; i++) {
            double strike = 100 * Math.exp(random.nextDouble(-1, 1));
            double years = random.nextDouble(0.01, 2);
            OptionType type = strike > 100 * Math.exp(CARRY * years) ? OptionType.CALL : OptionType.PUT;
            double price = price(type, strike, years, random.nextDouble(0.1, 3));
            if (price < 1e-6) {
                continue;
            }
            double theirs = BlackFormulaRepository.impliedVolatility(
                    price * Math.exp(RATE * years),
                    100 * Math.exp(CARRY * years),
                    strike,
                    years,
                    type == OptionType.CALL);
            assertThat(found(type, price, strike, years).volatility())
                    .isCloseTo(theirs, Percentage.withPercentage(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"CALL, 1e-300", "CALL, 1e-100", "CALL, 1e-12", "PUT, 1e-300", "PUT, 1e-30", "PUT, 1e-8"})
    void aPriceOfAlmostNothingStillHasAVolatility(OptionType type, double price) {
        double strike = type == OptionType.CALL ? 250 : 40;

        Found found = found(type, price, strike, 0.1);

        // ln price falls like 1 / σ²: a few roundings of a large exponent remain
        assertThat(price(type, strike, 0.1, found.volatility())).isCloseTo(price, Percentage.withPercentage(1e-9));
    }

    @Test
    void closeToItsBoundTheDistanceToItCounts() {
        double almostTheUnderlying = 100 * Math.exp((CARRY - RATE) * 2) - 1e-6;

        Found found = found(OptionType.CALL, almostTheUnderlying, 130, 2);

        assertThat(found.volatility()).isBetween(5.0, 10.0);
        assertThat(price(OptionType.CALL, 130, 2, found.volatility())).isCloseTo(almostTheUnderlying, within(1e-13));
    }

    @Test
    void atTheMoneyForwardTheFirstTangentIsAlmostTheAnswer() {
        double forward = 100 * Math.exp(CARRY * 0.25);

        assertThat(found(OptionType.CALL, price(OptionType.CALL, forward, 0.25, 1e-3), forward, 0.25)
                        .volatility())
                .isCloseTo(1e-3, within(1e-13));
    }

    @Test
    void freeMoneyHasNoVolatility() {
        double intrinsic = 100 * Math.exp(CARRY - RATE) - 60 * Math.exp(-RATE);

        assertThat(ImpliedVolatility.of(OptionType.CALL, intrinsic - 0.01, 100, 60, 1, RATE, CARRY))
                .isInstanceOfSatisfying(
                        BelowIntrinsic.class,
                        below -> assertThat(below.lowestPrice()).isCloseTo(intrinsic, within(1e-12)));
        assertThat(ImpliedVolatility.of(OptionType.CALL, -1e-9, 100, 160, 1, RATE, CARRY))
                .isEqualTo(new BelowIntrinsic(0));
        assertThat(ImpliedVolatility.of(OptionType.CALL, 99, 100, 60, 1, RATE, CARRY))
                .isInstanceOf(AboveBound.class);
        assertThat(ImpliedVolatility.of(OptionType.PUT, 60, 100, 60, 1, RATE, CARRY))
                .isEqualTo(new AboveBound(60 * Math.exp(-RATE)));
        assertThat(ImpliedVolatility.of(OptionType.PUT, 1, 100, 60, 0, RATE, CARRY))
                .isEqualTo(new AboveBound(0));
    }

    @Test
    void aPriceThatKnowsNothingSaysWhichVolatilitiesItFits() {
        assertThat(ImpliedVolatility.of(OptionType.CALL, 50, 100, 50, 0, RATE, CARRY))
                .isEqualTo(new Uninformative(0, Double.POSITIVE_INFINITY));
        assertThat(ImpliedVolatility.of(OptionType.CALL, 0, 100, 150, 1, 0, 0))
                .isInstanceOfSatisfying(Uninformative.class, any -> {
                    assertThat(any.lowest()).isZero();
                    assertThat(price(OptionType.CALL, 150, 1, any.highest() * 0.9))
                            .isZero();
                });
        assertThat(ImpliedVolatility.of(OptionType.CALL, 90, 100, 10, 1, 0, 0))
                .isInstanceOfSatisfying(
                        Uninformative.class, any -> assertThat(any.highest()).isBetween(0.2, 0.4));
        assertThat(ImpliedVolatility.of(OptionType.CALL, 100, 100, 10, 1, 0, 0))
                .isInstanceOfSatisfying(Uninformative.class, any -> {
                    assertThat(any.lowest()).isBetween(10.0, 20.0);
                    assertThat(any.highest()).isInfinite();
                });
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> ImpliedVolatility.of(OptionType.CALL, Double.NaN, 100, 100, 1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ImpliedVolatility.of(OptionType.CALL, 1, 100, 0, 1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private double price(OptionType type, double strike, double years, double volatility) {
        BlackScholes.evaluate(100, strike, years, volatility, RATE, CARRY, greeks);
        return greeks.of(type).price();
    }

    private static Found found(OptionType type, double price, double strike, double years) {
        ImpliedVolatility outcome = new EuropeanOption(type, strike, years).impliedVolatility(price, 100, RATE, CARRY);
        assertThat(outcome).isInstanceOf(Found.class);
        return (Found) outcome;
    }
}
