package io.evenkeel.hedge;

/**
 * A band for a book of options that knows how often it is looked at, that the hedge will be unwound and pay for it, and
 * what gas costs. Closed form, made to fit the optimum found by dynamic programming. With D the holding that hedges the
 * book, Γ its slope in the price, and subscript k at the time to expiry stretched by 1 + k:
 *
 * <pre>
 *   k   = κ ((9/4 c² λ S² |Γ|)^(1/3) + λ |Γ| S² σ² Δt / 2), at most 3; −k/(1+k) for a book long of gamma
 *   ctr = D_k + c (|D_k| + S Γ_k sign D_k)          the second part only if the hedge is unwound at expiry
 *   w0  = (3/2 c S Γ_k² / λ)^(1/3)                  Whalley and Wilmott's half-width
 *   ρ   = |Γ_k| S σ √Δt / w0                        one step of the delta in half-widths
 *   w   = w0 / (1 + 0.583 ρ + 1.5 ρ²)               narrower, since one looks only now and then
 *   q   = c / (λ S σ² τ)                            0 unless the hedge is unwound at expiry
 *   w_grow = max(w, 2 q),  w_shrink = max(w − 0.7 q, 0)
 * </pre>
 *
 * <p>What is left of the expected cost and risk makes the book behave like one of longer options, hence the stretch.
 * Near the expiry a purchase that has to be sold again does not pay, while a sale would come anyway, hence the two
 * widths: the hedge may be larger than the centre by w_shrink before it shrinks, and smaller by w_grow before it grows.
 * It is not made to change sign for the band's sake.
 *
 * <p>With gas, the two thresholds of {@link TwoThresholds} at w0 take the triggers out and the landings in; the triggers
 * come back by the overshoot of one step, and never to where the risk saved until the expiry does not pay for the gas,
 * {@code sqrt(2 k0 / (λ S² σ² τ))}.
 *
 * <p>A book without expiry has no stretch and no unwinding: what is left is Whalley and Wilmott's band made narrower
 * for the time between decisions.
 *
 * @param riskAversionPerQuote λ, per whole unit of quote token: the certainty equivalent of a variance v (quote²) is
 *     λ v / 2. It scales inversely with the size of the vault
 * @param stretch κ, at least 0: 1 as derived; 0.8 is slightly better for the root mean square, 1.25 for the tail
 */
public record StepAwareBand(double riskAversionPerQuote, double stretch) implements HedgeRule {
    static final double MOST_STRETCH = 3;
    private static final double SQUARE_OF_STEP = 1.5;
    private static final double GROWING = 2;
    private static final double SHRINKING = 0.7;

    public StepAwareBand {
        WhalleyWilmott.requireRiskAversion(riskAversionPerQuote);
        if (!(stretch >= 0 && Double.isFinite(stretch))) {
            throw new IllegalArgumentException("stretch must be at least 0, was " + stretch);
        }
    }

    public StepAwareBand(double riskAversionPerQuote) {
        this(riskAversionPerQuote, 1);
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        fill(in, riskAversionPerQuote, stretch, out);
    }

    /** The rule for a risk aversion that is not known beforehand. */
    static void fill(HedgeInputs in, double riskAversionPerQuote, double stretch, HoldingBand out) {
        BookCurve.Point later = in.bookAt(1 + stretchOf(in, riskAversionPerQuote, stretch), 1);
        double gamma = Math.abs(later.gammaBasePerQuote);
        double centre = centre(in, in.targetBase - later.deltaBase, -later.gammaBasePerQuote);

        double c = in.proportionalCost;
        double edge = Math.cbrt(1.5 * c * in.price * gamma * gamma / riskAversionPerQuote);
        double step = in.stepBase(gamma);
        double width = narrowed(edge, step);
        double saved = riskAversionPerQuote * in.price * in.volatility * in.volatility * in.yearsToExpiry;
        double unwinding = in.unwindsAtExpiry && in.hasExpiry() ? c / saved : 0;
        double grow = Math.max(width, GROWING * unwinding);
        double shrink = Math.max(width - SHRINKING * unwinding, 0);

        double deep = 1;
        double growTrigger = grow;
        double shrinkTrigger = shrink;
        if (in.fixedCostQuote > 0) {
            double inner = 0;
            double outer;
            double marginalCost = c * in.price * edge;
            if (marginalCost > 0) {
                double excess = GasThresholds.excess(in.fixedCostQuote, marginalCost);
                deep = TwoThresholds.landingAt(excess);
                inner = edge * deep;
                outer = edge * TwoThresholds.triggerAt(excess);
            } else {
                deep = 0;
                outer = GasThresholds.withoutFee(in.fixedCostQuote, gamma, riskAversionPerQuote);
            }
            double early = Math.max(outer - GasThresholds.OVERSHOOT * step, inner);
            double further = Math.clamp(early - width, 0, Math.max(outer - edge, 0));
            double worthGas = in.hasExpiry() ? Math.sqrt(2 * in.fixedCostQuote / (saved * in.price)) : 0;
            growTrigger = Math.max(grow + further, GROWING * unwinding + worthGas);
            shrinkTrigger = Math.max(shrink + further, worthGas);
        }
        place(in.holdingBase, centre, grow, shrink, deep, growTrigger, shrinkTrigger, out);
        Cap.apply(in, gamma, riskAversionPerQuote, out);
    }

    /** Without the time between decisions: (9/4 c² λ S² |Γ|)^(1/3), of which two parts in three are cost. */
    static double continuousStretch(HedgeInputs in, double riskAversionPerQuote) {
        double c = in.proportionalCost;
        return Math.cbrt(
                2.25 * c * c * riskAversionPerQuote * in.price * in.price * Math.abs(in.bookGammaBasePerQuote));
    }

    private static double stretchOf(HedgeInputs in, double riskAversionPerQuote, double stretch) {
        double step = in.stepBase(in.bookGammaBasePerQuote);
        double gamma = Math.abs(in.bookGammaBasePerQuote);
        double riskOfSteps = gamma > 0 ? 0.5 * riskAversionPerQuote * step * step / gamma : 0;
        double k = stretch * (continuousStretch(in, riskAversionPerQuote) + riskOfSteps);
        return Math.min(in.bookGammaBasePerQuote > 0 ? -k / (1 + k) : k, MOST_STRETCH);
    }

    /** Unwinding a hedge that grows with the price costs more the higher it is: that too is hedged. */
    private static double centre(HedgeInputs in, double hedge, double gamma) {
        if (!in.unwindsAtExpiry || !in.hasExpiry()) {
            return hedge;
        }
        return hedge + in.proportionalCost * (Math.abs(hedge) + in.price * gamma * Math.signum(hedge));
    }

    /** The half-width that is right for looking only once per step of the delta. */
    static double narrowed(double edge, double step) {
        if (edge == 0) {
            return 0;
        }
        double ratio = step / edge;
        return edge / (1 + GasThresholds.OVERSHOOT * ratio + SQUARE_OF_STEP * ratio * ratio);
    }

    private static void place(
            double holding,
            double centre,
            double grow,
            double shrink,
            double deep,
            double growTrigger,
            double shrinkTrigger,
            HoldingBand out) {
        double low;
        double high;
        boolean isLong = centre >= 0;
        if (isLong) {
            low = centre - grow;
            high = centre + shrink;
            low = low < 0 && holding >= 0 ? Math.min(0, centre) : low;
        } else {
            low = centre - shrink;
            high = centre + grow;
            high = high > 0 && holding <= 0 ? Math.max(0, centre) : high;
        }
        double middle = (low + high) / 2;
        double half = deep * (high - low) / 2;
        out.set(
                Math.min(low, centre - (isLong ? growTrigger : shrinkTrigger)),
                Math.max(low, middle - half),
                Math.min(high, middle + half),
                Math.max(high, centre + (isLong ? shrinkTrigger : growTrigger)));
    }
}
