package io.evenkeel.oracles.uniswap;

import io.evenkeel.market.Pair;
import io.evenkeel.units.Price;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Ticks and square-root prices to prices.
 *
 * <pre>token1 smallest units for one token0 smallest unit = 1.0001^tick = (sqrtPriceX96 / 2^96)²</pre>
 */
public final class TickPrice {
    /** Largest tick of the protocol, either sign. */
    public static final int MAX_TICK = 887_272;

    private static final BigDecimal TICK_BASE = new BigDecimal("1.0001");
    /** 1.0001^887272 has 39 digits before the point; eighty leave every digit that is kept exact. */
    private static final MathContext WORKING = new MathContext(80, RoundingMode.DOWN);

    private static final BigInteger TWO_POW_192 = BigInteger.ONE.shiftLeft(192);

    private TickPrice() {}

    /** Rounded down to 18 decimals. */
    public static Price atTick(int tick, Pair pair, boolean baseIsToken0) {
        if (Math.abs(tick) > MAX_TICK) {
            throw new IllegalArgumentException("tick must be within ±" + MAX_TICK + ", was " + tick);
        }
        BigDecimal quoteUnitsPerBaseUnit = TICK_BASE.pow(baseIsToken0 ? tick : -tick, WORKING);
        return new Price(pair.base(), pair.quote(), e18(quoteUnitsPerBaseUnit, pair));
    }

    /** Rounded down to 18 decimals. */
    public static Price atSquareRoot(BigInteger sqrtPriceX96, Pair pair, boolean baseIsToken0) {
        BigDecimal square = new BigDecimal(sqrtPriceX96.multiply(sqrtPriceX96));
        BigDecimal unit = new BigDecimal(TWO_POW_192);
        BigDecimal quoteUnitsPerBaseUnit = baseIsToken0 ? square.divide(unit, WORKING) : unit.divide(square, WORKING);
        return new Price(pair.base(), pair.quote(), e18(quoteUnitsPerBaseUnit, pair));
    }

    private static BigInteger e18(BigDecimal quoteUnitsPerBaseUnit, Pair pair) {
        return quoteUnitsPerBaseUnit
                .movePointRight(18 + pair.base().decimals() - pair.quote().decimals())
                .setScale(0, RoundingMode.DOWN)
                .toBigInteger();
    }
}
