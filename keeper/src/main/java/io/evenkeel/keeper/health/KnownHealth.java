package io.evenkeel.keeper.health;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.health.HealthStore.Acknowledged;
import io.evenkeel.keeper.snapshot.HealthJudge;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.health.HealthLimits;
import io.evenkeel.risk.health.Suspicion;
import io.evenkeel.risk.health.VenueHealth;
import io.evenkeel.risk.health.VenueWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges by what was acknowledged and what has been suspected since. */
public final class KnownHealth implements HealthJudge {
    private final HealthStore store;
    private final HealthRules rules;

    public KnownHealth(HealthStore store, HealthRules rules) {
        this.store = store;
        this.rules = rules;
    }

    @Override
    public VenueHealth judge(VenueId id, VenueWatch now, Optional<Venue> venue, PriceView price) {
        Optional<String> trouble = store.trouble();
        if (trouble.isPresent()) {
            return now.isEmpty() ? new VenueHealth.Healthy() : unacknowledged(trouble.get());
        }
        HealthLimits limits = rules.limits();
        Optional<Acknowledged> acknowledged = store.acknowledged(id);
        if (acknowledged.isEmpty()) {
            return now.isEmpty() || rules.acceptsFirstSight()
                    ? VenueHealth.judge(now, now, venue, price, limits)
                    : unacknowledged("nobody has acknowledged what it is made of");
        }
        VenueHealth present = VenueHealth.judge(acknowledged.get().watch(), now, venue, price, limits);
        List<Suspicion> reasons = new ArrayList<>(present.reasons());
        Optional.ofNullable(store.quarantines().get(id))
                .filter(quarantine -> quarantine.against() == acknowledged.get().number())
                .ifPresent(quarantine -> quarantine.changes().stream()
                        .filter(change -> reasons.stream()
                                .noneMatch(reason -> reason.about().equals(change.about())))
                        .forEach(reasons::add));
        return VenueHealth.of(reasons);
    }

    private static VenueHealth unacknowledged(String why) {
        return VenueHealth.of(List.of(new Suspicion.Unacknowledged(why)));
    }
}
