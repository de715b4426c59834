package io.evenkeel.keeper.snapshot;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.health.VenueHealth;
import io.evenkeel.risk.health.VenueWatch;
import java.util.Optional;

/** Says whether more may be put at a venue. Changes nothing: the same world gives the same answer. */
@FunctionalInterface
public interface HealthJudge {
    /** For whoever has nothing to compare with. */
    HealthJudge TRUSTING = (id, now, venue, price) -> new VenueHealth.Healthy();

    /** @param venue our position there, where it can be read */
    VenueHealth judge(VenueId id, VenueWatch now, Optional<Venue> venue, PriceView price);
}
