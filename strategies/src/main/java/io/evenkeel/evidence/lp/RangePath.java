package io.evenkeel.evidence.lp;

import io.evenkeel.market.uniswapv3.RangeCurve;

/**
 * A liquidity range along one path of the price, with what every rule must know of it: computed once, looked at by each
 * rule and each of its parameters. Filled again for the next path; nothing is allocated.
 */
final class RangePath {
    final double[] priceQuote;
    /** Of the range, base: what a full hedge is short. */
    final double[] deltaBase;
    /** Of the range, base per quote: below zero inside, zero outside. */
    final double[] gammaBasePerQuote;
    /** What the range gains from each price to the next, quote, with the loss against rebalancing paid back. */
    final double[] gainQuote;
    /** Loss against rebalancing of a fully hedged range along the path, quote. */
    private double lossQuote;

    /** @param steps prices less one */
    RangePath(int steps) {
        priceQuote = new double[steps + 1];
        deltaBase = new double[steps + 1];
        gammaBasePerQuote = new double[steps + 1];
        gainQuote = new double[steps];
    }

    int steps() {
        return gainQuote.length;
    }

    double lossQuote() {
        return lossQuote;
    }

    /**
     * From the prices already in {@link #priceQuote}.
     *
     * @param variancePerStep σ² Δt of the price's logarithm, for the loss −Γ S² σ² Δt / 2 that is paid back; 0 pays
     *     nothing back
     */
    void hold(RangeCurve range, double variancePerStep) {
        lossQuote = 0;
        double value = range.value(priceQuote[0]);
        for (int step = 0; ; step++) {
            double price = priceQuote[step];
            deltaBase[step] = range.base(price);
            gammaBasePerQuote[step] = range.gamma(price);
            if (step == steps()) {
                return;
            }
            double loss = -gammaBasePerQuote[step] * price * price * variancePerStep / 2;
            double next = range.value(priceQuote[step + 1]);
            gainQuote[step] = next - value + loss;
            lossQuote += loss;
            value = next;
        }
    }
}
