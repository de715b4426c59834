package io.evenkeel.margin.gmxv2;

import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;

/**
 * The market and what governance has set for it, named as the gauge names it. Dollars and ratios 1e30.
 *
 * @param disabled orders are neither taken nor filled
 * @param positionFeeFactor of the size traded, the dearer of both directions
 * @param positiveImpactFactor,negativeImpactFactor of the difference of longs and shorts to the power of the exponent
 * @param longInterestUsd,shortInterestUsd what is open, {@code maxShortInterestUsd} the most that may be
 * @param borrowingPerSecond,fundingPerSecond parts of the size
 * @param increaseGas,decreaseGas gas that an order's execution fee has to pay for
 */
public record GmxV2Terms(
        boolean disabled,
        BigInteger minCollateralUsd,
        BigInteger minCollateralFactor,
        BigInteger minCollateralFactorForLiquidation,
        BigInteger maxImpactFactorForLiquidation,
        BigInteger minPositionSizeUsd,
        BigInteger positionFeeFactor,
        BigInteger positiveImpactFactor,
        BigInteger negativeImpactFactor,
        BigInteger positiveImpactExponent,
        BigInteger negativeImpactExponent,
        BigInteger longInterestUsd,
        BigInteger shortInterestUsd,
        BigInteger maxShortInterestUsd,
        BigInteger borrowingPerSecond,
        BigInteger fundingPerSecond,
        boolean longsPayShorts,
        long increaseGas,
        long decreaseGas) {
    /** From a gauge's state. */
    public static GmxV2Terms of(NamedValues state) {
        return new GmxV2Terms(
                state.flag("disabled"),
                state.integer("minCollateralUsd"),
                state.integer("minCollateralFactor"),
                state.integer("minCollateralFactorForLiquidation"),
                state.integer("maxImpactFactorForLiquidation"),
                state.integer("minPositionSizeUsd"),
                state.integer("positionFeeFactor"),
                state.integer("positiveImpactFactor"),
                state.integer("negativeImpactFactor"),
                state.integer("positiveImpactExponent"),
                state.integer("negativeImpactExponent"),
                state.integer("longInterestUsd"),
                state.integer("shortInterestUsd"),
                state.integer("maxShortInterestUsd"),
                state.integer("borrowingPerSecond"),
                state.integer("fundingPerSecond"),
                state.flag("longsPayShorts"),
                state.integer("increaseGas").longValueExact(),
                state.integer("decreaseGas").longValueExact());
    }

    /** USDC 1e6, rounded down as the protocol does. */
    BigInteger fee(BigInteger sizeUsd) {
        return feeUsd(sizeUsd).divide(Usd.PER_QUOTE);
    }

    BigInteger feeUsd(BigInteger sizeUsd) {
        return Usd.factored(sizeUsd, positionFeeFactor);
    }

    /** Dollars: with this much remaining a position stands, with one unit less it is liquidated; 0 for none. */
    BigInteger smallestSafe(BigInteger sizeUsd) {
        return least(sizeUsd, minCollateralFactorForLiquidation);
    }

    /** Dollars that have to remain for the next order to be filled. */
    BigInteger smallestToOpen(BigInteger sizeUsd) {
        return least(sizeUsd, minCollateralFactor).max(smallestSafe(sizeUsd));
    }

    private BigInteger least(BigInteger sizeUsd, BigInteger factor) {
        return sizeUsd.signum() == 0
                ? BigInteger.ZERO
                : Usd.factored(sizeUsd, factor).max(minCollateralUsd).max(BigInteger.ONE);
    }

    /**
     * Model: whole dollars that changing the shorts by this much costs by moving the price. A gain is not counted: it is
     * paid only as far as others have lost.
     */
    double impactCostUsd(double shortsChangeUsd) {
        double before = Usd.whole(longInterestUsd.subtract(shortInterestUsd));
        double after = before - shortsChangeUsd;
        boolean improves = Math.abs(after) < Math.abs(before);
        double factor = Usd.whole(improves ? positiveImpactFactor : negativeImpactFactor);
        double exponent = Usd.whole(improves ? positiveImpactExponent : negativeImpactExponent);
        double cost = factor * (Math.pow(Math.abs(after), exponent) - Math.pow(Math.abs(before), exponent));
        return Math.max(0, cost);
    }
}
