package io.evenkeel.margin.aavev3;

import io.evenkeel.chain.NamedValues;
import io.evenkeel.units.Rounding;
import java.math.BigInteger;

/**
 * One asset at Aave and what the account has of it there, named as the gauge names it. Amounts in smallest units,
 * interest up to the block included; rates per year times 1e27.
 *
 * @param ltvBps part of its value that can be borrowed against
 * @param liquidationThresholdBps part of its value that holds off liquidation
 * @param usageAsCollateral whether the account's supply backs its debt
 * @param availableLiquidity what lies in the pool and could be borrowed or withdrawn by somebody
 * @param totalVariableDebt everybody's
 * @param borrowCap,supplyCap whole tokens, 0 where there is no cap
 * @param priceUsd USD 1e8 for one whole token, by Aave's own oracle
 */
public record AaveAsset(
        BigInteger supplied,
        BigInteger debt,
        int ltvBps,
        int liquidationThresholdBps,
        boolean usageAsCollateral,
        BigInteger liquidityRateRay,
        BigInteger variableBorrowRateRay,
        BigInteger availableLiquidity,
        BigInteger totalVariableDebt,
        BigInteger borrowCap,
        BigInteger supplyCap,
        boolean active,
        boolean paused,
        boolean frozen,
        boolean borrowingEnabled,
        BigInteger priceUsd) {
    private static final double RAY = 1e27;

    public AaveAsset {
        if (supplied.signum() < 0 || debt.signum() < 0) {
            throw new IllegalArgumentException("supply and debt must not be negative, were " + supplied + ", " + debt);
        }
        if (priceUsd.signum() <= 0) {
            throw new IllegalArgumentException("Aave's price must be positive, was " + priceUsd);
        }
    }

    /** From the part of a gauge's state that is about this asset. */
    public static AaveAsset of(NamedValues state) {
        return new AaveAsset(
                state.integer("supplied"),
                state.integer("debt"),
                state.small("ltvBps"),
                state.small("liquidationThresholdBps"),
                state.flag("usageAsCollateral"),
                state.integer("liquidityRateRay"),
                state.integer("variableBorrowRateRay"),
                state.integer("availableLiquidity"),
                state.integer("totalVariableDebt"),
                state.integer("borrowCap"),
                state.integer("supplyCap"),
                state.flag("active"),
                state.flag("paused"),
                state.flag("frozen"),
                state.flag("borrowingEnabled"),
                state.integer("priceUsd"));
    }

    /** Whether the account's supply counts: it does from the first supply on, unless the account says otherwise. */
    boolean counts() {
        return liquidationThresholdBps != 0 && (usageAsCollateral || supplied.signum() == 0);
    }

    boolean movable() {
        return active && !paused;
    }

    boolean borrowable() {
        return movable() && !frozen && borrowingEnabled;
    }

    /** Model: part per year that suppliers earn now. */
    double supplyRate() {
        return liquidityRateRay.doubleValue() / RAY;
    }

    /**
     * Model: part per year that borrowers would pay after this much more (smallest units) was borrowed. The rate is
     * taken as proportional to the part of the pool that is lent out, which is right below Aave's kink when nothing is
     * charged at zero, and too low above it.
     */
    double borrowRateAfter(double moreDebt) {
        double now = variableBorrowRateRay.doubleValue() / RAY;
        double debtNow = totalVariableDebt.doubleValue();
        return debtNow <= 0 ? now : now * Math.max(0, debtNow + moreDebt) / debtNow;
    }

    /** Smallest units that may still be borrowed by pool and cap; the account's backing is another matter. */
    BigInteger borrowableNow(int decimals) {
        if (!borrowable()) {
            return BigInteger.ZERO;
        }
        BigInteger underCap = borrowCap.signum() == 0
                ? availableLiquidity
                : borrowCap.multiply(BigInteger.TEN.pow(decimals)).subtract(totalVariableDebt);
        return underCap.min(availableLiquidity).max(BigInteger.ZERO);
    }

    /** USD 1e8, cut towards zero as Aave does. */
    BigInteger valueUsd(BigInteger amount, int decimals) {
        return Rounding.divideToZero(amount.multiply(priceUsd), BigInteger.TEN.pow(decimals));
    }

    /** The asset at another price, USD 1e8 for one whole token. */
    public AaveAsset pricedAt(BigInteger usd) {
        return with(supplied, debt, usageAsCollateral, availableLiquidity, totalVariableDebt, usd);
    }

    /** The asset after the account's supply and debt have changed by so much; both must stay at or above zero. */
    AaveAsset changed(BigInteger supplyChange, BigInteger debtChange) {
        boolean firstSupply = supplied.signum() == 0 && supplyChange.signum() > 0;
        return with(
                supplied.add(supplyChange),
                debt.add(debtChange),
                usageAsCollateral || (firstSupply && ltvBps > 0),
                availableLiquidity.add(supplyChange).subtract(debtChange),
                totalVariableDebt.add(debtChange),
                priceUsd);
    }

    private AaveAsset with(
            BigInteger newSupplied,
            BigInteger newDebt,
            boolean newUsage,
            BigInteger newAvailable,
            BigInteger newTotalDebt,
            BigInteger newPriceUsd) {
        return new AaveAsset(
                newSupplied,
                newDebt,
                ltvBps,
                liquidationThresholdBps,
                newUsage,
                liquidityRateRay,
                variableBorrowRateRay,
                newAvailable,
                newTotalDebt,
                borrowCap,
                supplyCap,
                active,
                paused,
                frozen,
                borrowingEnabled,
                newPriceUsd);
    }
}
