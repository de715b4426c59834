package io.evenkeel.margin.aavev3;

import static io.evenkeel.margin.aavev3.AaveV3Example.at2000;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.margin.aavev3.AaveV3CrossAccount.Holding;
import io.evenkeel.margin.cross.Comovement;
import io.evenkeel.margin.cross.CrossMargin;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

class AaveV3CrossAccountTest {
    /** Dollars and ether back a loan of bitcoin: at the move Aave leaves it alone, two basis points beyond it does not. */
    @Property(tries = 500)
    void theMoveIsAavesBoundary(
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 100) double ether,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 300_000) double dollars,
            @ForAll @Scale(6) @DoubleRange(min = 0.1, max = 6) double bitcoinOwed,
            @ForAll @Scale(6) @DoubleRange(min = 0.2, max = 2) double beta,
            @ForAll boolean up) {
        if (account(ether, dollars, bitcoinOwed, 0, beta).isLiquidatable()) {
            return;
        }
        CrossMargin margin = account(ether, dollars, bitcoinOwed, 0, beta).margin();

        OptionalDouble move = margin.liquidatingMove(List.of(1.0, 0.0, beta), up ? 1 : -1);

        if (margin.headroom() > 0 && move.isPresent()) {
            double safe = move.getAsDouble() * (up ? 1 : -1);
            assertThat(account(ether, dollars, bitcoinOwed, safe - Math.signum(safe) * 1e-9, beta)
                            .isLiquidatable())
                    .isFalse();
            // the basis points that are kept back, against what moves
            double held = ether * 2000 * Math.exp(safe) + dollars;
            double slope = bitcoinOwed * 50_000 * beta * Math.exp(beta * safe) - ether * 0.825 * 2000 * Math.exp(safe);
            double beyond = safe + (held * 3e-4 + 0.01) / slope;
            if (Math.abs(beyond - safe) < 0.02) {
                assertThat(account(ether, dollars, bitcoinOwed, beyond, beta).isLiquidatable())
                        .isTrue();
            }
        }
    }

    @Example
    void twoAssetsAreTheAccountThatWeKnow() {
        AaveV3Position known =
                at2000().supplied("100", "100000").borrowed("120", "0").position();

        AaveV3CrossAccount cross = new AaveV3CrossAccount(
                AaveGeneration.V3_0,
                List.of(new Holding("WETH", known.base(), 18), new Holding("USDC", known.quote(), 6)));

        assertThat(cross.totals()).isEqualTo(known.totals());
        double level = known.liquidationPriceAbove().orElseThrow().asDouble();
        double move = cross.margin().liquidatingMove(List.of(1.0, 0.0), 1).orElseThrow();
        assertThat(2000 * Math.exp(move)).isCloseTo(level, within(1e-3));
    }

    @Example
    void aLoanOfTheSameRiskAsItsCollateralIsSafeWhereOneOfAnotherIsNot() {
        CrossMargin account = account(100, 0, 2.6, 0, 1).margin();
        List<Double> volatilities = List.of(0.8, 0.001, 0.8);

        double together = account.probability(
                Comovement.of(
                        volatilities,
                        List.of(List.of(1.0, 0.0, 0.98), List.of(0.0, 1.0, 0.0), List.of(0.98, 0.0, 1.0))),
                Duration.ofDays(7));
        double apart = account.probability(
                Comovement.of(
                        volatilities, List.of(List.of(1.0, 0.0, 0.2), List.of(0.0, 1.0, 0.0), List.of(0.2, 0.0, 1.0))),
                Duration.ofDays(7));

        assertThat(together).isLessThan(1e-9);
        assertThat(apart).isGreaterThan(0.01);
    }

    private static AaveV3CrossAccount account(
            double ether, double dollars, double bitcoinOwed, double move, double beta) {
        return new AaveV3CrossAccount(
                AaveGeneration.V3_0,
                List.of(
                        new Holding("WETH", asset(units(ether, 18), BigInteger.ZERO, 8250, 2000 * Math.exp(move)), 18),
                        new Holding("USDC", asset(units(dollars, 6), BigInteger.ZERO, 8000, 1), 6),
                        new Holding(
                                "WBTC",
                                asset(BigInteger.ZERO, units(bitcoinOwed, 8), 7800, 50_000 * Math.exp(beta * move)),
                                8)));
    }

    private static AaveAsset asset(BigInteger supplied, BigInteger debt, int threshold, double usd) {
        BigInteger plenty = BigInteger.TEN.pow(30);
        return new AaveAsset(
                supplied,
                debt,
                threshold - 250,
                threshold,
                supplied.signum() > 0,
                BigInteger.ZERO,
                BigInteger.ZERO,
                plenty,
                plenty,
                BigInteger.ZERO,
                BigInteger.ZERO,
                true,
                false,
                false,
                true,
                units(usd, 8));
    }

    private static BigInteger units(double whole, int decimals) {
        return new BigDecimal(whole).movePointRight(decimals).toBigInteger();
    }
}
