package io.evenkeel.margin.lyra;

import static io.evenkeel.margin.lyra.Fixed.over;
import static io.evenkeel.margin.lyra.Fixed.times;

import java.math.BigInteger;

/**
 * What one trade that is not forced costs or brings, to the last digit. Quote 1e18.
 *
 * <pre>
 * move    = amount / standardSize / 100; iv ± move, skew ± move × skewAdjustmentFactor, + where the trader buys
 * premium = Black-Scholes at the spot and the volatility <em>after</em> the trade, times amount
 * fees    = premium's part + spot's part + vega utilisation + variance
 * </pre>
 *
 * The fee for vega utilisation goes by Greeks as cached, and is nothing where the trade brings the pool's vega nearer to
 * zero.
 *
 * @param total paid where the trader buys, received where he sells; never below nothing
 * @param fees in it; those of a sale are at most its premium
 */
public record LyraTrade(
        BigInteger premium,
        BigInteger optionPriceFee,
        BigInteger spotPriceFee,
        BigInteger vegaUtilFee,
        BigInteger varianceFee,
        BigInteger fees,
        BigInteger total,
        BigInteger newIv,
        BigInteger newSkew,
        BigInteger callDelta) {
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    /**
     * @param amount contracts, above 0
     * @param buys whether the trader buys, be it to open or to close
     */
    public static LyraTrade of(
            LyraMarket market, LyraBoard board, LyraStrike strike, boolean put, BigInteger amount, boolean buys) {
        LyraPricing pricing = market.pricing();
        BigInteger move = over(amount, pricing.standardSize()).divide(HUNDRED);
        BigInteger moveSkew = times(move, pricing.skewAdjustmentFactor());
        BigInteger iv = buys ? board.iv().add(move) : board.iv().subtract(move);
        BigInteger skew = buys ? strike.skew().add(moveSkew) : strike.skew().subtract(moveSkew);
        BigInteger volatility = times(iv, skew);
        long seconds = market.secondsTo(board.expiry());
        LyraBlackScholes model =
                LyraBlackScholes.of(seconds, volatility, market.spot(), strike.strike(), market.rate());

        BigInteger premium = times(model.price(put), amount);
        BigInteger optionPriceFee = times(pricing.optionPriceFee(seconds), premium);
        BigInteger spotPriceFee = times(times(pricing.spotPriceFee(seconds), market.spot()), amount);
        BigInteger vegaUtilFee = vegaUtilFee(market, strike, amount, buys, volatility);
        BigInteger ivVariance = board.averageIv().subtract(iv).abs();
        BigInteger varianceFee = times(pricing.variance().each(model.vega(), skew, ivVariance), amount);
        BigInteger fees = optionPriceFee.add(spotPriceFee).add(vegaUtilFee).add(varianceFee);
        BigInteger charged = buys ? fees : fees.min(premium);
        return new LyraTrade(
                premium,
                optionPriceFee,
                spotPriceFee,
                vegaUtilFee,
                varianceFee,
                charged,
                buys ? premium.add(charged) : premium.subtract(charged),
                iv,
                skew,
                model.callDelta());
    }

    /** Whether the protocol lets volatility and delta end where this trade would take them. */
    boolean isWithin(LyraLimits limits, boolean buys) {
        return newIv.signum() > 0
                && newSkew.signum() > 0
                && (buys ? limits.allowBuying(newIv, newSkew) : limits.allowSelling(newIv, newSkew))
                && limits.allowDelta(callDelta);
    }

    private static BigInteger vegaUtilFee(
            LyraMarket market, LyraStrike strike, BigInteger amount, boolean buys, BigInteger volatility) {
        BigInteger bought = times(buys ? amount : amount.negate(), strike.cachedStdVega());
        BigInteger before = market.netStdVega().abs();
        BigInteger after = market.netStdVega().add(bought).abs();
        if (before.compareTo(after) >= 0) {
            return BigInteger.ZERO;
        }
        BigInteger used = over(times(volatility, after), market.poolNav());
        return times(times(market.pricing().vegaFeeCoefficient(), used), amount);
    }
}
