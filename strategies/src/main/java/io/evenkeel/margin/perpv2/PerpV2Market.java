package io.evenkeel.margin.perpv2;

import io.evenkeel.chain.NamedValues;
import io.evenkeel.market.uniswapv3.SwapPool;
import java.math.BigInteger;

/**
 * The market as it stands, named as the gauge names it. Prices are USD 1e18 for one ETH, ratios are in millionths.
 *
 * @param markPrice what the protocol values the position at: the mark while open, the paused or closed price after
 * @param indexPrice the feed's last price
 * @param marketTwap,indexTwap funding runs on the difference of these two
 * @param feeRatio of the quote amount, this account's discount included
 * @param maxPriceSpreadRatio a trade may not take the pool further than this from the index
 * @param maxTickCrossed a trade may not take the pool further than this, in ticks, within fifteen seconds; 0 stops trading
 * @param pool virtual ETH against virtual USD, both with 18 decimals
 * @param hasOrder the account is a maker: it cannot be liquidated before its orders are cancelled
 */
public record PerpV2Market(
        int imRatio,
        int mmRatio,
        BigInteger markPrice,
        BigInteger indexPrice,
        BigInteger marketTwap,
        BigInteger indexTwap,
        int maxFundingRate,
        int feeRatio,
        int maxPriceSpreadRatio,
        int maxTickCrossed,
        SwapPool pool,
        boolean hasOrder,
        boolean baseTokenOpen,
        boolean baseTokenClosed,
        boolean clearingHousePaused,
        boolean vaultPaused) {
    static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    /** Virtual ETH and virtual USD both have this many. */
    private static final int VIRTUAL_DECIMALS = 18;

    public PerpV2Market {
        if (markPrice.signum() <= 0 || indexPrice.signum() <= 0 || indexTwap.signum() <= 0) {
            throw new IllegalArgumentException("mark and index must be positive, were " + markPrice + ", " + indexPrice
                    + " and " + indexTwap + " on average");
        }
        if (mmRatio <= 0 || imRatio < mmRatio || imRatio >= 1_000_000) {
            throw new IllegalArgumentException("want 0 < mm <= im < 1000000, was " + mmRatio + " and " + imRatio);
        }
    }

    /** From a gauge's state. */
    public static PerpV2Market of(NamedValues state) {
        SwapPool pool = new SwapPool(
                state.integer("sqrtPriceX96"),
                state.small("tick"),
                state.integer("liquidity"),
                state.small("uniswapFeeRatio"),
                true,
                VIRTUAL_DECIMALS,
                VIRTUAL_DECIMALS);
        return new PerpV2Market(
                state.small("imRatio"),
                state.small("mmRatio"),
                state.integer("markPrice"),
                state.integer("indexPrice"),
                state.integer("marketTwap"),
                state.integer("indexTwap"),
                state.small("maxFundingRate"),
                state.small("feeRatio"),
                state.small("maxPriceSpreadRatio"),
                state.small("maxTickCrossed"),
                pool,
                state.flag("hasOrder"),
                state.flag("baseTokenOpen"),
                state.flag("baseTokenClosed"),
                state.flag("clearingHousePaused"),
                state.flag("vaultPaused"));
    }

    /** Whether a position can be changed now. */
    public boolean canTrade() {
        return baseTokenOpen && !clearingHousePaused && maxTickCrossed > 0;
    }

    PerpV2Market withPool(SwapPool moved) {
        return new PerpV2Market(
                imRatio,
                mmRatio,
                markPrice,
                indexPrice,
                marketTwap,
                indexTwap,
                maxFundingRate,
                feeRatio,
                maxPriceSpreadRatio,
                maxTickCrossed,
                moved,
                hasOrder,
                baseTokenOpen,
                baseTokenClosed,
                clearingHousePaused,
                vaultPaused);
    }
}
