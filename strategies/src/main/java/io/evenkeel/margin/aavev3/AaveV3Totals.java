package io.evenkeel.margin.aavev3;

import io.evenkeel.chain.NamedValues;
import io.evenkeel.margin.aavev3.AaveV3CrossAccount.Holding;
import io.evenkeel.market.Pair;
import java.math.BigInteger;
import java.util.List;

/**
 * What Aave's getUserAccountData makes of an account that uses these assets, to the last digit.
 *
 * <pre>
 * collateral = Σ cut(supplied × price / unit)      over assets that count
 * threshold  = cut(Σ value × threshold / collateral), in whole basis points
 * health     = wadDiv(percentMul(collateral, threshold), debt)     both rounded to nearest, half up
 * </pre>
 *
 * @param totalCollateralUsd,totalDebtUsd,availableBorrowsUsd USD 1e8
 * @param healthFactor 1e18; 2^256 − 1 without debt; liquidatable below 1e18
 */
public record AaveV3Totals(
        BigInteger totalCollateralUsd,
        BigInteger totalDebtUsd,
        BigInteger availableBorrowsUsd,
        BigInteger liquidationThresholdBps,
        BigInteger ltvBps,
        BigInteger healthFactor) {
    static final BigInteger BPS = BigInteger.valueOf(10_000);
    private static final BigInteger HALF_BPS = BigInteger.valueOf(5_000);
    private static final BigInteger WAD = BigInteger.TEN.pow(18);
    private static final BigInteger NO_DEBT = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

    public static AaveV3Totals of(Pair pair, AaveAsset base, AaveAsset quote) {
        return of(List.of(
                new Holding(pair.base().symbol(), base, pair.base().decimals()),
                new Holding(pair.quote().symbol(), quote, pair.quote().decimals())));
    }

    /** What the protocol itself said, as its gauge read it: {@link #of} comes to the same. */
    public static AaveV3Totals said(NamedValues state) {
        return new AaveV3Totals(
                state.integer("totalCollateralUsd"),
                state.integer("totalDebtUsd"),
                state.integer("availableBorrowsUsd"),
                state.integer("liquidationThresholdBps"),
                state.integer("ltvBps"),
                state.integer("healthFactor"));
    }

    static AaveV3Totals of(List<Holding> holdings) {
        BigInteger collateral = BigInteger.ZERO;
        BigInteger debt = BigInteger.ZERO;
        BigInteger thresholds = BigInteger.ZERO;
        BigInteger ltvs = BigInteger.ZERO;
        for (Holding holding : holdings) {
            AaveAsset asset = holding.asset();
            BigInteger usd = collateralUsd(asset, holding.decimals());
            collateral = collateral.add(usd);
            debt = debt.add(asset.valueUsd(asset.debt(), holding.decimals()));
            thresholds = thresholds.add(usd.multiply(BigInteger.valueOf(asset.liquidationThresholdBps())));
            ltvs = ltvs.add(usd.multiply(BigInteger.valueOf(asset.ltvBps())));
        }
        BigInteger threshold = average(thresholds, collateral);
        BigInteger ltv = average(ltvs, collateral);
        BigInteger health = debt.signum() == 0 ? NO_DEBT : wadDivide(percentMultiply(collateral, threshold), debt);
        return new AaveV3Totals(
                collateral,
                debt,
                percentMultiply(collateral, ltv).subtract(debt).max(BigInteger.ZERO),
                threshold,
                ltv,
                health);
    }

    /** USD 1e8: the part of the collateral that holds off liquidation. */
    BigInteger backingUsd() {
        return percentMultiply(totalCollateralUsd, liquidationThresholdBps);
    }

    private static BigInteger collateralUsd(AaveAsset asset, int decimals) {
        boolean counts = asset.usageAsCollateral() && asset.liquidationThresholdBps() != 0;
        return counts ? asset.valueUsd(asset.supplied(), decimals) : BigInteger.ZERO;
    }

    private static BigInteger average(BigInteger weighted, BigInteger collateralUsd) {
        return collateralUsd.signum() == 0 ? BigInteger.ZERO : weighted.divide(collateralUsd);
    }

    private static BigInteger percentMultiply(BigInteger value, BigInteger bps) {
        return value.multiply(bps).add(HALF_BPS).divide(BPS);
    }

    private static BigInteger wadDivide(BigInteger numerator, BigInteger denominator) {
        return numerator.multiply(WAD).add(denominator.shiftRight(1)).divide(denominator);
    }
}
