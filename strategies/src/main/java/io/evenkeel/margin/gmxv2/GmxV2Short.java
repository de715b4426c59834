package io.evenkeel.margin.gmxv2;

import io.evenkeel.chain.NamedValues;
import io.evenkeel.units.Rounding;
import java.math.BigInteger;

/**
 * The account's short as the protocol's reader tells it at one price, and what the protocol makes of it at others.
 *
 * <pre>
 * pnl        = sizeUsd − sizeBase × price
 * impact     = clamp(closingImpact + pendingImpact × price, −sizeUsd × maxImpactFactorForLiquidation, 0)
 * remaining  = collateral + pnl + impact − closing fee − borrowing fee − funding fee
 * </pre>
 *
 * A gain is paid out of the pool as far as a part of it goes; what the pool held back at {@code indexPrice} it is taken to
 * hold back of every gain. What is owed is as of the block that was read.
 *
 * @param sizeUsd,pnlUsd,uncappedPnlUsd,closingImpactUsd dollars 1e30
 * @param sizeBase,pendingImpactBase base 1e18
 * @param collateral,closingFee,borrowingFee,fundingFee USDC 1e6
 * @param indexPrice the protocol's price that all was read at
 */
public record GmxV2Short(
        BigInteger sizeUsd,
        BigInteger sizeBase,
        BigInteger collateral,
        BigInteger pendingImpactBase,
        BigInteger pnlUsd,
        BigInteger uncappedPnlUsd,
        BigInteger closingImpactUsd,
        BigInteger closingFee,
        BigInteger borrowingFee,
        BigInteger fundingFee,
        BigInteger indexPrice) {
    /** From a gauge's state. */
    public static GmxV2Short of(NamedValues state) {
        return new GmxV2Short(
                state.integer("sizeUsd"),
                state.integer("sizeBase"),
                state.integer("collateral"),
                state.integer("pendingImpactBase"),
                state.integer("pnlUsd"),
                state.integer("uncappedPnlUsd"),
                state.integer("closingImpactUsd"),
                state.integer("closingFee"),
                state.integer("borrowingFee"),
                state.integer("fundingFee"),
                state.integer("indexPrice"));
    }

    boolean isOpen() {
        return sizeUsd.signum() != 0;
    }

    /** USDC 1e6. */
    BigInteger owed() {
        return borrowingFee.add(fundingFee);
    }

    /** Dollars that the protocol compares with its minimum when it liquidates. */
    public BigInteger remainingUsd(BigInteger price, GmxV2Terms terms) {
        BigInteger worst =
                Usd.factored(sizeUsd, terms.maxImpactFactorForLiquidation()).negate();
        BigInteger impact = closingImpactUsd
                .add(pendingImpactUsd(price))
                .min(BigInteger.ZERO)
                .max(worst);
        return collateral
                .subtract(closingFee)
                .subtract(owed())
                .multiply(Usd.PER_QUOTE)
                .add(pnlUsd(price))
                .add(impact);
    }

    /** Dollars it is worth with what is owed taken off, without what closing it would cost; never below zero. */
    BigInteger valueUsd(BigInteger price) {
        return collateral
                .subtract(owed())
                .multiply(Usd.PER_QUOTE)
                .add(pnlUsd(price))
                .add(pendingImpactUsd(price).min(BigInteger.ZERO))
                .max(BigInteger.ZERO);
    }

    public boolean isLiquidatable(BigInteger price, GmxV2Terms terms) {
        return remainingUsd(price, terms).compareTo(terms.smallestSafe(sizeUsd)) < 0;
    }

    BigInteger pnlUsd(BigInteger price) {
        BigInteger uncapped = sizeUsd.subtract(sizeBase.multiply(price));
        boolean heldBack = uncapped.signum() > 0 && uncappedPnlUsd.signum() > 0 && !pnlUsd.equals(uncappedPnlUsd);
        return heldBack ? Rounding.divideDown(uncapped.multiply(pnlUsd), uncappedPnlUsd) : uncapped;
    }

    private BigInteger pendingImpactUsd(BigInteger price) {
        return pendingImpactBase.multiply(price);
    }

    GmxV2Short withCollateral(BigInteger changed) {
        return new GmxV2Short(
                sizeUsd,
                sizeBase,
                changed,
                pendingImpactBase,
                pnlUsd,
                uncappedPnlUsd,
                closingImpactUsd,
                closingFee,
                borrowingFee,
                fundingFee,
                indexPrice);
    }
}
