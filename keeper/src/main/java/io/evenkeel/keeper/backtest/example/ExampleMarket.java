package io.evenkeel.keeper.backtest.example;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Two months of a market by chance, as the text of files: half-hourly prices whose volatility comes in bouts, with one
 * crash and one outage of the exchange, a perpetual beside them, funding every eight hours, and daily gas prices. The
 * same seed gives the same text.
 */
final class ExampleMarket {
    static final long START = 1_704_067_200L;
    static final long BAR_SECONDS = 1_800;
    private static final int BARS = 60 * 48;
    private static final int BARS_PER_FUNDING = 16;
    private static final int DAYS = 61;
    private static final double FIRST_PRICE = 2_400;
    private static final double USUAL_VOLATILITY = 0.5;
    private static final double BAR_YEARS = BAR_SECONDS / (365 * 86_400.0);
    /** Points within a bar, for its high and low. */
    private static final int POINTS = 12;

    private static final int CRASH_FROM = 1_500;
    private static final int CRASH_BARS = 14;
    private static final double CRASH_DRIFT = -0.0135;
    private static final int OUTAGE_FROM = 700;
    private static final int OUTAGE_BARS = 5;

    private final StringBuilder prices = new StringBuilder("ts,open,high,low,close,perp_close\n");
    private final StringBuilder funding = new StringBuilder("ts,funding_rate_8h\n");
    private final StringBuilder gas = new StringBuilder("ts,avg_gas_price_gwei\n");

    ExampleMarket(long seed) {
        // One stream for each: what is drawn for one leaves the others as they were.
        SplittableRandom random = new SplittableRandom(seed);
        market(random.split(), random.split());
        gas(random.split());
    }

    String prices() {
        return prices.toString();
    }

    String funding() {
        return funding.toString();
    }

    String gas() {
        return gas.toString();
    }

    private void market(SplittableRandom moves, SplittableRandom premiums) {
        double logPrice = Math.log(FIRST_PRICE);
        double logVolatility = Math.log(USUAL_VOLATILITY);
        double basis = 0;
        double basisSum = 0;
        for (int bar = 0; bar < BARS; bar++) {
            boolean crash = bar >= CRASH_FROM && bar < CRASH_FROM + CRASH_BARS;
            logVolatility += 0.03 * (Math.log(USUAL_VOLATILITY) - logVolatility) + 0.06 * moves.nextGaussian();
            logVolatility += crash ? 0.1 : 0;
            double deviation = Math.exp(logVolatility) * Math.sqrt(BAR_YEARS / POINTS);
            double open = logPrice;
            double high = logPrice;
            double low = logPrice;
            for (int point = 0; point < POINTS; point++) {
                logPrice += deviation * moves.nextGaussian() + (crash ? CRASH_DRIFT / POINTS : 0);
                high = Math.max(high, logPrice);
                low = Math.min(low, logPrice);
            }
            basis += 0.08 * (0.0001 - basis) + 0.00012 * premiums.nextGaussian() - (crash ? 0.0004 : 0);
            basisSum += basis;
            long time = START + bar * BAR_SECONDS;
            if (bar < OUTAGE_FROM || bar >= OUTAGE_FROM + OUTAGE_BARS) {
                prices.append(String.format(
                        Locale.ROOT,
                        "%d,%.2f,%.2f,%.2f,%.2f,%.2f\n",
                        time,
                        Math.exp(open),
                        Math.exp(high),
                        Math.exp(low),
                        Math.exp(logPrice),
                        Math.exp(logPrice) * (1 + basis)));
            }
            if (bar % BARS_PER_FUNDING == 0) {
                double rate = 0.0001 + 0.5 * (bar == 0 ? 0 : basisSum / BARS_PER_FUNDING - 0.0001);
                funding.append(String.format(Locale.ROOT, "%d,%.6f\n", time, rate));
                basisSum = 0;
            }
        }
    }

    private void gas(SplittableRandom random) {
        double logGwei = Math.log(22);
        // Rows are days stamped at their beginning and known at their end: the first is for the day before.
        for (int day = -1; day < DAYS; day++) {
            logGwei += 0.15 * (Math.log(22) - logGwei) + 0.22 * random.nextGaussian();
            double crash = day == CRASH_FROM / 48 ? 2.5 : 1;
            gas.append(String.format(Locale.ROOT, "%d,%.3f\n", START + day * 86_400L, crash * Math.exp(logGwei)));
        }
    }
}
