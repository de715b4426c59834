package io.evenkeel.backtest;

import static io.evenkeel.units.TestTokens.USDC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.margin.perpv2.PerpV2Account;
import io.evenkeel.margin.perpv2.PerpV2Position;
import io.evenkeel.plan.RealVenues;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** The real protocols' margin maths as the oracle of the venues on paper. */
class MarginKernelTest {
    private static final double PRICE = 2000;

    @Property(tries = 200)
    void aShortIsLiquidatedWherePerpV2Says(
            @ForAll @DoubleRange(min = 0.1, max = 500) double size,
            @ForAll @DoubleRange(min = 0.11, max = 3) double margin) {
        double collateral = margin * size * PRICE;
        PerpV2Position real = perp(-size, size * PRICE, collateral);

        double level = MarginKernel.perpLiquidationPrice(-size, collateral + size * PRICE, 0.0625);

        assertThat(level).isCloseTo(real.liquidationPriceAbove().orElseThrow().asDouble(), within(1e-4));
    }

    @Property(tries = 200)
    void aLongIsLiquidatedWherePerpV2Says(
            @ForAll @DoubleRange(min = 0.1, max = 500) double size,
            @ForAll @DoubleRange(min = 0.11, max = 0.9) double margin) {
        double collateral = margin * size * PRICE;
        PerpV2Position real = perp(size, -size * PRICE, collateral);

        double level = MarginKernel.perpLiquidationPrice(size, collateral - size * PRICE, 0.0625);

        assertThat(level).isCloseTo(real.liquidationPriceBelow().orElseThrow().asDouble(), within(1e-4));
    }

    @Property(tries = 200)
    void aLoanIsLiquidatedWhereAaveSays(
            @ForAll @DoubleRange(min = 0.1, max = 500) double debt,
            @ForAll @DoubleRange(min = 1.3, max = 4) double cover) {
        double collateral = cover * debt * PRICE;
        AaveV3Position real = loan(collateral, debt);

        double level = MarginKernel.loanLiquidationPrice(collateral, debt, 0.80);

        assertThat(level).isCloseTo(real.liquidationPriceAbove().orElseThrow().asDouble(), within(level * 1e-4));
    }

    private static PerpV2Position perp(double size, double openNotional, double balance) {
        BigInteger zero = BigInteger.ZERO;
        PerpV2Account account = new PerpV2Account(
                RealVenues.units(size, 18),
                RealVenues.units(openNotional, 18),
                RealVenues.units(balance, 6),
                zero,
                zero,
                zero);
        return RealVenues.perp(account, PRICE, PRICE);
    }

    private static AaveV3Position loan(double collateral, double debt) {
        return RealVenues.loan(0, collateral, debt, PRICE, PRICE, USDC);
    }
}
