package io.evenkeel.margin.perpsv2;

import static io.evenkeel.margin.perpsv2.Decimals.multiply;

import java.math.BigInteger;

/**
 * What the protocol itself makes of an account at the market's price, to the last digit. sUSD 1e18.
 *
 * <pre>
 * accruedFunding    = size × (entry now − entry then)
 * remainingMargin   = max(0, margin + size × (price − lastPrice) + accruedFunding)
 * accessibleMargin  = remainingMargin − max(|size × price| / (maxLeverage − 0.001), minInitialMargin) − 0.001
 * liquidationMargin = notional × buffer + clamp(notional × feeRatio, minKeeperFee, maxKeeperFee) + keeperLiquidationFee
 * premium           = |size| / skewScale × notional × multiplier
 * liquidatable when remainingMargin − premium ≤ liquidationMargin
 * </pre>
 *
 * @param accruedFunding since the margin was written down; the account receives when positive
 * @param remainingMargin never below zero: more than the margin cannot be lost
 * @param accessibleMargin what could be taken out with no order pending
 * @param smallestSafe with this much remaining the position stands, with a unit less it is liquidatable; 0 for none
 */
public record PerpsV2Totals(
        BigInteger accruedFunding, BigInteger remainingMargin, BigInteger accessibleMargin, BigInteger smallestSafe) {
    /** A tenth of a cent, by which the protocol keeps clear of its own rounding. */
    private static final BigInteger MILLI = BigInteger.TEN.pow(15);

    public static PerpsV2Totals of(PerpsV2Account account, PerpsV2Market market) {
        BigInteger remaining = unbounded(account, market).max(BigInteger.ZERO);
        return new PerpsV2Totals(
                accruedFunding(account, market),
                remaining,
                accessible(account.size(), remaining, market),
                smallestSafe(account.size(), market));
    }

    public boolean isLiquidatable() {
        return remainingMargin.compareTo(smallestSafe) < 0;
    }

    static BigInteger accruedFunding(PerpsV2Account account, PerpsV2Market market) {
        return account.size().signum() == 0
                ? BigInteger.ZERO
                : multiply(
                        account.size(), market.fundingEntryAt(market.price()).subtract(account.positionFundingEntry()));
    }

    /** The remaining margin before it is kept from falling below zero. */
    static BigInteger unbounded(PerpsV2Account account, PerpsV2Market market) {
        return account.margin()
                .add(multiply(account.size(), market.price().subtract(account.lastPrice())))
                .add(accruedFunding(account, market));
    }

    /** 0 for no position. */
    static BigInteger smallestSafe(BigInteger size, PerpsV2Market market) {
        return size.signum() == 0
                ? BigInteger.ZERO
                : liquidationMargin(size, market)
                        .add(liquidationPremium(size, market))
                        .add(BigInteger.ONE);
    }

    static BigInteger liquidationMargin(BigInteger size, PerpsV2Market market) {
        PerpsV2Terms terms = market.terms();
        BigInteger notional = multiply(size.abs(), market.price());
        BigInteger fee = multiply(notional, terms.liquidationFeeRatio())
                .min(terms.maxKeeperFee())
                .max(terms.minKeeperFee());
        return multiply(notional, terms.liquidationBufferRatio()).add(fee).add(terms.keeperLiquidationFee());
    }

    static BigInteger liquidationPremium(BigInteger size, PerpsV2Market market) {
        PerpsV2Terms terms = market.terms();
        BigInteger notional = multiply(size, market.price()).abs();
        BigInteger part = multiply(Decimals.divide(size.abs(), terms.skewScale()), notional);
        return multiply(part, terms.liquidationPremiumMultiplier());
    }

    private static BigInteger accessible(BigInteger size, BigInteger remaining, PerpsV2Market market) {
        PerpsV2Terms terms = market.terms();
        BigInteger kept = Decimals.divide(
                        multiply(size, market.price()), terms.maxLeverage().subtract(MILLI))
                .abs();
        if (kept.signum() > 0) {
            kept = kept.max(terms.minInitialMargin()).add(MILLI);
        }
        return remaining.subtract(kept).max(BigInteger.ZERO);
    }
}
