package io.evenkeel.margin.perpsv2;

import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;

/**
 * What governance has set for the market and for all markets. 18 decimals: ratios of one, sUSD, base.
 *
 * @param skewScale base: a skew this large doubles the price
 * @param maxFundingVelocity parts of the price a day, a day, at a skew of skewScale
 * @param maxMarketSize base, of either side
 * @param makerFee,takerFee of the notional of an off-chain order
 */
public record PerpsV2Terms(
        BigInteger skewScale,
        BigInteger maxFundingVelocity,
        BigInteger maxMarketSize,
        BigInteger maxLeverage,
        BigInteger makerFee,
        BigInteger takerFee,
        BigInteger minInitialMargin,
        BigInteger minKeeperFee,
        BigInteger maxKeeperFee,
        BigInteger liquidationFeeRatio,
        BigInteger keeperLiquidationFee,
        BigInteger liquidationBufferRatio,
        BigInteger liquidationPremiumMultiplier) {
    public PerpsV2Terms {
        if (skewScale.signum() <= 0 || maxLeverage.signum() <= 0) {
            throw new IllegalArgumentException(
                    "skew scale and leverage must be positive, were " + skewScale + " and " + maxLeverage);
        }
    }

    /** From a gauge's state. */
    public static PerpsV2Terms of(NamedValues state) {
        return new PerpsV2Terms(
                state.integer("skewScale"),
                state.integer("maxFundingVelocity"),
                state.integer("maxMarketSize"),
                state.integer("maxLeverage"),
                state.integer("makerFee"),
                state.integer("takerFee"),
                state.integer("minInitialMargin"),
                state.integer("minKeeperFee"),
                state.integer("maxKeeperFee"),
                state.integer("liquidationFeeRatio"),
                state.integer("keeperLiquidationFee"),
                state.integer("liquidationBufferRatio"),
                state.integer("liquidationPremiumMultiplier"));
    }
}
