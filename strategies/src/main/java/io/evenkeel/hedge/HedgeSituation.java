package io.evenkeel.hedge;

/**
 * What a rule may look at. Whole tokens throughout: base for deltas, quote for money.
 *
 * @param deltaBase net delta of everything held, hedge included
 * @param gammaBasePerQuote how much {@code deltaBase} changes when the price rises by one quote
 * @param targetBase net delta the vault wants to keep
 * @param price quote per base, positive
 * @param navQuote value of the vault, positive
 * @param cost what a trade costs
 * @param volatility of log-returns per square root of a year, positive (0.8 is 80 %)
 * @param yearsToNextDecision expected time until the rule is asked again, at least 0
 * @param widestHalfWidthBase no band may reach further from the target than this, positive
 */
public record HedgeSituation(
        double deltaBase,
        double gammaBasePerQuote,
        double targetBase,
        double price,
        double navQuote,
        TradingCost cost,
        double volatility,
        double yearsToNextDecision,
        double widestHalfWidthBase) {
    public HedgeSituation {
        requireFinite("delta", deltaBase);
        requireFinite("gamma", gammaBasePerQuote);
        requireFinite("target", targetBase);
        requirePositive("price", price);
        requirePositive("nav", navQuote);
        requirePositive("volatility", volatility);
        requirePositive("widest half-width", widestHalfWidthBase);
        if (!(yearsToNextDecision >= 0 && Double.isFinite(yearsToNextDecision))) {
            throw new IllegalArgumentException(
                    "time to the next decision must be at least 0, was " + yearsToNextDecision);
        }
    }

    /** The same world after the delta has changed; a rule asked again must agree with itself. */
    public HedgeSituation withDelta(double newDeltaBase) {
        return new HedgeSituation(
                newDeltaBase,
                gammaBasePerQuote,
                targetBase,
                price,
                navQuote,
                cost,
                volatility,
                yearsToNextDecision,
                widestHalfWidthBase);
    }

    private static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " must be finite, was " + value);
        }
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(what + " must be positive, was " + value);
        }
    }
}
