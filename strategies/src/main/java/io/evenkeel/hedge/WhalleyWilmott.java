package io.evenkeel.hedge;

/**
 * Whalley and Wilmott's asymptotic band with gas: beyond the trigger trade, and as far as the landing, where
 *
 * <pre>
 *   w0 = (3/2 · c e^(−rτ) S Γ² / λ)^(1/3)    half-width without gas, trade to its edge
 *   landing = w0 z1,  trigger = w0 z2        with the fixed cost k of one trade, see {@link TwoThresholds}
 * </pre>
 *
 * The discount is 1 for a book without expiry, and with a rate of zero. Limits: k → 0 gives w0 for both; c → 0 gives
 * the trigger (12 k Γ² / λ)^(1/4) and a landing on the target. Since one looks only now and then, the delta overshoots
 * the trigger by 0.583 standard deviations of one step on average (Broadie, Glasserman and Kou); the trigger is set
 * that much earlier, though never inside w0.
 *
 * <p>Where the trigger may not be that wide, the landing is the best one for the trigger that is allowed.
 *
 * <p>Γ = 0 gives a band of width zero or all but: use it beside {@link MinimumTrade} with {@link WiderOf}.
 *
 * @param riskAversionPerQuote λ, per whole unit of quote token: the certainty equivalent of a variance v (quote²) is
 *     λ v / 2. It scales inversely with the size of the vault
 */
public record WhalleyWilmott(double riskAversionPerQuote) implements HedgeRule {
    public WhalleyWilmott {
        requireRiskAversion(riskAversionPerQuote);
    }

    static void requireRiskAversion(double perQuote) {
        if (!(perQuote > 0 && Double.isFinite(perQuote))) {
            throw new IllegalArgumentException("risk aversion must be positive, was " + perQuote);
        }
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        double gamma = Math.abs(in.bookGammaBasePerQuote);
        double edge =
                Math.cbrt(1.5 * in.proportionalCost * in.discount() * in.price * gamma * gamma / riskAversionPerQuote);
        double marginalCost = in.proportionalCost * in.price * edge;
        double landing;
        double trigger;
        if (marginalCost > 0) {
            double excess = GasThresholds.excess(in.fixedCostQuote, marginalCost);
            landing = edge * TwoThresholds.landingAt(excess);
            double early = GasThresholds.OVERSHOOT * in.stepBase(gamma);
            trigger = Math.max(edge, edge * TwoThresholds.triggerAt(excess) - early);
        } else {
            landing = 0;
            trigger = GasThresholds.withoutFee(in.fixedCostQuote, gamma, riskAversionPerQuote);
        }
        double widest = in.widestHalfWidthBase;
        if (trigger > widest) {
            trigger = widest;
            landing = GasThresholds.landingFor(widest, gamma, in, riskAversionPerQuote);
        }
        out.around(in.exactHoldingBase(), landing, trigger);
    }
}
