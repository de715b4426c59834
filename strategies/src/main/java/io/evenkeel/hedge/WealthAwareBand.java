package io.evenkeel.hedge;

/**
 * The {@link StepAwareBand} for those who want the profit and loss of the whole undertaking near zero, cost included:
 * least root mean square. It looks at what has been earned so far.
 *
 * <p>To minimise E[W²] of the final profit and loss W, expected now to be −m, spending δ more adds 2 m δ and a variance
 * v adds v. So one trades cost against variance at the risk aversion
 *
 * <pre>λ = 1 / m,   m = R − surplus</pre>
 *
 * with what the undertaking has earned so far, marked to the model, and the cost that is still expected,
 *
 * <pre>
 *   R = 2/3 · Γ S² σ² τ k/2 · w0 / (w + 0.583 step)  +  c S |D|
 * </pre>
 *
 * which is the value that a stretch of the time by k = (9/4 c² λ0 S² |Γ|)^(1/3) adds to the book (Γ at half of it),
 * two thirds of it cost and one third risk, dearer by how much narrower the band is made for the time between
 * decisions; and the final unwinding where it is paid. Gas is left out of R.
 *
 * <p>Who is ahead hedges more closely, since there is cost to spare; who is behind saves cost. That is right for the
 * mean square and dangerous beyond measure, so λ stays between a third of λ0 and twice
 * λ0. In a simulated comparison the root mean square came out 1.0 to 1.5 % lower at costs of 0.05 to 0.5 %, and the mean
 * of the worst twentieth up to 9 % worse: the price of saving cost when behind. For exponential utility the optimum does not depend on wealth: use the
 * {@link StepAwareBand} there, and for a vault that has no end.
 *
 * @param riskAversionPerQuote λ0, per whole unit of quote token; for the least mean square about one over the cost
 *     expected at the start
 * @param stretch κ of the step-aware band
 * @param excessReturnPerYear μ − r that is expected of the price, 0 for none: who expects to lose m is paid for holding
 *     {@code (μ − r) m / (σ² S)} more (Schweizer 1992). Real drifts are not known; the default is 0
 */
public record WealthAwareBand(double riskAversionPerQuote, double stretch, double excessReturnPerYear)
        implements HedgeRule {
    private static final double MOST_TIMES_AVERSE = 2;
    private static final double LEAST_PART_AVERSE = 1 / 3.0;
    private static final double PART_COST = 2 / 3.0;

    public WealthAwareBand {
        WhalleyWilmott.requireRiskAversion(riskAversionPerQuote);
        if (!(stretch >= 0 && Double.isFinite(stretch)) || !Double.isFinite(excessReturnPerYear)) {
            throw new IllegalArgumentException("stretch must be at least 0 and the excess return finite, were "
                    + stretch + " and " + excessReturnPerYear);
        }
    }

    public WealthAwareBand(double riskAversionPerQuote) {
        this(riskAversionPerQuote, 0.8, 0);
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        if (!in.hasExpiry()) {
            StepAwareBand.fill(in, riskAversionPerQuote, stretch, out);
            return;
        }
        double shortfall = Math.clamp(
                costToCome(in) - in.surplusQuote,
                1 / (MOST_TIMES_AVERSE * riskAversionPerQuote),
                1 / (LEAST_PART_AVERSE * riskAversionPerQuote));
        StepAwareBand.fill(in, 1 / shortfall, stretch, out);
        if (excessReturnPerYear != 0) {
            double shift = excessReturnPerYear * shortfall / (in.volatility * in.volatility * in.price);
            double lowest = in.exactHoldingBase() - in.widestHalfWidthBase;
            double highest = in.exactHoldingBase() + in.widestHalfWidthBase;
            out.set(
                    Math.clamp(out.triggerLow + shift, lowest, highest),
                    Math.clamp(out.landingLow + shift, lowest, highest),
                    Math.clamp(out.landingHigh + shift, lowest, highest),
                    Math.clamp(out.triggerHigh + shift, lowest, highest));
        }
    }

    private double costToCome(HedgeInputs in) {
        double c = in.proportionalCost;
        double k = Math.min(StepAwareBand.continuousStretch(in, riskAversionPerQuote), StepAwareBand.MOST_STRETCH);
        double unwinding = in.unwindsAtExpiry ? c * in.price * Math.abs(in.exactHoldingBase()) : 0;
        double gamma = Math.abs(in.bookAt(1 + k / 2, 1).gammaBasePerQuote);
        double edge = Math.cbrt(1.5 * c * in.price * gamma * gamma / riskAversionPerQuote);
        if (edge == 0) {
            return unwinding;
        }
        double step = in.stepBase(gamma);
        double dearer = edge / (StepAwareBand.narrowed(edge, step) + GasThresholds.OVERSHOOT * step);
        double variance = in.price * in.price * in.volatility * in.volatility * in.yearsToExpiry;
        return PART_COST * gamma * variance * k / 2 * dearer + unwinding;
    }
}
