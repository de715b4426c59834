package io.evenkeel.options;

import java.time.Duration;

/**
 * How the Lyra v1 ("Avalon") contracts count what {@link BlackScholes} is given, so that ours and theirs can be
 * compared to the last digits. Carry equals rate. Volatilities per square root of a year of 365 days.
 */
public final class LyraConventions {
    private static final double SECONDS_PER_YEAR = 365 * 86_400.0;
    private static final double LOWEST_VOLATILITY = 1e-4;
    private static final double STANDARD_VEGA_DAYS = 30;
    private static final long FEWEST_VEGA_DAYS = 7;

    private LyraConventions() {}

    /** An option at or past its expiry is valued as if a second were left. */
    public static double years(Duration toExpiry) {
        return Math.max(toExpiry.getSeconds(), 1) / SECONDS_PER_YEAR;
    }

    /** Volatilities are floored at 1e-4. */
    public static double volatility(double boardVolatility, double strikeSkew) {
        return Math.max(boardVolatility * strikeSkew, LOWEST_VOLATILITY);
    }

    /**
     * Vega of an option scaled to one of thirty days, per percentage point: {@code vega sqrt(30 / days) / 100}, with
     * whole days and at least seven.
     */
    public static double standardVega(double vega, Duration toExpiry) {
        double days = Math.max(toExpiry.toDays(), FEWEST_VEGA_DAYS);
        return vega * Math.sqrt(STANDARD_VEGA_DAYS / days) / 100;
    }

    /**
     * What the contracts demand of a seller at least, by valuing the option after a shock of spot and volatility.
     *
     * @param shortDatedVolatility shock volatility up to {@code shortDated}
     * @param longDatedVolatility from {@code longDated} on; between the two it is linear in time
     * @param callSpotShock factor on spot for a call, above 1
     * @param putSpotShock factor on spot for a put, below 1
     * @param leastQuote floor for collateral in quote, a position
     */
    public record CollateralShock(
            double shortDatedVolatility,
            Duration shortDated,
            double longDatedVolatility,
            Duration longDated,
            double callSpotShock,
            double putSpotShock,
            double leastQuote) {

        public double volatility(Duration toExpiry) {
            if (toExpiry.compareTo(shortDated) <= 0) {
                return shortDatedVolatility;
            }
            if (toExpiry.compareTo(longDated) >= 0) {
                return longDatedVolatility;
            }
            double part = (double) toExpiry.minus(shortDated).getSeconds()
                    / longDated.minus(shortDated).getSeconds();
            return shortDatedVolatility + part * (longDatedVolatility - shortDatedVolatility);
        }

        /** Value in quote, after the shock, of what was sold: the collateral a quote-backed short needs. */
        public double minimumCollateralQuote(
                OptionType type, double amount, double strike, Duration toExpiry, double spot, double rate) {
            double shocked = spot * (type == OptionType.CALL ? callSpotShock : putSpotShock);
            OptionGreeks greeks = new EuropeanOption(type, strike, years(toExpiry))
                    .greeks(new OptionMarket(shocked, volatility(toExpiry), rate, rate));
            return Math.max(amount * greeks.price(), leastQuote);
        }
    }
}
