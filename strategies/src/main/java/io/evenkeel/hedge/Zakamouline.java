package io.evenkeel.hedge;

/**
 * Zakamouline's band (2006), fitted to the exponential-utility optimum, in the form of its public implementation
 * (github.com/liamfayle/zakamouline), trade to the edge:
 *
 * <pre>
 *   H0 = c / (λ S σ² τ)
 *   H1 = 1.12 c^0.31 τ^0.05 (e^(−rτ) / σ)^0.25 (|Γ| / λ)^0.5
 *   K  = −4.76 c^0.78 τ^−0.02 (e^(−rτ) / σ)^0.25 (λ S² |Γ|)^0.15
 *   half-width H0 + H1 around the delta at σ² (1 − K) for a book short of gamma, σ² (1 + K) for one long of it
 * </pre>
 *
 * The published band knows no gas; a fixed cost widens the trigger and deepens the landing as {@link TwoThresholds}
 * say. 1 + K is kept above a tenth, below which the fit means nothing.
 *
 * @param riskAversionPerQuote λ, per whole unit of quote token
 * @param horizonYears τ of a book without expiry, positive
 */
public record Zakamouline(double riskAversionPerQuote, double horizonYears) implements HedgeRule {
    private static final double LEAST_VARIANCE_PART = 0.1;

    public Zakamouline {
        WhalleyWilmott.requireRiskAversion(riskAversionPerQuote);
        if (!(horizonYears > 0 && Double.isFinite(horizonYears))) {
            throw new IllegalArgumentException("horizon must be positive, was " + horizonYears);
        }
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        double years = in.hasExpiry() ? in.yearsToExpiry : horizonYears;
        double gamma = Math.abs(in.bookGammaBasePerQuote);
        double c = in.proportionalCost;
        double s = in.price;
        double common = Math.sqrt(Math.sqrt(in.discount() / in.volatility));
        double always = c / (riskAversionPerQuote * s * in.volatility * in.volatility * years);
        double ofGamma =
                1.12 * Math.pow(c, 0.31) * Math.pow(years, 0.05) * common * Math.sqrt(gamma / riskAversionPerQuote);
        double shift = 4.76
                * Math.pow(c, 0.78)
                * Math.pow(years, -0.02)
                * common
                * Math.pow(riskAversionPerQuote * s * s * gamma, 0.15);
        double variance = in.bookGammaBasePerQuote < 0 ? 1 + shift : Math.max(LEAST_VARIANCE_PART, 1 - shift);
        double centre = in.targetBase - in.bookAt(1, variance).deltaBase;

        double edge = always + ofGamma;
        double marginalCost = c * s * edge;
        double landing;
        double trigger;
        if (marginalCost > 0) {
            double excess = GasThresholds.excess(in.fixedCostQuote, marginalCost);
            landing = edge * TwoThresholds.landingAt(excess);
            trigger = edge * TwoThresholds.triggerAt(excess);
        } else {
            landing = 0;
            trigger = GasThresholds.withoutFee(in.fixedCostQuote, gamma, riskAversionPerQuote);
        }
        out.around(centre, landing, trigger);
        Cap.apply(in, gamma, riskAversionPerQuote, out);
    }
}
