package io.evenkeel.backtest;

import io.evenkeel.risk.RiskLimits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is replayed: a book, where it may be hedged, and the keeper's own limits, of which the rule is one.
 *
 * @param name of the rule, as it stands in the summary
 * @param limits the rule, margins, caps and costs, as the keeper is configured; the volatility in it counts until the
 *     bars give an estimate, and its time to the next decision is what the rule is told
 * @param targetBase net delta to keep
 * @param policyBand half-width of the band on chain, part of NAV, above 0
 * @param volatilityHalfLifeSeconds of the estimate from bars; ignored where history has volatility
 * @param decisionEveryBars 1 decides at every bar
 * @param fillDelayBars 0 fills at the bar that was looked at, 1 at the next: what an order is filled at is then not
 *     known when it is decided
 * @param gasPriceGwei where history has none
 * @param seriesPoints most points the series for charts may have
 */
public record BacktestPlan(
        String name,
        HeldBook book,
        List<VenueTerms> venues,
        List<Disruption> disruptions,
        RiskLimits limits,
        double targetBase,
        double policyBand,
        long volatilityHalfLifeSeconds,
        int decisionEveryBars,
        int fillDelayBars,
        double gasPriceGwei,
        int seriesPoints) {
    public static final int MOST_VENUES = 8;
    public static final int MOST_SERIES_POINTS = 20_000;

    public BacktestPlan {
        venues = List.copyOf(venues);
        disruptions = List.copyOf(disruptions);
        if (venues.isEmpty() || venues.size() > MOST_VENUES) {
            throw new IllegalArgumentException("1 to " + MOST_VENUES + " venues, were " + venues.size());
        }
        Set<String> names = new HashSet<>();
        for (VenueTerms venue : venues) {
            if (!names.add(venue.name())) {
                throw new IllegalArgumentException("two venues are called " + venue.name());
            }
        }
        for (Disruption disruption : disruptions) {
            if (!names.contains(disruption.venue())) {
                throw new IllegalArgumentException("no venue is called " + disruption.venue());
            }
        }
        if (!(policyBand > 0 && policyBand <= 1)) {
            throw new IllegalArgumentException("policy band must be a part of NAV above 0, was " + policyBand);
        }
        if (decisionEveryBars < 1 || fillDelayBars < 0 || fillDelayBars > 1) {
            throw new IllegalArgumentException("decisions every bar at most, fills at this bar or the next");
        }
        if (volatilityHalfLifeSeconds <= 0) {
            throw new IllegalArgumentException("half-life must be positive");
        }
        if (!(gasPriceGwei >= 0 && Double.isFinite(gasPriceGwei))) {
            throw new IllegalArgumentException("gas price must be at least 0, was " + gasPriceGwei);
        }
        if (seriesPoints < 2 || seriesPoints > MOST_SERIES_POINTS) {
            throw new IllegalArgumentException("2 to " + MOST_SERIES_POINTS + " points, were " + seriesPoints);
        }
    }
}
