package io.evenkeel.hedge;

/**
 * The hedge that is held now.
 *
 * @param holdingBase delta of the hedge alone, base token
 * @param yearsSinceLastTrade at least 0; infinite before the first trade
 * @param priceAtLastTrade quote per base, positive; infinite before the first trade
 * @param healthFactor collateral over what liquidation would ask for, at the weakest venue; infinite without a margin
 * @param surplusQuote what the book and its hedge have earned so far, marked to the model and after costs, quote token
 */
public record HedgePosition(
        double holdingBase,
        double yearsSinceLastTrade,
        double priceAtLastTrade,
        double healthFactor,
        double surplusQuote) {
    /** Nothing held and nothing known. */
    public static final HedgePosition NONE = holding(0);

    public HedgePosition {
        if (!Double.isFinite(holdingBase) || !Double.isFinite(surplusQuote)) {
            throw new IllegalArgumentException(
                    "holding and surplus must be finite, were " + holdingBase + " and " + surplusQuote);
        }
        if (!(yearsSinceLastTrade >= 0) || !(healthFactor >= 0)) {
            throw new IllegalArgumentException("time since the last trade and health factor must be at least 0, were "
                    + yearsSinceLastTrade + " and " + healthFactor);
        }
        if (!(priceAtLastTrade > 0)) {
            throw new IllegalArgumentException("price at the last trade must be positive, was " + priceAtLastTrade);
        }
    }

    /** So much held, and nothing known of how it came about. */
    public static HedgePosition holding(double base) {
        return holding(base, Double.POSITIVE_INFINITY);
    }

    /** So much held, and known only since when. */
    public static HedgePosition holding(double base, double yearsSinceLastTrade) {
        return new HedgePosition(base, yearsSinceLastTrade, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
    }

    /** Just after a trade of this much at this price. */
    public HedgePosition afterTrade(double base, double price) {
        return new HedgePosition(holdingBase + base, 0, price, healthFactor, surplusQuote);
    }
}
