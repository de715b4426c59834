package io.evenkeel.margin.perpv2;

import io.evenkeel.units.Rounding;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * What a taker's trade does to an account. The quote comes from the pool model; the bookkeeping is the protocol's.
 *
 * <pre>
 * growing:   size += base, openNotional += quote
 * reducing:  profit = quote + openNotional × closed, closed = |base| / |size|, realised at once
 * turning:   profit = openNotional + quote / closed; the rest of the quote opens the other side
 * </pre>
 *
 * The fee is a part of the quote: a seller gets the pool's quote less the part, a buyer pays what leaves the pool's
 * quote after the part is taken.
 */
final class PerpV2Trade {
    private static final BigInteger E18 = PerpV2Totals.E18;

    private PerpV2Trade() {}

    /** Model: whole USD the account gets for this change of base, fee off; negative when it pays, maybe infinitely. */
    static double quoteFor(double baseChange, PerpV2Market market) {
        double gross = market.pool().quoteFor(baseChange);
        double kept = 1 - market.feeRatio() / 1e6;
        return gross >= 0 ? gross * kept : gross / kept;
    }

    /** The account after exchanging this much base, with pending funding settled as every trade does first. */
    static PerpV2Account apply(PerpV2Account account, BigInteger baseChange, double quoteWhole) {
        if (baseChange.signum() == 0) {
            return account;
        }
        BigInteger quote = Rounding.divideDown(
                new BigDecimal(quoteWhole).movePointRight(36).toBigInteger(), E18);
        BigInteger size = account.positionSize();
        boolean reducing = size.signum() != 0 && size.signum() != baseChange.signum();
        BigInteger profit = reducing ? profit(account, baseChange, quote) : BigInteger.ZERO;
        BigInteger sizeAfter = size.add(baseChange);
        BigInteger notionalAfter = account.openNotional().add(quote).subtract(profit);
        boolean gone = isDust(sizeAfter) && isDust(notionalAfter);
        return new PerpV2Account(
                gone ? BigInteger.ZERO : sizeAfter,
                gone ? BigInteger.ZERO : notionalAfter,
                account.vaultBalance(),
                account.owedRealizedPnl().add(profit).subtract(account.pendingFunding()),
                account.pendingFee(),
                BigInteger.ZERO);
    }

    private static BigInteger profit(PerpV2Account account, BigInteger baseChange, BigInteger quote) {
        BigInteger closed =
                baseChange.abs().multiply(E18).divide(account.positionSize().abs());
        if (closed.compareTo(E18) <= 0) {
            return quote.add(Rounding.divideToZero(account.openNotional().multiply(closed), E18));
        }
        return account.openNotional().add(Rounding.divideToZero(quote.multiply(E18), closed));
    }

    private static boolean isDust(BigInteger value) {
        return value.abs().compareTo(PerpV2Totals.DUST) < 0;
    }
}
