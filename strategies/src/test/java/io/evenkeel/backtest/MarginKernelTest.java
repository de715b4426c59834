package io.evenkeel.backtest;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.aavev3.AaveAsset;
import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.margin.perpv2.PerpV2Account;
import io.evenkeel.margin.perpv2.PerpV2Market;
import io.evenkeel.margin.perpv2.PerpV2Position;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.market.uniswapv3.SqrtPrices;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** The real protocols' margin maths as the oracle of the venues on paper. */
class MarginKernelTest {
    private static final double PRICE = 2000;
    private static final VenueCaps CAPS = new VenueCaps(new Bps(9000), new Bps(9000));

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
        Token virtual = new Token(CHAIN, USDC.address(), "vUSD", 18);
        SwapPool pool = new SwapPool(
                SqrtPrices.of(Price.ofModel(WETH, virtual, PRICE), true),
                (int) Math.floor(Math.log(PRICE) / Math.log(1.0001)),
                units(763_450, 18),
                3000,
                true,
                18,
                18);
        BigInteger price = units(PRICE, 18);
        PerpV2Market market = new PerpV2Market(
                100_000, 62_500, price, price, price, price, 100_000, 1_000, 100_000, 1_000, pool, false, true, false,
                false, false);
        BigInteger zero = BigInteger.ZERO;
        PerpV2Account account =
                new PerpV2Account(units(size, 18), units(openNotional, 18), units(balance, 6), zero, zero, zero);
        return new PerpV2Position(new VenueId(CHAIN, "perp-v2:ETH"), PAIR, CAPS, VenueCondition.OPEN, account, market);
    }

    private static AaveV3Position loan(double collateral, double debt) {
        SwapPool pool = new SwapPool(
                SqrtPrices.of(Price.ofModel(WETH, USDC, PRICE), true),
                (int) Math.floor(Math.log(PRICE * 1e-12) / Math.log(1.0001)),
                new BigInteger("2236067977499789696"),
                500,
                true,
                18,
                6);
        return new AaveV3Position(
                new VenueId(CHAIN, "aave-v3:WETH"),
                PAIR,
                CAPS,
                VenueCondition.OPEN,
                asset(WETH, 0, debt, 8000, 8250, PRICE),
                asset(USDC, collateral, 0, 7700, 8000, 1),
                pool,
                USDC);
    }

    private static AaveAsset asset(Token token, double supplied, double debt, int ltv, int threshold, double usd) {
        BigInteger plenty = BigInteger.TEN.pow(token.decimals() + 4);
        return new AaveAsset(
                units(supplied, token.decimals()),
                units(debt, token.decimals()),
                ltv,
                threshold,
                supplied > 0,
                BigInteger.TEN.pow(25),
                new BigInteger("24250000000000000000000000"),
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
