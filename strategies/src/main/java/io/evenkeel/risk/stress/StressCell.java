package io.evenkeel.risk.stress;

import io.evenkeel.chain.VenueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One world of the grid.
 *
 * @param spotMove part of the price
 * @param volatilityFactor against now
 * @param extraFundingPerYear part of the hedge's value
 * @param stablecoinPrice of one quote token
 * @param gone the venue that failed, with all that lay there
 */
public record StressCell(
        double spotMove,
        double volatilityFactor,
        double extraFundingPerYear,
        double stablecoinPrice,
        Optional<VenueId> gone) {
    /** What is different from today, in the operator's words. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        if (spotMove != 0) {
            words.add(String.format(Locale.ROOT, "spot %+.0f %%", spotMove * 100));
        }
        if (stablecoinPrice != 1) {
            words.add(String.format(Locale.ROOT, "stablecoin %.3f", stablecoinPrice));
        }
        if (volatilityFactor != 1) {
            words.add(String.format(Locale.ROOT, "volatility x %.1f", volatilityFactor));
        }
        if (extraFundingPerYear != 0) {
            words.add(String.format(Locale.ROOT, "funding %+.0f %% a year", extraFundingPerYear * 100));
        }
        gone.ifPresent(venue -> words.add(venue.name() + " gone"));
        return words.isEmpty() ? "as now" : String.join(", ", words);
    }
}
