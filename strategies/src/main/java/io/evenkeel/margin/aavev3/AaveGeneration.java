package io.evenkeel.margin.aavev3;

import io.evenkeel.units.Rounding;
import java.math.BigInteger;

/** What differs between the generations of Aave v3 in how the same account is counted. */
public enum AaveGeneration {
    /** Every step is rounded to the nearest; the weighted threshold is cut to whole basis points before it is used. */
    V3_0 {
        @Override
        boolean counts(AaveAsset asset) {
            return asset.usageAsCollateral() && asset.liquidationThresholdBps() != 0;
        }

        @Override
        BigInteger debtUsd(AaveAsset asset, int decimals) {
            return asset.valueUsd(asset.debt(), decimals);
        }

        @Override
        BigInteger lendableUsd(BigInteger collateralUsd, BigInteger ltvBps) {
            return percentMultiply(collateralUsd, ltvBps);
        }

        @Override
        BigInteger healthFactor(BigInteger collateralUsd, BigInteger weightedBps, BigInteger debtUsd) {
            BigInteger threshold = collateralUsd.signum() == 0 ? BigInteger.ZERO : weightedBps.divide(collateralUsd);
            return wadDivide(percentMultiply(collateralUsd, threshold), debtUsd);
        }

        @Override
        int thresholdCutBps() {
            return 1;
        }
    },

    /** Everything is rounded against the account, and only at the end. */
    V3_6 {
        @Override
        boolean counts(AaveAsset asset) {
            return asset.usageAsCollateral();
        }

        @Override
        BigInteger debtUsd(AaveAsset asset, int decimals) {
            return Rounding.divideUp(asset.debt().multiply(asset.priceUsd()), BigInteger.TEN.pow(decimals));
        }

        @Override
        BigInteger lendableUsd(BigInteger collateralUsd, BigInteger ltvBps) {
            return Rounding.divideDown(collateralUsd.multiply(ltvBps), BPS);
        }

        @Override
        BigInteger healthFactor(BigInteger collateralUsd, BigInteger weightedBps, BigInteger debtUsd) {
            return wadDivide(weightedBps, debtUsd).divide(BPS);
        }

        @Override
        int thresholdCutBps() {
            return 0;
        }
    };

    static final BigInteger BPS = BigInteger.valueOf(10_000);
    private static final BigInteger HALF_BPS = BigInteger.valueOf(5_000);
    static final BigInteger WAD = BigInteger.TEN.pow(18);

    /** Whether the account's supply of this asset is collateral at all. */
    abstract boolean counts(AaveAsset asset);

    /** USD 1e8. */
    abstract BigInteger debtUsd(AaveAsset asset, int decimals);

    /** USD 1e8 that can be borrowed against the collateral. */
    abstract BigInteger lendableUsd(BigInteger collateralUsd, BigInteger ltvBps);

    /**
     * @param weightedBps Σ value × threshold, USD 1e8 times basis points
     * @param debtUsd above 0
     * @return 1e18
     */
    abstract BigInteger healthFactor(BigInteger collateralUsd, BigInteger weightedBps, BigInteger debtUsd);

    /** Basis points that are cut off the weighted average of several thresholds at most. */
    abstract int thresholdCutBps();

    private static BigInteger percentMultiply(BigInteger value, BigInteger bps) {
        return value.multiply(bps).add(HALF_BPS).divide(BPS);
    }

    private static BigInteger wadDivide(BigInteger numerator, BigInteger denominator) {
        return numerator.multiply(WAD).add(denominator.shiftRight(1)).divide(denominator);
    }
}
