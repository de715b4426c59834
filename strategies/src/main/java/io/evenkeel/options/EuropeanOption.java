package io.evenkeel.options;

/**
 * A European option on one unit of base, settled in quote.
 *
 * @param strike quote per base, positive
 * @param yearsToExpiry years of 365 days, at least 0
 */
public record EuropeanOption(OptionType type, double strike, double yearsToExpiry) {
    public EuropeanOption {
        if (!(strike > 0 && Double.isFinite(strike))) {
            throw new IllegalArgumentException("strike must be positive, was " + strike);
        }
        if (!(yearsToExpiry >= 0 && Double.isFinite(yearsToExpiry))) {
            throw new IllegalArgumentException("time to expiry must be at least 0, was " + yearsToExpiry);
        }
    }

    /** Value and Greeks, as {@link BlackScholes} has them. */
    public OptionGreeks greeks(OptionMarket market) {
        GreekSet set = new GreekSet();
        BlackScholes.evaluate(
                market.spot(), strike, yearsToExpiry, market.volatility(), market.rate(), market.carry(), set);
        return set.of(type);
    }

    /** The volatility at which this option is worth the price. */
    public ImpliedVolatility impliedVolatility(double price, double spot, double rate, double carry) {
        return ImpliedVolatility.of(type, price, spot, strike, yearsToExpiry, rate, carry);
    }
}
