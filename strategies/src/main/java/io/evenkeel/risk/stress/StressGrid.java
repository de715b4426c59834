package io.evenkeel.risk.stress;

import io.evenkeel.units.Bps;
import java.time.Duration;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * The worlds that are looked at: every combination of what is listed here. List the mildest first: where two are
 * equally bad the report names the earlier.
 *
 * @param spotMoves parts of the price in money: −0.43 is a fall by 43 %
 * @param volatilityFactors the market's wildness against now: options are worth what they are worth then, and distances
 *     from liquidation have to be so much longer
 * @param extraFundingPerYear parts of the hedge's value that carrying it costs on top of now
 * @param stablecoinPrices what one quote token is worth, in what it is worth now
 * @param venuesFail whether each venue in turn is also taken to be gone, with all that lies there
 * @param fundingHorizon how long the extra funding is paid
 * @param liquidationPenalty part of a liquidated position's value that is lost besides
 */
public record StressGrid(
        List<Double> spotMoves,
        List<Double> volatilityFactors,
        List<Double> extraFundingPerYear,
        List<Double> stablecoinPrices,
        boolean venuesFail,
        Duration fundingHorizon,
        Bps liquidationPenalty) {
    /** More would be a grid nobody reads, and seconds instead of milliseconds. */
    private static final int MOST_CELLS = 20_000;

    public StressGrid {
        spotMoves = checked("spot moves", spotMoves, move -> move > -1 && move <= 10);
        volatilityFactors = checked("volatility factors", volatilityFactors, factor -> factor > 0 && factor <= 20);
        extraFundingPerYear = checked("extra funding", extraFundingPerYear, rate -> Math.abs(rate) <= 100);
        stablecoinPrices = checked("stablecoin prices", stablecoinPrices, price -> price > 0 && price <= 5);
        long cells = (long) spotMoves.size()
                * volatilityFactors.size()
                * extraFundingPerYear.size()
                * stablecoinPrices.size();
        if (cells > MOST_CELLS) {
            throw new IllegalArgumentException("a grid of " + cells + " cells is more than " + MOST_CELLS);
        }
        if (fundingHorizon.isNegative()) {
            throw new IllegalArgumentException("funding horizon must not be negative, was " + fundingHorizon);
        }
    }

    /**
     * Days that have happened: Black Thursday (−43 %, 12 March 2020) and a fall and two rises less extreme, the
     * stablecoin of 11 March 2023 (0.878), funding of 100 % a year for a week, a market twice as wild, and any one venue
     * gone with everything in it.
     */
    public static StressGrid ofDaysThatHappened() {
        return new StressGrid(
                List.of(0.0, -0.2, -0.43, 0.2, 0.4),
                List.of(1.0, 2.0),
                List.of(0.0, 1.0),
                List.of(1.0, 0.878),
                true,
                Duration.ofDays(7),
                new Bps(500));
    }

    private static List<Double> checked(String what, List<Double> values, DoublePredicate allowed) {
        if (values.isEmpty() || !values.stream().allMatch(value -> allowed.test(value))) {
            throw new IllegalArgumentException(what + " are missing or out of range: " + values);
        }
        return List.copyOf(values);
    }
}
