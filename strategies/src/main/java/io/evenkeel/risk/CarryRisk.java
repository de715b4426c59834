package io.evenkeel.risk;

import java.util.Map;

/**
 * What is known of future carry beyond the present rate: where each venue's rate returns to, how much it wanders on the
 * way, and what that uncertainty is charged. Rates of different venues are taken to wander independently.
 *
 * @param riskAversionPerQuote λ: a variance v of carry, in quote squared, counts as λ v / 2
 * @param rates by name of venue; one that is not named keeps its present rate as long as the venue says, and surely
 */
public record CarryRisk(double riskAversionPerQuote, Map<String, Rate> rates) {
    public static final CarryRisk NONE = new CarryRisk(0, Map.of());

    private static final Rate UNKNOWN = new Rate(0, 0);

    /**
     * Of one venue, per year and as a part of the hedge's value: what a short pays, negative where it earns.
     *
     * @param longRun what it reverts to
     * @param volatility of the yearly rate, per square root of a year
     */
    public record Rate(double longRun, double volatility) {
        public Rate {
            if (!(Double.isFinite(longRun) && volatility >= 0 && Double.isFinite(volatility))) {
                throw new IllegalArgumentException("no rate of carry: " + longRun + ", volatility " + volatility);
            }
        }
    }

    public CarryRisk {
        rates = Map.copyOf(rates);
        if (!(riskAversionPerQuote >= 0 && Double.isFinite(riskAversionPerQuote))) {
            throw new IllegalArgumentException("risk aversion must be at least 0, was " + riskAversionPerQuote);
        }
    }

    public Rate of(String venue) {
        return rates.getOrDefault(venue, UNKNOWN);
    }
}
