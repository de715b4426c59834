package io.evenkeel.margin.gmxv2;

import io.evenkeel.units.Rounding;
import java.math.BigInteger;

/**
 * A short after an order was filled at a price, and what that has paid out. Its impact is left out, which growing books
 * and closing settles: what the one takes the other gives back.
 *
 * @param idleQuote USDC 1e6 sent to the account: all there is when nothing is left of the position, else what a gain is
 *     over what is owed
 */
record GmxV2Fill(GmxV2Short position, BigInteger idleQuote) {
    /** @param base 1e18; what it shrinks by is at most all of it */
    static GmxV2Fill of(GmxV2Short from, BigInteger base, BigInteger price, GmxV2Terms terms) {
        if (base.signum() == 0) {
            return new GmxV2Fill(from, BigInteger.ZERO);
        }
        return base.signum() < 0
                ? grown(from, base.negate(), base.negate().multiply(price), price, terms)
                : shrunk(from, sizeUsdOf(from, base), price, terms);
    }

    /** Dollars of a short's size that this much base is; all of it for as much or more. */
    static BigInteger sizeUsdOf(GmxV2Short from, BigInteger base) {
        return base.compareTo(from.sizeBase()) >= 0
                ? from.sizeUsd()
                : Rounding.divideUp(from.sizeUsd().multiply(base), from.sizeBase());
    }

    /** Base that closing this much of a short's size buys back. */
    static BigInteger baseOf(GmxV2Short from, BigInteger sizeUsd) {
        return sizeUsd.signum() == 0
                ? sizeUsd
                : from.sizeBase().multiply(sizeUsd).divide(from.sizeUsd());
    }

    static GmxV2Fill grown(GmxV2Short from, BigInteger base, BigInteger sizeUsd, BigInteger price, GmxV2Terms terms) {
        BigInteger costs = terms.fee(sizeUsd).add(from.owed());
        BigInteger size = from.sizeUsd().add(sizeUsd);
        return new GmxV2Fill(
                settled(
                        size,
                        from.sizeBase().add(base),
                        from.collateral().subtract(costs),
                        from.pendingImpactBase(),
                        from.closingImpactUsd(),
                        price,
                        terms),
                BigInteger.ZERO);
    }

    static GmxV2Fill shrunk(GmxV2Short from, BigInteger sizeUsd, BigInteger price, GmxV2Terms terms) {
        if (!from.isOpen()) {
            return new GmxV2Fill(from, BigInteger.ZERO);
        }
        BigInteger base = baseOf(from, sizeUsd);
        BigInteger pnl = Rounding.divideDown(from.pnlUsd(price).multiply(base), from.sizeBase());
        BigInteger net = Rounding.divideDown(pnl, Usd.PER_QUOTE)
                .subtract(terms.fee(sizeUsd))
                .subtract(from.owed());
        BigInteger collateral = from.collateral().add(net.min(BigInteger.ZERO));
        BigInteger out = net.max(BigInteger.ZERO);
        BigInteger left = from.sizeUsd().subtract(sizeUsd);
        if (left.signum() == 0) {
            return new GmxV2Fill(
                    settled(left, left, left, left, left, price, terms), out.add(collateral.max(BigInteger.ZERO)));
        }
        GmxV2Short rest = settled(
                left,
                from.sizeBase().subtract(base),
                collateral,
                from.pendingImpactBase().multiply(left).divide(from.sizeUsd()),
                from.closingImpactUsd().multiply(left).divide(from.sizeUsd()),
                price,
                terms);
        return new GmxV2Fill(rest, out);
    }

    private static GmxV2Short settled(
            BigInteger sizeUsd,
            BigInteger sizeBase,
            BigInteger collateral,
            BigInteger pendingImpactBase,
            BigInteger closingImpactUsd,
            BigInteger price,
            GmxV2Terms terms) {
        BigInteger pnl = sizeUsd.subtract(sizeBase.multiply(price));
        return new GmxV2Short(
                sizeUsd,
                sizeBase,
                collateral,
                pendingImpactBase,
                pnl,
                pnl,
                closingImpactUsd,
                terms.fee(sizeUsd),
                BigInteger.ZERO,
                BigInteger.ZERO,
                price);
    }
}
