package io.evenkeel.keeper.health;

import io.evenkeel.chain.VenueId;
import io.evenkeel.risk.health.Suspicion;
import io.evenkeel.risk.health.VenueWatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where it is kept what an operator has acknowledged and what has been suspected since. The two have one writer each:
 * the operator's command (or the first sight) writes what is acknowledged, the running keeper what it suspects.
 */
public interface HealthStore {
    Optional<Acknowledged> acknowledged(VenueId venue);

    void acknowledge(VenueId venue, Acknowledged acknowledged);

    /** In the order of their names; none where the store of them cannot be read. */
    Map<VenueId, Quarantine> quarantines();

    void replaceQuarantines(Map<VenueId, Quarantine> quarantines);

    /** Why what was acknowledged cannot be read, when it cannot. Then nothing counts as acknowledged. */
    Optional<String> trouble();

    /**
     * @param number of the acknowledgement, counted up for each venue
     * @param at by the chain's clock
     */
    record Acknowledged(int number, Instant at, VenueWatch watch) {}

    /**
     * @param against which acknowledgement it is a change from; another one lifts it
     * @param since by the chain's clock
     * @param changes stay, though they may have been taken back
     * @param told what an operator has been alerted of, {@link Suspicion#about}
     */
    record Quarantine(int against, Instant since, List<Suspicion.Changed> changes, List<String> told) {
        public Quarantine {
            changes = List.copyOf(changes);
            told = List.copyOf(told);
        }
    }
}
