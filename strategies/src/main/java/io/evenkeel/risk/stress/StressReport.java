package io.evenkeel.risk.stress;

import io.evenkeel.chain.VenueId;
import io.evenkeel.units.Bps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The worst of a grid, for each thing that has a limit. Money is counted in what one quote token is worth now.
 *
 * @param nav money, today's
 * @param loss part of NAV; negative where every world is a gain
 * @param netDelta part of NAV: |net delta − target| at the cell's price, after liquidated hedges are gone
 * @param shortfall part of NAV: collateral that all margins together lack
 * @param shortfalls of each venue on its own, in the order of the snapshot; whole quote token
 * @param liquidations how many venues liquidate
 * @param cells how many worlds were looked at
 */
public record StressReport(
        double nav,
        Worst loss,
        Worst netDelta,
        Worst shortfall,
        List<VenueShortfall> shortfalls,
        Worst liquidations,
        int cells) {
    public StressReport {
        shortfalls = List.copyOf(shortfalls);
    }

    /** The worst value there is, and where. */
    public record Worst(double value, StressCell cell) {}

    /** @param lackingQuote whole quote token, at least 0 */
    public record VenueShortfall(VenueId venue, double lackingQuote, StressCell cell) {}

    /**
     * Limits that are broken here, and more so than before; in the operator's words.
     *
     * @param before of the vault as it is: what was as bad already is nobody's fault now
     */
    public List<String> breaches(StressLimits limits, StressReport before) {
        return breaches(limits, before.loss.value(), before.netDelta.value(), before.shortfall.value());
    }

    /** Limits that are broken here, whatever was before; in the operator's words. */
    public List<String> breaches(StressLimits limits) {
        double nothing = Double.NEGATIVE_INFINITY;
        return breaches(limits, nothing, nothing, nothing);
    }

    private List<String> breaches(StressLimits limits, double lossBefore, double deltaBefore, double shortfallBefore) {
        List<String> found = new ArrayList<>();
        breach("loss", loss, lossBefore, limits.maxLoss()).ifPresent(found::add);
        breach("net delta", netDelta, deltaBefore, limits.maxNetDelta()).ifPresent(found::add);
        breach("margin shortfall", shortfall, shortfallBefore, limits.maxShortfall())
                .ifPresent(found::add);
        return found;
    }

    private static Optional<String> breach(String what, Worst now, double before, Optional<Bps> most) {
        return most.filter(limit -> now.value() > limit.fraction() && now.value() > before)
                .map(limit -> String.format(
                        Locale.ROOT,
                        "stress limit: %s of %.1f %% of NAV with %s, at most %s",
                        what,
                        now.value() * 100,
                        now.cell(),
                        limit));
    }
}
