package io.evenkeel.evidence;

/**
 * What a rule came to, path by path: for rules that do not look at the cost, one run serves every cost.
 *
 * <p>The arrays belong to this object; it is made by {@link CallHedging} and read only here.
 */
final class HedgeOutcome {
    private final double[] gainsQuote;
    private final double[] turnoverQuote;
    private final double[] trades;

    HedgeOutcome(double[] gainsQuote, double[] turnoverQuote, double[] trades) {
        this.gainsQuote = gainsQuote;
        this.turnoverQuote = turnoverQuote;
        this.trades = trades;
    }

    /** P&amp;L in today's money after a cost of this part of every trade's value; 0.001 is 0.1 %. */
    Sample profit(double proportionalCost) {
        double[] profit = new double[gainsQuote.length];
        for (int i = 0; i < profit.length; i++) {
            profit[i] = gainsQuote[i] - proportionalCost * turnoverQuote[i];
        }
        return Sample.of(profit);
    }

    /** Mean value traded in today's money; times the proportional cost it is what trading costs. */
    Estimate turnoverQuote() {
        return Sample.of(turnoverQuote).mean();
    }

    /** Mean number of trades, the first included and the unwind not. */
    Estimate trades() {
        return Sample.of(trades).mean();
    }
}
