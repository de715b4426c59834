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
 * health     = collateral × threshold / debt, rounded as the {@link AaveGeneration} does
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
    private static final BigInteger WAD = AaveGeneration.WAD;
    private static final BigInteger NO_DEBT = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

    public static AaveV3Totals of(AaveGeneration generation, Pair pair, AaveAsset base, AaveAsset quote) {
        return of(
                generation,
                List.of(
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

    static AaveV3Totals of(AaveGeneration generation, List<Holding> holdings) {
        BigInteger collateral = BigInteger.ZERO;
        BigInteger debt = BigInteger.ZERO;
        BigInteger thresholds = BigInteger.ZERO;
        BigInteger ltvs = BigInteger.ZERO;
        for (Holding holding : holdings) {
            AaveAsset asset = holding.asset();
            BigInteger usd =
                    generation.counts(asset) ? asset.valueUsd(asset.supplied(), holding.decimals()) : BigInteger.ZERO;
            collateral = collateral.add(usd);
            debt = debt.add(generation.debtUsd(asset, holding.decimals()));
            thresholds = thresholds.add(usd.multiply(BigInteger.valueOf(asset.liquidationThresholdBps())));
            ltvs = ltvs.add(usd.multiply(BigInteger.valueOf(asset.ltvBps())));
        }
        BigInteger threshold = average(thresholds, collateral);
        BigInteger ltv = average(ltvs, collateral);
        BigInteger health = debt.signum() == 0 ? NO_DEBT : generation.healthFactor(collateral, thresholds, debt);
        return new AaveV3Totals(
                collateral,
                debt,
                generation.lendableUsd(collateral, ltv).subtract(debt).max(BigInteger.ZERO),
                threshold,
                ltv,
                health);
    }

    /**
     * USD 1e8: how far the debt is from what backs it, below 0 exactly when Aave liquidates. As the gauge finds it from
     * outside: health factor times debt, to the nearest unit, less debt.
     */
    BigInteger headroomUsd() {
        BigInteger backing =
                healthFactor.multiply(totalDebtUsd).add(WAD.shiftRight(1)).divide(WAD);
        BigInteger headroom = backing.subtract(totalDebtUsd);
        boolean liquidatable = healthFactor.compareTo(WAD) < 0;
        return liquidatable ? headroom.min(BigInteger.ONE.negate()) : headroom;
    }

    private static BigInteger average(BigInteger weighted, BigInteger collateralUsd) {
        return collateralUsd.signum() == 0 ? BigInteger.ZERO : weighted.divide(collateralUsd);
    }
}
