package io.evenkeel.risk;

import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.market.Envelope;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Holds a snapshot against the limits on chain and the keeper's own. */
public final class RiskCheck {
    private RiskCheck() {}

    public static RiskVerdict assess(MarketSnapshot snapshot, RiskLimits limits) {
        List<String> halts = halts(snapshot.envelope());
        if (!halts.isEmpty()) {
            return new RiskVerdict.Halt(halts);
        }
        Exposure exposure = Exposures.of(snapshot, snapshot.price().best());
        List<ThinMargin> thin = thinMargins(snapshot, limits.marginRule());
        HedgeWish wish = new BandCheck(snapshot, limits, !thin.isEmpty()).wish(exposure);
        if (!thin.isEmpty()) {
            return new RiskVerdict.MarginShort(exposure, thin, wish);
        }
        return switch (wish) {
            case HedgeWish.Change change -> new RiskVerdict.HedgeNeeded(exposure, change);
            case HedgeWish.Keep keep -> new RiskVerdict.WithinBand(exposure, keep);
        };
    }

    /** What the band says of this snapshot, whatever its margins. */
    public static HedgeWish wish(MarketSnapshot snapshot, RiskLimits limits) {
        return bandCheck(snapshot, limits)
                .wish(Exposures.of(snapshot, snapshot.price().best()));
    }

    /** Knows whether a thin margin makes a transaction necessary whatever the band says. */
    static BandCheck bandCheck(MarketSnapshot snapshot, RiskLimits limits) {
        boolean actsAnyway = !thinMargins(snapshot, limits.marginRule()).isEmpty();
        return new BandCheck(snapshot, limits, actsAnyway);
    }

    private static List<String> halts(Envelope envelope) {
        List<String> reasons = new ArrayList<>();
        if (envelope.stopped()) {
            reasons.add("the policy on chain is stopped: only its owner or guardian can resume");
        }
        if (!envelope.keeperAllowed()) {
            reasons.add("this key is not a keeper of the policy on chain");
        }
        if (envelope.nav().isZero()) {
            reasons.add("the vault is worth nothing: there is nothing to hedge with");
        }
        return reasons;
    }

    /**
     * Of what can be read. Elsewhere equity counts less its haircut and maintenance as it last was: what that says of a
     * margin is made up, and nothing could be done about it.
     */
    private static List<ThinMargin> thinMargins(MarketSnapshot snapshot, MarginRule rule) {
        List<ThinMargin> thin = new ArrayList<>();
        for (Venue venue : snapshot.venues()) {
            if (venue.condition() != VenueCondition.UNREADABLE) {
                rule.thin(venue, snapshot.price()).ifPresent(thin::add);
            }
        }
        thin.sort(Comparator.comparingDouble(ThinMargin::distance));
        return thin;
    }
}
