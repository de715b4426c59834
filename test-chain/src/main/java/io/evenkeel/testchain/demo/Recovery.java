package io.evenkeel.testchain.demo;

import io.evenkeel.allocate.ProtocolLoss;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.testchain.market.FailureKind;
import io.evenkeel.units.TokenDelta;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of the vault after a protocol failed.
 *
 * <p>Cycles to band: how many cycles in a row it took at most until the vault was inside its band again, from the one that
 * found it outside to the one that brought it back; 0 when it never was outside. What was promised and is not filled yet
 * does not count as hedge here.
 *
 * <p>Loss: NAV at the last minute before, less the lowest NAV of any minute after, with everything that moves NAV in it:
 * what is gone, trading, and the market while the vault was outside its band and inside. NAV is as the policy counts it,
 * so a venue that cannot be read counts less its haircut; what lies at a drained protocol counts nothing at all.
 *
 * <p>Limit: what the planner said before that the vault loses if this protocol goes to zero ({@link ProtocolLoss}): what
 * sits there, at most the equity cap, and opening its hedge elsewhere with every trade at its worst price.
 */
final class Recovery {
    private @Nullable VenueFailure failure;
    private double navBefore;
    private double limit;
    private double lowestNav = Double.POSITIVE_INFINITY;
    private int cycles;
    private int cyclesOutside;
    private int mostCycles;
    private boolean outside;

    /**
     * @param before the last minute before
     * @param worst what the planner took the protocol's failure to cost then
     */
    void failed(VenueFailure failed, MarketSnapshot before, ProtocolLoss worst) {
        failure = failed;
        navBefore = nav(before);
        limit = worst.total().wholeAsDouble();
    }

    /** A cycle has ended that began with this snapshot, if it got one. */
    void cycleRan(Optional<MarketSnapshot> began) {
        if (failure == null) {
            return;
        }
        cycles++;
        outside |= began.filter(Recovery::isOutsideBand).isPresent();
        if (outside) {
            cyclesOutside++;
        }
    }

    void minutePassed(MarketSnapshot now) {
        VenueFailure failed = failure;
        if (failed == null) {
            return;
        }
        boolean drained = failed.kind() == FailureKind.DRAINED;
        lowestNav = Math.min(
                lowestNav, nav(now) - (drained ? lyingAt(failed.protocol().protocol(), now) : 0));
        boolean still = isOutsideBand(now);
        if (outside || still) {
            mostCycles = Math.max(mostCycles, cyclesOutside);
        }
        if (!still) {
            cyclesOutside = 0;
        }
        outside = still;
    }

    void addTo(Map<String, Object> figures) {
        VenueFailure failed = failure;
        if (failed == null) {
            return;
        }
        figures.put("protocol", failed.protocol().protocol());
        figures.put("how", failed.kind().option());
        figures.put("cycles_after", cycles);
        figures.put("cycles_to_band", mostCycles);
        figures.put("inside_band_at_end", !outside);
        figures.put("loss_quote", cents(navBefore - Math.min(navBefore, lowestNav)));
        figures.put("loss_limit_quote", cents(limit));
    }

    /** By what is certain. */
    static boolean isOutsideBand(MarketSnapshot snapshot) {
        TokenDelta certain = Exposures.of(snapshot, snapshot.price().best()).delta();
        for (Venue venue : snapshot.venues()) {
            certain = venue.pending()
                    .map(promise -> promise.promised().negate())
                    .map(certain::plus)
                    .orElse(certain);
        }
        TokenDelta deviation = certain.minus(snapshot.envelope().targetDelta());
        return deviation.abs().compareTo(snapshot.envelope().band()) > 0;
    }

    private static double nav(MarketSnapshot snapshot) {
        return Exposures.of(snapshot, snapshot.price().best()).nav().wholeAsDouble();
    }

    private static double lyingAt(String protocol, MarketSnapshot snapshot) {
        return snapshot.venues().stream()
                .filter(venue -> venue.id().protocol().equals(protocol))
                .mapToDouble(venue ->
                        Math.max(0, venue.oracleNav(snapshot.price().best()).wholeAsDouble()))
                .sum();
    }

    private static double cents(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
