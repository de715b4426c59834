package io.evenkeel.hedge;

/**
 * Chooses by what the book is made of, and changes over gradually: one rule for gamma that expires, one for gamma that
 * does not, in the proportion in which the book has them. Each trigger and landing is the mean of the two.
 *
 * @param expiring for options
 * @param perpetual for liquidity ranges, and for a book without gamma
 */
public record ByBook(HedgeRule expiring, HedgeRule perpetual) implements HedgeRule {
    /**
     * The rule to use where nothing speaks for another: the step-aware band for options; for liquidity ranges Whalley
     * and Wilmott's with gas, no narrower than the minimum trade of a book without gamma.
     *
     * @param riskAversionPerQuote λ, per whole unit of quote token
     * @param horizonYears how long a deviation lasts that comes from no gamma, if nothing is done
     */
    public static ByBook standard(double riskAversionPerQuote, double horizonYears) {
        return new ByBook(
                new StepAwareBand(riskAversionPerQuote),
                new WiderOf(
                        new WhalleyWilmott(riskAversionPerQuote),
                        new MinimumTrade(riskAversionPerQuote, horizonYears)));
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        double part = in.hasExpiry() ? in.optionPartOfGamma : 0;
        if (part == 0) {
            perpetual.fill(in, out);
            return;
        }
        expiring.fill(in, out);
        if (part == 1) {
            return;
        }
        double triggerLow = out.triggerLow;
        double landingLow = out.landingLow;
        double landingHigh = out.landingHigh;
        double triggerHigh = out.triggerHigh;
        perpetual.fill(in, out);
        out.set(
                mean(part, triggerLow, out.triggerLow),
                mean(part, landingLow, out.landingLow),
                mean(part, landingHigh, out.landingHigh),
                mean(part, triggerHigh, out.triggerHigh));
    }

    private static double mean(double part, double first, double second) {
        return second + part * (first - second);
    }
}
