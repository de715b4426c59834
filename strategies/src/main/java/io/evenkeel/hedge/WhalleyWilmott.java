package io.evenkeel.hedge;

/**
 * Whalley and Wilmott's asymptotic band with gas: beyond the trigger trade, and as far as the landing, where
 *
 * <pre>
 *   w0 = (3/2 · c S Γ² / λ)^(1/3)        half-width without gas, trade to its edge
 *   landing = w0 z1,  trigger = w0 z2    with the fixed cost k of one trade, see {@link TwoThresholds}
 * </pre>
 *
 * Limits: k → 0 gives w0 for both; c → 0 gives the trigger (12 k Γ² / λ)^(1/4) and a landing on the target. Since one
 * looks only now and then, the delta overshoots the trigger by 0.583 standard deviations of one step on average
 * (Broadie, Glasserman and Kou); the trigger is set that much earlier, though never inside w0.
 *
 * <p>Where the trigger may not be that wide, the landing is the best one for the trigger that is allowed: it minimises
 * the risk and cost per unit of time of a driftless deviation that is released at ±x and caught at ±B,
 *
 * <pre>λ (B² + x²) / 12 + Γ² (k + c S (B − x)) / (B² − x²)</pre>
 *
 * whose minimum over both x and B is the pair of thresholds above.
 *
 * <p>Γ = 0 gives a band of width zero or all but: use it beside {@link MinimumTrade} with {@link WiderOf}.
 *
 * @param riskAversionPerQuote λ, per whole unit of quote token: the certainty equivalent of a variance v (quote²) is
 *     λ v / 2. It scales inversely with the size of the vault
 */
public record WhalleyWilmott(double riskAversionPerQuote) implements HedgeRule {
    private static final double OVERSHOOT = 0.583;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    /** Shrinks the search for a landing to 1e-10 of the trigger. */
    private static final int SECTIONS = 48;

    public WhalleyWilmott {
        requireRiskAversion(riskAversionPerQuote);
    }

    static void requireRiskAversion(double perQuote) {
        if (!(perQuote > 0 && Double.isFinite(perQuote))) {
            throw new IllegalArgumentException("risk aversion must be positive, was " + perQuote);
        }
    }

    @Override
    public NoTradeBand band(HedgeSituation s) {
        double gamma = Math.abs(s.gammaBasePerQuote());
        double edge = Math.cbrt(1.5 * s.cost().proportional() * s.price() * gamma * gamma / riskAversionPerQuote);
        double marginalCost = s.cost().proportional() * s.price() * edge;
        double landing;
        double trigger;
        if (marginalCost > 0) {
            TwoThresholds thresholds = TwoThresholds.solve(2 * s.cost().fixedQuote() / marginalCost);
            landing = edge * thresholds.landing();
            double step = gamma * s.price() * s.volatility() * Math.sqrt(s.yearsToNextDecision());
            trigger = Math.max(edge, edge * thresholds.trigger() - OVERSHOOT * step);
        } else {
            landing = 0;
            trigger = Math.sqrt(Math.sqrt(12 * s.cost().fixedQuote() * gamma * gamma / riskAversionPerQuote));
        }
        double widest = s.widestHalfWidthBase();
        return trigger <= widest
                ? NoTradeBand.around(s.targetBase(), landing, trigger)
                : NoTradeBand.around(s.targetBase(), landingFor(widest, gamma, s), widest);
    }

    private double landingFor(double trigger, double gamma, HedgeSituation s) {
        double low = 0;
        double high = trigger;
        for (int i = 0; i < SECTIONS; i++) {
            double lower = high - GOLDEN * (high - low);
            double upper = low + GOLDEN * (high - low);
            if (costRate(lower, trigger, gamma, s) <= costRate(upper, trigger, gamma, s)) {
                high = upper;
            } else {
                low = lower;
            }
        }
        return low;
    }

    private double costRate(double landing, double trigger, double gamma, HedgeSituation s) {
        double perTrade = s.cost().fixedQuote() + s.cost().proportional() * s.price() * (trigger - landing);
        double room = trigger * trigger - landing * landing;
        return riskAversionPerQuote * (trigger * trigger + landing * landing) / 12 + gamma * gamma * perTrade / room;
    }
}
