package io.evenkeel.margin.lyra;

import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;

/** What a trade moves volatility by and is charged, 1e18 and seconds, named as the protocol names them. */
public record LyraPricing(
        BigInteger optionPriceFeeCoefficient,
        long optionPriceFee1xPoint,
        long optionPriceFee2xPoint,
        BigInteger spotPriceFeeCoefficient,
        long spotPriceFee1xPoint,
        long spotPriceFee2xPoint,
        BigInteger vegaFeeCoefficient,
        BigInteger standardSize,
        BigInteger skewAdjustmentFactor,
        VarianceFee variance) {

    /** From the protocol's own structs. */
    public static LyraPricing of(NamedValues pricing, NamedValues variance) {
        return new LyraPricing(
                pricing.integer("optionPriceFeeCoefficient"),
                pricing.integer("optionPriceFee1xPoint").longValueExact(),
                pricing.integer("optionPriceFee2xPoint").longValueExact(),
                pricing.integer("spotPriceFeeCoefficient"),
                pricing.integer("spotPriceFee1xPoint").longValueExact(),
                pricing.integer("spotPriceFee2xPoint").longValueExact(),
                pricing.integer("vegaFeeCoefficient"),
                pricing.integer("standardSize"),
                pricing.integer("skewAdjustmentFactor"),
                VarianceFee.of(variance));
    }

    /** Of trades that are not forced. */
    public record VarianceFee(
            BigInteger coefficient,
            BigInteger skewAdjustmentCoefficient,
            BigInteger referenceSkew,
            BigInteger minimumStaticSkewAdjustment,
            BigInteger vegaCoefficient,
            BigInteger minimumStaticVega,
            BigInteger ivVarianceCoefficient,
            BigInteger minimumStaticIvVariance) {
        static VarianceFee of(NamedValues fee) {
            return new VarianceFee(
                    fee.integer("defaultVarianceFeeCoefficient"),
                    fee.integer("skewAdjustmentCoefficient"),
                    fee.integer("referenceSkew"),
                    fee.integer("minimumStaticSkewAdjustment"),
                    fee.integer("vegaCoefficient"),
                    fee.integer("minimumStaticVega"),
                    fee.integer("ivVarianceCoefficient"),
                    fee.integer("minimumStaticIvVariance"));
        }

        BigInteger each(BigInteger vega, BigInteger skew, BigInteger ivVariance) {
            BigInteger byVega = minimumStaticVega.add(Fixed.times(vega, vegaCoefficient));
            BigInteger bySkew = minimumStaticSkewAdjustment.add(
                    Fixed.times(skew.subtract(referenceSkew).abs(), skewAdjustmentCoefficient));
            BigInteger byVariance = minimumStaticIvVariance.add(Fixed.times(ivVariance, ivVarianceCoefficient));
            return Fixed.times(Fixed.times(Fixed.times(coefficient, byVega), bySkew), byVariance);
        }
    }

    BigInteger optionPriceFee(long secondsToExpiry) {
        return weighted(optionPriceFeeCoefficient, secondsToExpiry, optionPriceFee1xPoint, optionPriceFee2xPoint);
    }

    BigInteger spotPriceFee(long secondsToExpiry) {
        return weighted(spotPriceFeeCoefficient, secondsToExpiry, spotPriceFee1xPoint, spotPriceFee2xPoint);
    }

    /** Once up to the first point, from there a straight line through twice at the second. */
    private static BigInteger weighted(BigInteger coefficient, long seconds, long once, long twice) {
        if (seconds <= once) {
            return coefficient;
        }
        BigInteger further =
                BigInteger.valueOf(seconds - once).multiply(Fixed.ONE).divide(BigInteger.valueOf(twice - once));
        return Fixed.times(coefficient, Fixed.ONE.add(further));
    }
}
