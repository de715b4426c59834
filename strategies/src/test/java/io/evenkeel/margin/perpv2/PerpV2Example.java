package io.evenkeel.margin.perpv2;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;

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
 * A market as the protocol comes out of the box: 10 % to open, 6.25 % to keep, fee 0.1 %, band 10 %, 1000 ticks, and
 * a maker with 5000 ETH and 10 million USD between 1000 and 4000 around 2000. Change one thing at a time.
 */
record PerpV2Example(
        String size,
        String openNotional,
        String balance,
        double mark,
        double index,
        double pool,
        double marketTwap,
        double indexTwap,
        VenueCondition policyCondition,
        boolean clearingHousePaused) {
    private static final Token VIRTUAL = new Token(CHAIN, PAIR.base().address(), "vUSD", 18);

    static PerpV2Example at2000() {
        return new PerpV2Example("0", "0", "0", 2000, 2000, 2000, 2000, 2000, VenueCondition.OPEN, false);
    }

    PerpV2Example holding(String eth, String openNotionalUsd) {
        return new PerpV2Example(
                eth,
                openNotionalUsd,
                balance,
                mark,
                index,
                pool,
                marketTwap,
                indexTwap,
                policyCondition,
                clearingHousePaused);
    }

    PerpV2Example deposited(String usdc) {
        return new PerpV2Example(
                size,
                openNotional,
                usdc,
                mark,
                index,
                pool,
                marketTwap,
                indexTwap,
                policyCondition,
                clearingHousePaused);
    }

    PerpV2Example prices(double markPrice, double indexPrice, double poolPrice) {
        return new PerpV2Example(
                size,
                openNotional,
                balance,
                markPrice,
                indexPrice,
                poolPrice,
                marketTwap,
                indexTwap,
                policyCondition,
                clearingHousePaused);
    }

    PerpV2Example averages(double market, double index900) {
        return new PerpV2Example(
                size, openNotional, balance, mark, index, pool, market, index900, policyCondition, clearingHousePaused);
    }

    PerpV2Example condition(VenueCondition condition, boolean paused) {
        return new PerpV2Example(
                size, openNotional, balance, mark, index, pool, marketTwap, indexTwap, condition, paused);
    }

    PerpV2Position position() {
        PerpV2Account account =
                new PerpV2Account(units(size, 18), units(openNotional, 18), units(balance, 6), zero(), zero(), zero());
        return new PerpV2Position(
                new VenueId(CHAIN, "perp-v2:ETH"),
                PAIR,
                new VenueCaps(new Bps(5000), new Bps(8000)),
                policyCondition,
                account,
                market());
    }

    private PerpV2Market market() {
        BigInteger sqrtPrice = SqrtPrices.of(Price.ofModel(PAIR.base(), VIRTUAL, pool), true);
        SwapPool virtual = new SwapPool(
                sqrtPrice,
                (int) Math.floor(Math.log(pool) / Math.log(1.0001)),
                units("763450", 18),
                3000,
                true,
                18,
                18);
        return new PerpV2Market(
                100_000,
                62_500,
                e18(mark),
                e18(index),
                e18(marketTwap),
                e18(indexTwap),
                100_000,
                1_000,
                100_000,
                1_000,
                virtual,
                false,
                true,
                false,
                clearingHousePaused,
                false);
    }

    private static BigInteger zero() {
        return BigInteger.ZERO;
    }

    private static BigInteger e18(double price) {
        return new BigDecimal(price).movePointRight(18).toBigInteger();
    }

    private static BigInteger units(String whole, int decimals) {
        return new BigDecimal(whole).movePointRight(decimals).toBigIntegerExact();
    }
}
