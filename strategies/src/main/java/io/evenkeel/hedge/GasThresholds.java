package io.evenkeel.hedge;

/**
 * What the gas of a trade makes of a band that is right without it. Static and without allocation, for every rule that
 * has a width to start from.
 */
final class GasThresholds {
    /**
     * Looked at only now and then, a random walk is caught this many standard deviations of one step beyond a barrier:
     * −ζ(1/2)/√(2π), Broadie, Glasserman and Kou (1997).
     */
    static final double OVERSHOOT = 0.583;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    /** Shrinks the search for a landing to 1e-10 of the trigger. */
    private static final int SECTIONS = 48;

    private GasThresholds() {}

    /**
     * y of {@link TwoThresholds} for a half-width without gas.
     *
     * @param marginalCostQuote c S w0: what the half-width costs to trade, positive
     */
    static double excess(double fixedQuote, double marginalCostQuote) {
        return fixedQuote > 0 ? ThresholdTable.excess(2 * fixedQuote / marginalCostQuote) : 0;
    }

    /** Where gas alone sets the trigger, and one lands on the target: (12 k Γ² / λ)^(1/4), base. */
    static double withoutFee(double fixedQuote, double gamma, double riskAversionPerQuote) {
        return Math.sqrt(Math.sqrt(12 * fixedQuote * gamma * gamma / riskAversionPerQuote));
    }

    /**
     * The best landing for a trigger that is not free: minimises the risk and cost per unit of time of a driftless
     * deviation that is released at ±x and caught at ±B,
     *
     * <pre>λ (B² + x²) / 12 + Γ² (k + c S (B − x)) / (B² − x²)</pre>
     *
     * whose minimum over both x and B is the pair of thresholds.
     */
    static double landingFor(double trigger, double gamma, HedgeInputs in, double riskAversionPerQuote) {
        double low = 0;
        double high = trigger;
        for (int i = 0; i < SECTIONS; i++) {
            double lower = high - GOLDEN * (high - low);
            double upper = low + GOLDEN * (high - low);
            if (costRate(lower, trigger, gamma, in, riskAversionPerQuote)
                    <= costRate(upper, trigger, gamma, in, riskAversionPerQuote)) {
                high = upper;
            } else {
                low = lower;
            }
        }
        return low;
    }

    private static double costRate(
            double landing, double trigger, double gamma, HedgeInputs in, double riskAversionPerQuote) {
        double perTrade = in.fixedCostQuote + in.proportionalCost * in.price * (trigger - landing);
        double room = trigger * trigger - landing * landing;
        return riskAversionPerQuote * (trigger * trigger + landing * landing) / 12 + gamma * gamma * perTrade / room;
    }
}
