package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.aavev3.AaveAsset;
import io.evenkeel.margin.aavev3.AaveGeneration;
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

/** The venues' own margin maths over markets of ordinary depth: the pools at the market, the rest at the oracle. */
public final class RealVenues {
    private static final Token VIRTUAL_USD = new Token(CHAIN, USDC.address(), "vUSD", 18);

    private RealVenues() {}

    public static PerpV2Position perp(PerpV2Account account, double oracle, double market) {
        SwapPool pool = new SwapPool(
                SqrtPrices.of(Price.ofModel(WETH, VIRTUAL_USD, market), true),
                (int) Math.floor(Math.log(market) / Math.log(1.0001)),
                units(763_450, 18),
                3000,
                true,
                18,
                18);
        PerpV2Market here = new PerpV2Market(
                100_000,
                62_500,
                units(market, 18),
                units(oracle, 18),
                units(market, 18),
                units(oracle, 18),
                100_000,
                1_000,
                100_000,
                1_000,
                pool,
                false,
                true,
                false,
                false,
                false);
        return new PerpV2Position(
                new VenueId(CHAIN, "perp-v2:ETH"),
                PAIR,
                new VenueCaps(new Bps(3000), new Bps(5000)),
                VenueCondition.OPEN,
                account,
                here);
    }

    public static AaveV3Position loan(double supplied, double debt, double oracle, double market) {
        return loan(supplied, 0, debt, oracle, market, WETH);
    }

    public static AaveV3Position loan(
            double suppliedBase, double suppliedQuote, double debt, double oracle, double market, Token collateral) {
        SwapPool pool = new SwapPool(
                SqrtPrices.of(Price.ofModel(WETH, USDC, market), true),
                (int) Math.floor(Math.log(market * 1e-12) / Math.log(1.0001)),
                new BigInteger("2236067977499789696"),
                500,
                true,
                18,
                6);
        return new AaveV3Position(
                new VenueId(CHAIN, "aave-v3:WETH"),
                PAIR,
                new VenueCaps(new Bps(6000), new Bps(6000)),
                VenueCondition.OPEN,
                AaveGeneration.V3_0,
                asset(WETH, suppliedBase, debt, 8000, 8250, oracle),
                asset(USDC, suppliedQuote, 0, 7700, 8000, 1),
                pool,
                collateral,
                false);
    }

    /** The same, bought back with the quote that backs it. */
    public static AaveV3Position payingForItself(AaveV3Position loan) {
        return new AaveV3Position(
                loan.id(),
                loan.pair(),
                loan.caps(),
                loan.policyCondition(),
                loan.generation(),
                loan.base(),
                loan.quote(),
                loan.swapPool(),
                loan.collateralToken(),
                true);
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

    public static BigInteger units(double whole, int decimals) {
        return new BigDecimal(whole).movePointRight(decimals).toBigInteger();
    }
}
