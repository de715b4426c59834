package io.evenkeel.options;

import static org.assertj.core.api.Assertions.assertThat;

import com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Strata, an independent and much used implementation, says the same of everything that exceeds a millionth of spot.
 * Its charm alone loses digits in places, for options many deviations in the money; there sixty digits side with us.
 */
class BlackScholesStrataTest {
    private static final int CASES = 20_000;
    private static final double RELATIVE = 1e-10;
    private static final double WORTH_COMPARING = 1e-6;

    private final GreekSet ours = new GreekSet();
    private double spot;
    private double strike;
    private double years;
    private double volatility;
    private double rate;
    private double carry;
    private int compared;
    private int differences;

    @Test
    void pricesAndAllGreeksAgreeWhereverTheyExceedAMillionthOfSpot() {
        SplittableRandom random = new SplittableRandom(20_260_101);
        for (int i = 0; i < CASES; i++) {
            spot = Math.exp(random.nextDouble(Math.log(0.01), Math.log(100_000)));
            strike = spot * Math.exp(random.nextDouble(-1.2, 1.2));
            years = Math.exp(random.nextDouble(Math.log(60.0 / 31_536_000), Math.log(3)));
            volatility = Math.exp(random.nextDouble(Math.log(0.05), Math.log(3)));
            rate = random.nextDouble(-0.05, 0.25);
            carry = random.nextInt(4) == 0 ? rate : random.nextDouble(-0.2, 0.25);
            BlackScholes.evaluate(spot, strike, years, volatility, rate, carry, ours);
            compareOneSide(true);
            compareOneSide(false);
            compare(
                    "gamma",
                    ours.gamma() * spot * spot,
                    spot * spot * BlackScholesFormulaRepository.gamma(spot, strike, years, volatility, rate, carry));
            compare(
                    "vega",
                    ours.vega(),
                    BlackScholesFormulaRepository.vega(spot, strike, years, volatility, rate, carry));
            compare(
                    "vanna",
                    ours.vanna() * spot,
                    spot * BlackScholesFormulaRepository.vanna(spot, strike, years, volatility, rate, carry));
            compare(
                    "volga",
                    ours.volga(),
                    BlackScholesFormulaRepository.vomma(spot, strike, years, volatility, rate, carry));
        }
        assertThat(compared).isGreaterThan(8 * CASES);
        assertThat(differences).isLessThan(CASES / 200);
    }

    private void compareOneSide(boolean call) {
        OptionGreeks greeks = ours.of(call ? OptionType.CALL : OptionType.PUT);
        compare(
                "price",
                greeks.price(),
                BlackScholesFormulaRepository.price(spot, strike, years, volatility, rate, carry, call));
        compare(
                "delta",
                greeks.delta() * spot,
                spot * BlackScholesFormulaRepository.delta(spot, strike, years, volatility, rate, carry, call));
        compare(
                "theta",
                greeks.theta(),
                BlackScholesFormulaRepository.theta(spot, strike, years, volatility, rate, carry, call));
        compare(
                "charm",
                greeks.charm() * spot,
                spot * BlackScholesFormulaRepository.charm(spot, strike, years, volatility, rate, carry, call));
        compare(
                "rho",
                greeks.rho(),
                BlackScholesFormulaRepository.rho(spot, strike, years, volatility, rate, carry, call));
        compare(
                "carry rho",
                greeks.carryRho(),
                BlackScholesFormulaRepository.carryRho(spot, strike, years, volatility, rate, carry, call));
    }

    private void compare(String what, double mine, double theirs) {
        double size = Math.max(Math.abs(mine), Math.abs(theirs));
        if (size <= WORTH_COMPARING * spot) {
            return;
        }
        compared++;
        if (Math.abs(mine - theirs) > RELATIVE * size) {
            differences++;
            assertThat(what).isEqualTo("charm");
            ReferencePrice exact = new ReferencePrice(spot, strike, years, volatility, rate, carry);
            double charm = spot * (mine == spot * ours.callCharm() ? exact.callCharm : exact.putCharm);
            assertThat(Math.abs(mine - charm)).isLessThan(1e-12 * size).isLessThan(Math.abs(theirs - charm));
        }
    }
}
