package io.evenkeel.allocate;

/**
 * What it costs to live with gamma by trading delta alone, as often as is cheapest. Over the time T, trading every δ
 * leaves the risk (Boyle and Emanuel 1980) and costs (Leland, Journal of Finance 40, 1985)
 *
 * <pre>
 *   a δ = λ/4 Γ² S⁴ σ⁴ T δ        b / √δ = c |Γ| S σ T √(2/π) / √δ        least at δ = (b / 2a)^(2/3)
 * </pre>
 *
 * Model: the keeper trades by a band, which does a little better than any clock.
 *
 * @param yearsBetweenHedges the cheapest spacing, and never shorter than decisions can be
 * @param trading,risk quote over the horizon, at that spacing
 */
public record RehedgingCost(double yearsBetweenHedges, double trading, double risk) {
    private static final double MEAN_ABSOLUTE_NORMAL = Math.sqrt(2 / Math.PI);

    /**
     * @param gamma base per quote
     * @param terms its time between hedges is the shortest there can be; positive
     */
    public static RehedgingCost of(double gamma, CurvatureHedge.Terms terms) {
        double deviation = Math.abs(gamma) * terms.price() * terms.volatility();
        double a = terms.riskAversionPerQuote()
                / 4
                * deviation
                * deviation
                * terms.price()
                * terms.price()
                * terms.volatility()
                * terms.volatility()
                * terms.horizonYears();
        double b = terms.deltaCostPerBase() * deviation * terms.horizonYears() * MEAN_ABSOLUTE_NORMAL;
        double cheapest = a > 0 ? Math.pow(b / (2 * a), 2.0 / 3) : terms.horizonYears();
        double spacing = Math.max(terms.yearsBetweenHedges(), Math.min(cheapest, terms.horizonYears()));
        return new RehedgingCost(spacing, b / Math.sqrt(spacing), a * spacing);
    }

    public double total() {
        return trading + risk;
    }
}
