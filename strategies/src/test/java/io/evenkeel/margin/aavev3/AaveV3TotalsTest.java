package io.evenkeel.margin.aavev3;

import static io.evenkeel.margin.aavev3.AaveV3Example.at2000;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.usdc;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class AaveV3TotalsTest {
    /** Seen on chain: a million USDC against 300 WETH at 2000 has a health factor of 4/3. */
    @Test
    void aMillionAgainstThreeHundredWeth() {
        AaveV3Position position =
                at2000().supplied("0", "1000000").borrowed("300", "0").position();

        AaveV3Totals totals = position.totals();

        assertThat(totals.totalCollateralUsd()).isEqualTo(usd("1000000"));
        assertThat(totals.totalDebtUsd()).isEqualTo(usd("600000"));
        assertThat(totals.liquidationThresholdBps()).isEqualTo(8000);
        assertThat(totals.ltvBps()).isEqualTo(7700);
        assertThat(totals.availableBorrowsUsd()).isEqualTo(usd("170000"));
        assertThat(totals.healthFactor()).isEqualTo("1333333333333333333");
        assertThat(position.protocolEquity()).isEqualTo(usdc("400000"));
        assertThat(position.maintenance().asDelta()).isEqualTo(usdc("200000"));
        assertThat(position.delta()).isEqualTo(weth("-300"));
        assertThat(position.hedge()).isEqualTo(weth("-300"));
        assertThat(position.oracleNav(price("2100"))).isEqualTo(usdc("370000"));
    }

    @Test
    void theWeightedThresholdIsCutToWholeBasisPoints() {
        // (20,000 × 8250 + 10,000 × 8000) / 30,000 = 8166.67
        AaveV3Totals totals =
                at2000().supplied("10", "10000").borrowed("1", "0").position().totals();

        assertThat(totals.liquidationThresholdBps()).isEqualTo(8166);
        assertThat(totals.ltvBps()).isEqualTo(7900);
    }

    @Test
    void withoutDebtThereIsNothingToMaintain() {
        AaveV3Position position = at2000().supplied("10", "0").position();

        assertThat(position.totals().healthFactor())
                .isEqualTo(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
        assertThat(position.maintenance().isZero()).isTrue();
        assertThat(position.protocolEquity()).isEqualTo(usdc("20000"));
        assertThat(position.delta()).isEqualTo(weth("10"));
        assertThat(position.hedge().isZero()).isTrue();
        assertThat(at2000().position().totals().totalCollateralUsd()).isZero();
    }

    @Test
    void collateralThatTheAccountHasTurnedOffDoesNotCount() {
        AaveAsset base = at2000().supplied("10", "0").position().base();
        AaveAsset off = new AaveAsset(
                base.supplied(),
                base.debt(),
                base.ltvBps(),
                base.liquidationThresholdBps(),
                false,
                base.liquidityRateRay(),
                base.variableBorrowRateRay(),
                base.availableLiquidity(),
                base.totalVariableDebt(),
                base.borrowCap(),
                base.supplyCap(),
                true,
                false,
                false,
                true,
                base.priceUsd());

        AaveV3Position empty = at2000().position();

        assertThat(AaveV3Totals.of(AaveGeneration.V3_0, empty.pair(), off, empty.quote())
                        .totalCollateralUsd())
                .isZero();
    }

    /** Equity below maintenance says exactly what Aave says with its health factor. */
    @Property(tries = 2000)
    void equityBelowMaintenanceIsAHealthFactorBelowOne(
            @ForAll AaveGeneration generation,
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 500) double suppliedWeth,
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 1e6) double suppliedUsdc,
            @ForAll @Scale(9) @DoubleRange(min = 0.9, max = 1.1) double closeness,
            @ForAll @Scale(9) @DoubleRange(min = 0.97, max = 1.03) double usdcUsd) {
        double backing = suppliedWeth * 2000 * 0.825 + suppliedUsdc * usdcUsd * 0.8;
        AaveV3Position position = at2000().supplied(decimal(suppliedWeth), decimal(suppliedUsdc))
                .borrowed(decimal(backing / 2000 * closeness), "0")
                .prices(2000, usdcUsd)
                .at(generation)
                .position();

        boolean liquidatable = position.totals().healthFactor().compareTo(BigInteger.TEN.pow(18)) < 0;

        assertThat(position.protocolEquity().compareTo(position.maintenance().asDelta()) < 0)
                .isEqualTo(liquidatable);
    }

    private static String decimal(double value) {
        return new BigDecimal(value).toPlainString();
    }

    private static BigInteger usd(String whole) {
        return new BigDecimal(whole).movePointRight(8).toBigIntegerExact();
    }
}
