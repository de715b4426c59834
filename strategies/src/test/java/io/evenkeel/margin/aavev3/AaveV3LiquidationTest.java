package io.evenkeel.margin.aavev3;

import static io.evenkeel.margin.aavev3.AaveV3Example.at2000;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.usdc;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.margin.LiquidationDistance;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class AaveV3LiquidationTest {
    private static final BigInteger WAD = BigInteger.TEN.pow(18);

    @Test
    void wethOwedAgainstUsdcIsLiquidatedByARise() {
        AaveV3Position position =
                at2000().supplied("0", "1000000").borrowed("300", "0").position();

        // 800,000 / 300
        assertThat(position.liquidationPriceAbove().orElseThrow().asDouble()).isCloseTo(2666.666666, within(1e-5));
        assertThat(position.liquidationPriceBelow()).isEmpty();
    }

    @Test
    void wethOwedAgainstEnoughWethIsNeverLiquidatedByAPrice() {
        AaveV3Position position =
                at2000().supplied("100", "0").borrowed("80", "0").position();

        assertThat(position.liquidationPriceAbove()).isEmpty();
        assertThat(position.liquidationPriceBelow()).isEmpty();
    }

    @Test
    void usdcOwedAgainstWethIsLiquidatedByAFall() {
        AaveV3Position position =
                at2000().supplied("100", "0").borrowed("0", "99000").position();

        // 99,000 / 82.5
        assertThat(position.liquidationPriceBelow().orElseThrow().asDouble()).isCloseTo(1200, within(1e-5));
        assertThat(position.liquidationPriceAbove()).isEmpty();
    }

    @Test
    void mixedCollateralHasOneEndAtMost() {
        // backing 82.5 P + 80,000 against 120 P: up at 80,000 / 37.5
        AaveV3Position moreOwed =
                at2000().supplied("100", "100000").borrowed("120", "0").position();
        // backing 82.5 P + 8,000 against 40 P + 50,000: down at 42,000 / 42.5
        AaveV3Position lessOwed =
                at2000().supplied("100", "10000").borrowed("40", "50000").position();

        // one basis point of each threshold is kept for Aave's cut of their average
        assertThat(moreOwed.liquidationPriceAbove().orElseThrow().asDouble()).isBetween(2132.0, 2133.34);
        assertThat(moreOwed.liquidationPriceBelow()).isEmpty();
        assertThat(lessOwed.liquidationPriceBelow().orElseThrow().asDouble()).isBetween(988.23, 989.0);
        assertThat(lessOwed.liquidationPriceAbove()).isEmpty();
    }

    @Test
    void theDistanceIsPositiveOnEitherSideAndInfiniteWhereThereIsNone() {
        Duration year = Duration.ofDays(365);
        AaveV3Position byRise =
                at2000().supplied("0", "1000000").borrowed("300", "0").position();
        AaveV3Position byFall =
                at2000().supplied("100", "0").borrowed("0", "99000").position();
        AaveV3Position byNone =
                at2000().supplied("100", "0").borrowed("80", "0").position();

        assertThat(LiquidationDistance.fraction(byRise, price("2000"))).isCloseTo(1.0 / 3, within(1e-6));
        assertThat(LiquidationDistance.fraction(byFall, price("2000"))).isCloseTo(0.4, within(1e-6));
        assertThat(LiquidationDistance.fraction(byNone, price("2000"))).isInfinite();
        assertThat(LiquidationDistance.standardDeviations(byRise, price("2000"), 1, year))
                .isCloseTo(Math.log(4.0 / 3), within(1e-6));
        assertThat(LiquidationDistance.standardDeviations(byFall, price("2000"), 1, year))
                .isCloseTo(Math.log(2000.0 / 1200), within(1e-6));
        assertThat(LiquidationDistance.standardDeviations(byNone, price("2000"), 1, year))
                .isInfinite();
    }

    @Test
    void anEmptyAccountHasNoLiquidationPrice() {
        assertThat(at2000().position().liquidationPriceAbove()).isEmpty();
        assertThat(at2000().position().liquidationPriceBelow()).isEmpty();
        assertThat(at2000().supplied("1", "1").position().liquidationPriceBelow())
                .isEmpty();
    }

    /** At the liquidation price Aave leaves the loan alone; two basis points beyond it does not. */
    @Property(tries = 1000)
    void theLiquidationPriceIsAavesBoundary(
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 100) double suppliedWeth,
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 300_000) double suppliedUsdc,
            @ForAll @Scale(9) @DoubleRange(min = 0.1, max = 100) double debtWeth,
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 200_000) double debtUsdc) {
        AaveV3Example example = at2000().supplied(decimal(suppliedWeth), decimal(suppliedUsdc))
                .borrowed(decimal(debtWeth), decimal(debtUsdc));
        AaveV3Position position = example.position();

        inRange(position.liquidationPriceAbove()).ifPresent(level -> {
            assertThat(healthy(example, level * (1 - 1e-9))).isTrue();
            // the basis points kept back weigh as much as all collateral against the part that moves
            double collateral = suppliedWeth * level + suppliedUsdc;
            double slope = debtWeth - suppliedWeth * 0.825;
            assertThat(healthy(example, level + (collateral * 2e-4 + 0.01) / slope))
                    .isFalse();
        });
        inRange(position.liquidationPriceBelow()).ifPresent(level -> {
            assertThat(healthy(example, level * (1 + 1e-9) + 1e-7)).isTrue();
            double collateral = suppliedWeth * level + suppliedUsdc;
            double slope = suppliedWeth * 0.825 - debtWeth;
            double beyond = level - (collateral * 2e-4 + 0.01) / slope;
            if (beyond > 1e-3) {
                assertThat(healthy(example, beyond)).isFalse();
            }
        });
    }

    /** With exactly what is asked the loan survives the shock either way and may be opened; with less it is not so. */
    @Property(tries = 1000)
    void collateralAskedForIsEnoughAndHardlyMore(
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 100) double suppliedWeth,
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 200_000) double suppliedUsdc,
            @ForAll @Scale(9) @DoubleRange(min = 1, max = 100) double debtWeth,
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 0.8) double shock,
            @ForAll boolean backedByWeth) {
        Token collateral = backedByWeth ? WETH : USDC;
        AaveV3Position before = at2000().supplied(decimal(suppliedWeth), decimal(suppliedUsdc))
                .borrowed(decimal(debtWeth), "0")
                .backedBy(collateral)
                .position();

        TokenDelta needed = before.collateralNeededFor(weth("-1"), price("2000"), shock);

        assertThat(holds(before.after(weth("-1"), needed, price("2000")), shock))
                .isTrue();
        BigInteger everything =
                backedByWeth ? before.base().supplied() : before.quote().supplied();
        boolean takesAll = needed.units().negate().equals(everything);
        if (!takesAll) {
            // two basis points of all collateral are kept back at most
            double slack = 3e-4
                            * (suppliedWeth * 2000
                                    + suppliedUsdc
                                    + 2 * needed.abs().wholeAsDouble() * (backedByWeth ? 2000 : 1))
                            * (1 + shock)
                            / 0.77
                    + 1;
            TokenDelta less = needed.minus(
                    backedByWeth
                            ? TokenDelta.ofModel(WETH, slack / 2000 / (1 - shock))
                            : TokenDelta.ofModel(USDC, slack));
            boolean possible = less.units().negate().compareTo(everything) <= 0;
            if (possible) {
                assertThat(holds(before.after(weth("-1"), less, price("2000")), shock))
                        .isFalse();
            }
        }
    }

    @Test
    void aLoanBackedByNothingThatCountsNeverHasEnough() {
        AaveV3Position position =
                at2000().supplied("0", "100").borrowed("1", "0").position();
        AaveAsset worthless = new AaveAsset(
                BigInteger.ZERO,
                position.base().debt(),
                0,
                0,
                false,
                BigInteger.ZERO,
                BigInteger.ZERO,
                position.base().availableLiquidity(),
                position.base().totalVariableDebt(),
                BigInteger.ZERO,
                BigInteger.ZERO,
                true,
                false,
                false,
                true,
                position.base().priceUsd());

        AaveV3Margin margin = new AaveV3Margin(AaveGeneration.V3_0, position.pair(), worthless, position.quote());

        assertThat(margin.collateralNeeded(WETH, price("2000"), 0.1).units()).isEqualTo(AaveV3Margin.NEVER_ENOUGH);
    }

    @Test
    void withoutDebtEverythingMayGo() {
        AaveV3Position position = at2000().supplied("10", "500").position();

        assertThat(position.collateralNeededFor(weth("0"), price("2000"), 0.5)).isEqualTo(weth("-10"));
        assertThat(position.removableCollateral().asDelta()).isEqualTo(weth("10"));
        assertThat(at2000().supplied("10", "500")
                        .backedBy(USDC)
                        .position()
                        .removableCollateral()
                        .asDelta())
                .isEqualTo(usdc("500"));
    }

    private static boolean healthy(AaveV3Example example, double wethPrice) {
        return example.prices(wethPrice, 1).position().totals().healthFactor().compareTo(WAD) >= 0;
    }

    private static boolean holds(AaveV3Position position, double shock) {
        boolean survivesRise = position.liquidationPriceAbove()
                .map(level -> level.asDouble() >= 2000 * (1 + shock) * (1 - 1e-9))
                .orElse(true);
        boolean survivesFall = position.liquidationPriceBelow()
                .map(level -> level.asDouble() <= 2000 * (1 - shock) * (1 + 1e-9))
                .orElse(true);
        AaveV3Totals totals = position.totals();
        boolean mayOpen = totals.totalCollateralUsd()
                        .multiply(totals.ltvBps())
                        .compareTo(totals.totalDebtUsd().multiply(AaveGeneration.BPS))
                >= 0;
        return survivesRise && survivesFall && mayOpen;
    }

    private static Optional<Double> inRange(Optional<Price> level) {
        return level.map(Price::asDouble).filter(value -> value > 1 && value < 1e6);
    }

    private static String decimal(double value) {
        return new BigDecimal(value).toPlainString();
    }
}
