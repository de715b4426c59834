package io.evenkeel.backtest;

/**
 * How far a trade moves the price against itself on average: {@code partAtDepth × (size / depth)^exponent}. The cost
 * is convex in the size.
 *
 * @param partAtDepth of the price, for a trade as large as the depth, at least 0
 * @param depthBase base token; no trade may be larger
 * @param exponent 1 for a constant product, one half for the square-root law of order books
 */
public record ImpactCurve(double partAtDepth, double depthBase, double exponent) {
    public ImpactCurve {
        if (!(partAtDepth >= 0 && partAtDepth < 1 && depthBase > 0 && exponent >= 0 && exponent <= 3)) {
            throw new IllegalArgumentException(
                    "no impact curve: part " + partAtDepth + " at depth " + depthBase + " with exponent " + exponent);
        }
    }

    /** Quote, at least 0. */
    public double costQuote(double tradeBase, double price) {
        double size = Math.abs(tradeBase);
        return size == 0 ? 0 : partAtDepth * curve(size / depthBase) * size * price;
    }

    private double curve(double ofDepth) {
        if (exponent == 1) {
            return ofDepth;
        }
        return exponent == 0.5 ? Math.sqrt(ofDepth) : Math.pow(ofDepth, exponent);
    }
}
