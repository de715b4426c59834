package io.evenkeel.evidence.lp;

/**
 * What a trade costs: a part of the value traded, and an amount whatever its size.
 *
 * @param proportional 0.001 is 0.1 %
 * @param fixedQuote gas
 */
record TradeCost(double proportional, double fixedQuote) {
    TradeCost withoutGas() {
        return new TradeCost(proportional, 0);
    }
}
