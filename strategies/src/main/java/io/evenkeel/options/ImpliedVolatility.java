package io.evenkeel.options;

/**
 * Which volatility a price implies, or why none does. Not every price has an answer, and quotes of stale or thin
 * markets often are of that kind, so each case is an outcome of its own.
 */
public sealed interface ImpliedVolatility {

    /**
     * Exactly one.
     *
     * @param volatility per square root of a year
     * @param relativeUncertainty what one rounding of the price (for an option in the money also of its intrinsic
     *     value) leaves open, as a part of the volatility. The volatility itself is found to a few units in the last
     *     place beyond that
     */
    record Found(double volatility, double relativeUncertainty) implements ImpliedVolatility {}

    /** Less than the option is worth without volatility: selling the forward against it would be free money. */
    record BelowIntrinsic(double lowestPrice) implements ImpliedVolatility {}

    /** More than any volatility makes of it: the underlying for a call, the discounted strike for a put. */
    record AboveBound(double highestPrice) implements ImpliedVolatility {}

    /**
     * All volatilities between these two give this price, as far as a {@code double} can tell: what tells them apart is
     * lost in the rounding of the price.
     *
     * @param lowest 0 where the price is that without volatility
     * @param highest infinite where the price is at its upper bound, or no time is left
     */
    record Uninformative(double lowest, double highest) implements ImpliedVolatility {}

    /**
     * Arguments as in {@link BlackScholes}.
     *
     * @param price quote, of a call or put on one unit of base
     */
    static ImpliedVolatility of(
            OptionType type, double price, double spot, double strike, double years, double rate, double carry) {
        if (!Double.isFinite(price)) {
            throw new IllegalArgumentException("price must be finite, was " + price);
        }
        Terms terms = new Terms();
        terms.ofFirst(spot, strike, years, 0, rate, carry);
        double bound = type == OptionType.CALL ? terms.presentSpot : terms.presentStrike;
        double intrinsic = Math.max(bound - (terms.presentSpot + terms.presentStrike - bound), 0);
        double rounding =
                Math.ulp(price) + (intrinsic > 0 ? Math.ulp(terms.presentSpot) + Math.ulp(terms.presentStrike) : 0);
        if (price < intrinsic - rounding || price < 0) {
            return new BelowIntrinsic(intrinsic);
        }
        if (years == 0 || spot == 0) {
            return price <= intrinsic + rounding
                    ? new Uninformative(0, Double.POSITIVE_INFINITY)
                    : new AboveBound(intrinsic);
        }
        if (price > bound + rounding) {
            return new AboveBound(bound);
        }
        NormalisedPrice normalised =
                new NormalisedPrice(-Math.abs(terms.logMoneyness), Math.sqrt(terms.presentSpot * terms.presentStrike));
        double timeValue = price - intrinsic;
        double toBound = bound - price;
        double sqrtYears = terms.sqrtYears;
        if (timeValue <= rounding) {
            double highest = normalised.deviation(Math.max(timeValue, 0) + rounding, toBound - rounding);
            return new Uninformative(0, highest / sqrtYears);
        }
        if (toBound <= rounding) {
            double lowest = normalised.deviation(timeValue - rounding, Math.max(toBound, 0) + rounding);
            return new Uninformative(lowest / sqrtYears, Double.POSITIVE_INFINITY);
        }
        double deviation = normalised.deviation(timeValue, toBound);
        return new Found(deviation / sqrtYears, rounding / (deviation * normalised.slope(deviation)));
    }
}
