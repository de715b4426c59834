package io.evenkeel.margin.gmxv2;

import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;

/**
 * An order at the market as the protocol wants it: of so many dollars, whatever base they are when it is filled.
 *
 * @param sizeUsd dollars 1e30; 0 moves collateral alone
 * @param deposit,withdrawal USDC 1e6; only what increases can deposit, only what decreases withdraw
 * @param acceptablePrice the protocol's price: filled at this or better; 0 for one of no size
 */
public record GmxV2NewOrder(
        boolean increases, BigInteger sizeUsd, BigInteger deposit, BigInteger withdrawal, BigInteger acceptablePrice) {
    /** Of the price that the position was read at: an order for that much base, were it filled there. */
    public static GmxV2NewOrder trade(
            GmxV2Position venue, TokenDelta change, Price worst, BigInteger in, BigInteger out) {
        GmxV2Short position = venue.position();
        if (change.signum() < 0) {
            BigInteger size = change.units().negate().multiply(position.indexPrice());
            BigInteger least = Usd.indexPrice(worst).add(BigInteger.ONE);
            return new GmxV2NewOrder(true, size, in, BigInteger.ZERO, least);
        }
        BigInteger size = GmxV2Fill.sizeUsdOf(position, change.units());
        return new GmxV2NewOrder(false, size, BigInteger.ZERO, out, Usd.indexPrice(worst));
    }

    public static GmxV2NewOrder deposit(BigInteger quote) {
        return new GmxV2NewOrder(true, BigInteger.ZERO, quote, BigInteger.ZERO, BigInteger.ZERO);
    }

    public static GmxV2NewOrder withdrawal(BigInteger quote) {
        return new GmxV2NewOrder(false, BigInteger.ZERO, BigInteger.ZERO, quote, BigInteger.ZERO);
    }
}
