package io.evenkeel.evidence;

/**
 * One path of the price, with what every rule needs to know of the call along it: computed once, looked at by each rule
 * and each of its parameters. Filled again for the next path; nothing is allocated.
 */
final class CallPath {
    private final SoldCall call;
    private final double[] priceQuote;
    private final double[] discountedQuote;
    private final double[] delta;
    private final double[] gamma;
    private final double[] discount;
    private final double[] yearsToExpiry;
    private final double[] discountedValueQuote;
    private final CallGreeks greeks;
    private boolean valued;

    CallPath(SoldCall call, int decisions) {
        this.call = call;
        this.greeks = new CallGreeks(call);
        this.priceQuote = new double[decisions + 1];
        this.discountedQuote = new double[decisions + 1];
        this.delta = new double[decisions];
        this.gamma = new double[decisions];
        this.discountedValueQuote = new double[decisions];
        this.discount = new double[decisions + 1];
        this.yearsToExpiry = new double[decisions + 1];
        for (int step = 0; step <= decisions; step++) {
            yearsToExpiry[step] = call.years() * (decisions - step) / decisions;
            discount[step] = Math.exp(-call.ratePerYear() * (call.years() - yearsToExpiry[step]));
        }
    }

    void draw(BrownianPaths paths) {
        paths.next(priceQuote);
        valued = false;
        for (int step = 0; step < delta.length; step++) {
            discountedQuote[step] = discount[step] * priceQuote[step];
            greeks.at(priceQuote[step], yearsToExpiry[step], call.hedgeVolatility());
            delta[step] = greeks.delta();
            gamma[step] = greeks.gamma();
        }
        discountedQuote[delta.length] = discount[delta.length] * priceQuote[delta.length];
    }

    int decisions() {
        return delta.length;
    }

    double priceQuote(int step) {
        return priceQuote[step];
    }

    /** The price in today's money. */
    double discountedQuote(int step) {
        return discountedQuote[step];
    }

    /** Of the call, and so what the seller would hold if trading cost nothing. */
    double delta(int step) {
        return delta[step];
    }

    double gamma(int step) {
        return gamma[step];
    }

    /** What the call is worth by the model, in today's money. Computed for the whole path when first asked for. */
    double discountedValueQuote(int step) {
        if (!valued) {
            for (int each = 0; each < discountedValueQuote.length; each++) {
                discountedValueQuote[each] = discount[each]
                        * greeks.valueQuote(priceQuote[each], yearsToExpiry[each], call.hedgeVolatility());
            }
            valued = true;
        }
        return discountedValueQuote[step];
    }

    double yearsToExpiry(int step) {
        return yearsToExpiry[step];
    }

    double yearsPerStep() {
        return call.years() / delta.length;
    }

    /** Of the call at the end of the path, in today's money. */
    double discountedPayoffQuote() {
        int expiry = delta.length;
        return discount[expiry] * Math.max(0, priceQuote[expiry] - call.strikeQuote());
    }
}
