package io.evenkeel.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlackScholesTest {
    private static final int CASES = 5_000;

    private final GreekSet g = new GreekSet();

    @Test
    void sixtyDigitsAgreeAlsoWhereTheOptionIsAlmostWorthless() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 300; i++) {
            double strike = 100 * Math.exp(random.nextDouble(-3, 3));
            double years = Math.exp(random.nextDouble(Math.log(1e-3), Math.log(3)));
            double volatility = Math.exp(random.nextDouble(Math.log(0.1), Math.log(3)));
            double rate = random.nextDouble(-0.05, 0.2);
            double carry = random.nextDouble(-0.2, 0.2);
            ReferencePrice exact = new ReferencePrice(100, strike, years, volatility, rate, carry);
            BlackScholes.evaluate(100, strike, years, volatility, rate, carry, g);
            // A tail of 38 deviations magnifies the rounding of ln(S/K) by 38 / (σ sqrt(T)) at most.
            double farOut = 1e-13 + 4e-14 / (volatility * Math.sqrt(years));
            if (Math.min(exact.callPrice, exact.putPrice) > 1e-280) {
                assertThat(g.callPrice()).isCloseTo(exact.callPrice, within(farOut * exact.callPrice));
                assertThat(g.putPrice()).isCloseTo(exact.putPrice, within(farOut * exact.putPrice));
            }
            assertThat(g.callTheta()).isCloseTo(exact.callTheta, within(1e-10 + 1e-12 * Math.abs(exact.callTheta)));
            assertThat(g.putTheta()).isCloseTo(exact.putTheta, within(1e-10 + 1e-12 * Math.abs(exact.putTheta)));
            assertThat(g.callCharm()).isCloseTo(exact.callCharm, within(1e-10));
            assertThat(g.vanna()).isCloseTo(exact.vanna, within(1e-11));
            assertThat(g.volga()).isCloseTo(exact.volga, within(1e-10 + 1e-12 * Math.abs(exact.volga)));
        }
    }

    @Test
    void callAndPutDifferByTheForwardInEveryGreek() {
        forRandomOptions((spot, strike, years, volatility, rate, carry) -> {
            double presentSpot = spot * Math.exp((carry - rate) * years);
            double presentStrike = strike * Math.exp(-rate * years);
            double rounding = 1e-13 * (spot + strike);
            assertThat(g.callPrice() - g.putPrice()).isCloseTo(presentSpot - presentStrike, within(rounding));
            assertThat(g.callDelta() - g.putDelta()).isCloseTo(presentSpot / spot, within(1e-14));
            assertThat(g.callTheta() - g.putTheta())
                    .isCloseTo((rate - carry) * presentSpot - rate * presentStrike, within(1e-11 * (spot + strike)));
            assertThat(g.callCharm() - g.putCharm())
                    .isCloseTo((rate - carry) * presentSpot / spot, within(1e-12 + 1e-13 * Math.abs(g.callCharm())));
            assertThat(g.callRho() - g.putRho()).isCloseTo(years * presentStrike, within(10 * rounding));
            assertThat(g.callCarryRho() - g.putCarryRho()).isCloseTo(years * presentSpot, within(10 * rounding));
        });
    }

    @Test
    void noOptionIsWorthLessThanItsForwardOrMoreThanItsUnderlying() {
        forRandomOptions((spot, strike, years, volatility, rate, carry) -> {
            double presentSpot = spot * Math.exp((carry - rate) * years);
            double presentStrike = strike * Math.exp(-rate * years);
            double rounding = 1e-14 * (spot + strike);
            assertThat(g.callPrice())
                    .isBetween(Math.max(presentSpot - presentStrike, 0) - rounding, presentSpot + rounding)
                    .isNotNegative();
            assertThat(g.putPrice())
                    .isBetween(Math.max(presentStrike - presentSpot, 0) - rounding, presentStrike + rounding)
                    .isNotNegative();
            assertThat(g.callDelta()).isBetween(0.0, presentSpot / spot * (1 + 1e-15));
            assertThat(g.putDelta()).isBetween(-presentSpot / spot * (1 + 1e-15), 0.0);
            assertThat(g.gamma()).isNotNegative();
            assertThat(g.vega()).isNotNegative();
        });
    }

    @Test
    void aCallRisesWithSpotAndVolatilityAndFallsWithTheStrike() {
        forRandomOptions((spot, strike, years, volatility, rate, carry) -> {
            double call = g.callPrice();
            double put = g.putPrice();
            double rounding = 1e-14 * (spot + strike);
            BlackScholes.evaluate(spot * 1.001, strike, years, volatility, rate, carry, g);
            assertThat(g.callPrice()).isGreaterThanOrEqualTo(call - rounding);
            assertThat(g.putPrice()).isLessThanOrEqualTo(put + rounding);
            BlackScholes.evaluate(spot, strike * 1.001, years, volatility, rate, carry, g);
            assertThat(g.callPrice()).isLessThanOrEqualTo(call + rounding);
            assertThat(g.putPrice()).isGreaterThanOrEqualTo(put - rounding);
            BlackScholes.evaluate(spot, strike, years, volatility * 1.001, rate, carry, g);
            assertThat(g.callPrice()).isGreaterThanOrEqualTo(call - rounding);
            assertThat(g.putPrice()).isGreaterThanOrEqualTo(put - rounding);
        });
    }

    @Test
    void everyGreekIsTheSlopeOfWhatItIsNamedAfter() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 500; i++) {
            double[] x = {
                random.nextDouble(50, 150), // spot
                100,
                random.nextDouble(0.05, 2), // years
                random.nextDouble(0.2, 1.5), // volatility
                random.nextDouble(-0.05, 0.2), // rate
                random.nextDouble(-0.2, 0.2) // carry
            };
            evaluate(x);
            OptionGreeks call = g.of(OptionType.CALL);
            OptionGreeks put = g.of(OptionType.PUT);
            slope(x, 0, GreekSet::callPrice, call.delta());
            slope(x, 0, GreekSet::putPrice, put.delta());
            slope(x, 0, GreekSet::callDelta, call.gamma());
            slope(x, 2, GreekSet::callPrice, -call.theta());
            slope(x, 2, GreekSet::putPrice, -put.theta());
            slope(x, 2, GreekSet::callDelta, -call.charm());
            slope(x, 2, GreekSet::putDelta, -put.charm());
            slope(x, 3, GreekSet::putPrice, put.vega());
            slope(x, 3, GreekSet::callDelta, call.vanna());
            slope(x, 0, GreekSet::vega, call.vanna());
            slope(x, 3, GreekSet::vega, call.volga());
            slope(x, 5, GreekSet::callPrice, call.carryRho());
            slope(x, 5, GreekSet::putPrice, put.carryRho());
            // rate and carry move together
            slope(x, -1, GreekSet::callPrice, call.rho());
            slope(x, -1, GreekSet::putPrice, put.rho());
        }
    }

    @Test
    void theHedgeEarnsTheRate() {
        // Black and Scholes' equation: theta + b S delta + σ² S² gamma / 2 = r V
        forRandomOptions((spot, strike, years, volatility, rate, carry) -> {
            double local = carry * spot * g.callDelta() + volatility * volatility * spot * spot * g.gamma() / 2;
            assertThat(g.callTheta() + local)
                    .isCloseTo(rate * g.callPrice(), within(1e-12 * (spot + strike + Math.abs(g.callTheta()))));
        });
    }

    @Test
    void deltaAndGammaAloneAreTheSame() {
        DeltaGamma both = new DeltaGamma();
        forRandomOptions((spot, strike, years, volatility, rate, carry) -> {
            BlackScholes.deltaGamma(spot, strike, years, volatility, rate, carry, both);
            assertThat(both.callDelta()).isEqualTo(g.callDelta());
            assertThat(both.putDelta()).isEqualTo(g.putDelta());
            assertThat(both.gamma()).isEqualTo(g.gamma());
        });
    }

    @Test
    void theTextbookOptionIsWorthWhatTheTextbookSays() {
        // Hull, "Options, Futures, and Other Derivatives", example 15.6
        OptionMarket market = new OptionMarket(42, 0.2, 0.1, 0.1);
        assertThat(new EuropeanOption(OptionType.CALL, 40, 0.5).greeks(market).price())
                .isCloseTo(4.76, within(0.005));
        assertThat(new EuropeanOption(OptionType.PUT, 40, 0.5).greeks(market).price())
                .isCloseTo(0.81, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({
        // spot, strike, years, volatility: what remains is the forward or nothing
        "110, 100, 0, 0.5, 10, 1",
        "90, 100, 0, 0.5, 0, 0",
        "110, 100, 1, 0, 10, 1",
        "100, 100, 0, 0, 0, 0.5",
        "100, 100, 1, 0, 0, 0.5",
        "0, 100, 1, 0.5, 0, 0",
        "0, 100, 0, 0, 0, 0",
        "1e-300, 100, 1, 0.5, 0, 0",
        "1e9, 100, 1, 0.3, 999999900, 1",
        "100, 1e-300, 1, 0.5, 100, 1",
        "100, 100, 1, 1e9, 100, 1",
        "100, 100, 1, 1e200, 100, 1",
        "100, 100, 1e-320, 1e-10, 0, 0.5",
        "110, 100, 1e-12, 1e-4, 10, 1",
    })
    void withoutChanceOrFarFromTheStrikeThereIsNoOptionality(
            double spot, double strike, double years, double volatility, double call, double delta) {
        BlackScholes.evaluate(spot, strike, years, volatility, 0, 0, g);

        assertThat(g.callPrice()).isCloseTo(call, Percentage.withPercentage(1e-12));
        assertThat(g.callDelta()).isCloseTo(delta, within(1e-12));
        assertThat(g.putPrice()).isCloseTo(call - spot + strike, within(1e-12 * (spot + strike)));
        for (double greek : everything()) {
            assertThat(greek).isFinite();
        }
        assertThat(g.gamma()).isZero();
        assertThat(g.vega()).isZero();
    }

    @Test
    void withoutVolatilityTheForwardStillEarnsItsCarry() {
        BlackScholes.evaluate(110, 100, 2, 0, 0.05, 0.02, g);

        double presentSpot = 110 * Math.exp(-0.03 * 2);
        double presentStrike = 100 * Math.exp(-0.05 * 2);
        assertThat(g.callPrice()).isCloseTo(presentSpot - presentStrike, within(1e-12));
        assertThat(g.callTheta()).isCloseTo(0.03 * presentSpot - 0.05 * presentStrike, within(1e-12));
        assertThat(g.callCharm()).isCloseTo(0.03 * presentSpot / 110, within(1e-14));
        assertThat(g.putPrice()).isZero();
    }

    @Test
    void nothingIsEverNotANumber() {
        double[] sizes = {0, 1e-300, 1e-20, 1e-6, 0.5, 1, 3, 1e3, 1e9};
        double[] rates = {-0.5, 0, 0.3};
        for (double spot : sizes) {
            for (double strike : sizes) {
                for (double years : sizes) {
                    for (double volatility : sizes) {
                        for (double rate : strike > 0 && years < 1e3 ? rates : new double[0]) {
                            BlackScholes.evaluate(spot, strike, years, volatility, rate, 0.1, g);
                            for (double greek : everything()) {
                                assertThat(greek).isNotNaN();
                            }
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, 1, 1, 0",
        "1, 0, 1, 1, 0",
        "1, 1, -1, 1, 0",
        "1, 1, 1, -1, 0",
        "1, 1, 1, 1, NaN",
        "NaN, 1, 1, 1, 0"
    })
    void nonsenseIsRefused(double spot, double strike, double years, double volatility, double rate) {
        assertThatThrownBy(() -> BlackScholes.evaluate(spot, strike, years, volatility, rate, 0, g))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void slope(double[] x, int argument, ToDoubleFunction<GreekSet> of, double expected) {
        double size = argument < 0 ? 1e-3 : argument == 0 ? 0.1 : argument == 5 ? 1e-3 : 1e-3 * x[argument];
        // two central differences, and Richardson's step from them
        double wide = difference(x, argument, size, of);
        double narrow = difference(x, argument, size / 2, of);
        double slope = (4 * narrow - wide) / 3;
        assertThat(slope).isCloseTo(expected, within(1e-7 + 1e-7 * Math.abs(expected)));
    }

    private double difference(double[] x, int argument, double size, ToDoubleFunction<GreekSet> of) {
        double up = of.applyAsDouble(evaluate(moved(x, argument, size)));
        double down = of.applyAsDouble(evaluate(moved(x, argument, -size)));
        return (up - down) / (2 * size);
    }

    private static double[] moved(double[] x, int argument, double by) {
        double[] moved = x.clone();
        if (argument < 0) {
            moved[4] += by;
            moved[5] += by;
        } else {
            moved[argument] += by;
        }
        return moved;
    }

    private GreekSet evaluate(double[] x) {
        BlackScholes.evaluate(x[0], x[1], x[2], x[3], x[4], x[5], g);
        return g;
    }

    private double[] everything() {
        return new double[] {
            g.callPrice(),
            g.putPrice(),
            g.callDelta(),
            g.putDelta(),
            g.gamma(),
            g.callTheta(),
            g.putTheta(),
            g.vega(),
            g.vanna(),
            g.volga(),
            g.callCharm(),
            g.putCharm(),
            g.callRho(),
            g.putRho(),
            g.callCarryRho(),
            g.putCarryRho()
        };
    }

    private interface Claim {
        void check(double spot, double strike, double years, double volatility, double rate, double carry);
    }

    /** From a minute to three years, from a calm stable pair to a meme coin, far in and far out of the money. */
    private void forRandomOptions(Claim claim) {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < CASES; i++) {
            double spot = Math.exp(random.nextDouble(Math.log(1e-4), Math.log(1e5)));
            double strike = spot * Math.exp(random.nextDouble(-3, 3));
            double years = Math.exp(random.nextDouble(Math.log(2e-6), Math.log(3)));
            double volatility = Math.exp(random.nextDouble(Math.log(0.01), Math.log(4)));
            double rate = random.nextDouble(-0.05, 0.25);
            double carry = random.nextDouble(-0.25, 0.25);
            BlackScholes.evaluate(spot, strike, years, volatility, rate, carry, g);
            claim.check(spot, strike, years, volatility, rate, carry);
        }
    }
}
