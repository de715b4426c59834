package io.evenkeel.margin.aavev3;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.market.uniswapv3.SqrtPrices;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A market like the common one: WETH lends 80 % and liquidates at 82.5 %, USDC 77 % and 80 %, 10,000 WETH lent out of
 * 20,000 at 2.425 %, swaps in a 0.05 % pool with 50,000 WETH and 100 million USDC of full-range depth. Change one thing
 * at a time.
 */
record AaveV3Example(
        AaveGeneration generation,
        BigDecimal suppliedWeth,
        BigDecimal suppliedUsdc,
        BigDecimal debtWeth,
        BigDecimal debtUsdc,
        double wethUsd,
        double usdcUsd,
        Token collateral,
        VenueCondition policyCondition,
        boolean paused,
        boolean frozen) {

    static AaveV3Example at2000() {
        BigDecimal none = BigDecimal.ZERO;
        return new AaveV3Example(
                AaveGeneration.V3_0, none, none, none, none, 2000, 1, WETH, VenueCondition.OPEN, false, false);
    }

    AaveV3Example at(AaveGeneration market) {
        return new AaveV3Example(
                market,
                suppliedWeth,
                suppliedUsdc,
                debtWeth,
                debtUsdc,
                wethUsd,
                usdcUsd,
                collateral,
                policyCondition,
                paused,
                frozen);
    }

    AaveV3Example supplied(String weth, String usdc) {
        return new AaveV3Example(
                generation,
                new BigDecimal(weth),
                new BigDecimal(usdc),
                debtWeth,
                debtUsdc,
                wethUsd,
                usdcUsd,
                collateral,
                policyCondition,
                paused,
                frozen);
    }

    AaveV3Example borrowed(String weth, String usdc) {
        return new AaveV3Example(
                generation,
                suppliedWeth,
                suppliedUsdc,
                new BigDecimal(weth),
                new BigDecimal(usdc),
                wethUsd,
                usdcUsd,
                collateral,
                policyCondition,
                paused,
                frozen);
    }

    AaveV3Example prices(double weth, double usdc) {
        return new AaveV3Example(
                generation,
                suppliedWeth,
                suppliedUsdc,
                debtWeth,
                debtUsdc,
                weth,
                usdc,
                collateral,
                policyCondition,
                paused,
                frozen);
    }

    AaveV3Example backedBy(Token token) {
        return new AaveV3Example(
                generation,
                suppliedWeth,
                suppliedUsdc,
                debtWeth,
                debtUsdc,
                wethUsd,
                usdcUsd,
                token,
                policyCondition,
                paused,
                frozen);
    }

    AaveV3Example condition(VenueCondition condition, boolean isPaused, boolean isFrozen) {
        return new AaveV3Example(
                generation,
                suppliedWeth,
                suppliedUsdc,
                debtWeth,
                debtUsdc,
                wethUsd,
                usdcUsd,
                collateral,
                condition,
                isPaused,
                isFrozen);
    }

    AaveV3Position position() {
        return new AaveV3Position(
                new VenueId(CHAIN, "aave-v3:WETH"),
                PAIR,
                new VenueCaps(new Bps(6000), new Bps(8000)),
                policyCondition,
                generation,
                asset(WETH, suppliedWeth, debtWeth, 8000, 8250, wethUsd),
                asset(USDC, suppliedUsdc, debtUsdc, 7700, 8000, usdcUsd),
                pool(),
                collateral,
                false);
    }

    private AaveAsset asset(Token token, BigDecimal supplied, BigDecimal debt, int ltv, int threshold, double usd) {
        BigInteger tenThousand = BigInteger.TEN.pow(token.decimals() + 4);
        return new AaveAsset(
                units(supplied, token.decimals()),
                units(debt, token.decimals()),
                ltv,
                threshold,
                supplied.signum() > 0,
                BigInteger.TEN.pow(25),
                new BigInteger("24250000000000000000000000"),
                tenThousand,
                tenThousand,
                BigInteger.ZERO,
                BigInteger.ZERO,
                true,
                paused,
                frozen,
                true,
                new BigDecimal(usd).movePointRight(8).toBigInteger());
    }

    private static SwapPool pool() {
        BigInteger sqrtPrice = SqrtPrices.of(Price.of(WETH, USDC, "2000"), true);
        return new SwapPool(sqrtPrice, -200_312, new BigInteger("2236067977499789696"), 500, true, 18, 6);
    }

    private static BigInteger units(BigDecimal whole, int decimals) {
        return whole.movePointRight(decimals).toBigInteger();
    }
}
