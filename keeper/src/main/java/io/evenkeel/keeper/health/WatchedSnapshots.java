package io.evenkeel.keeper.health;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.health.HealthStore.Acknowledged;
import io.evenkeel.keeper.health.HealthStore.Quarantine;
import io.evenkeel.keeper.snapshot.Observation;
import io.evenkeel.keeper.snapshot.SnapshotReader;
import io.evenkeel.risk.health.Suspicion;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Snapshots of a keeper that runs: what they show of the protocols is written down before anything is decided on them.
 * A first sight is kept, a change is kept and told once.
 */
public final class WatchedSnapshots implements SnapshotReader {
    /** More than every venue can have at once; what nobody has fetched by then is told by the status all the same. */
    private static final int MOST_NEWS = 256;

    private final SnapshotReader snapshots;
    private final HealthStore store;
    private final HealthRules rules;
    private final Deque<String> news = new ArrayDeque<>();
    /** What could not be written down. */
    private Optional<Map<VenueId, Quarantine>> unkept = Optional.empty();

    public WatchedSnapshots(SnapshotReader snapshots, HealthStore store, HealthRules rules) {
        this.snapshots = snapshots;
        this.store = store;
        this.rules = rules;
    }

    @Override
    public SnapshotOutcome read() {
        SnapshotOutcome outcome = snapshots.read();
        if (outcome instanceof SnapshotOutcome.Taken taken) {
            observe(taken.observations(), taken.snapshot().block().timestamp());
        }
        return outcome;
    }

    /** One line for each thing that is new since this was last asked. */
    public synchronized List<String> news() {
        List<String> told = List.copyOf(news);
        news.clear();
        return told;
    }

    private synchronized void observe(List<Observation> observations, Instant now) {
        Map<VenueId, Quarantine> known = unkept.orElseGet(store::quarantines);
        Map<VenueId, Quarantine> next = new LinkedHashMap<>();
        for (Observation each : observations) {
            if (firstSight(each)
                    && keep(() -> store.acknowledge(each.venue(), new Acknowledged(1, now, each.watch())))) {
                tell(each.venue() + " is taken for what it is now, "
                        + each.watch().traits().size() + " traits of it; what changes of them is told");
            }
            quarantine(each, Optional.ofNullable(known.get(each.venue())), now)
                    .ifPresent(quarantine -> next.put(each.venue(), quarantine));
        }
        if (!next.equals(known) || unkept.isPresent()) {
            unkept = keep(() -> store.replaceQuarantines(next)) ? Optional.empty() : Optional.of(next);
        }
    }

    /** What cannot be written down is no reason to stop keeping the vault level; it is tried again each time. */
    private boolean keep(Runnable write) {
        try {
            write.run();
            return true;
        } catch (UncheckedIOException failed) {
            if (unkept.isEmpty()) {
                tell("health cannot be kept over a restart: " + failed.getMessage());
            }
            return false;
        }
    }

    private boolean firstSight(Observation seen) {
        return rules.acceptsFirstSight()
                && !seen.watch().isEmpty()
                && store.trouble().isEmpty()
                && store.acknowledged(seen.venue()).isEmpty();
    }

    private Optional<Quarantine> quarantine(Observation seen, Optional<Quarantine> known, Instant now) {
        int number = store.acknowledged(seen.venue()).map(Acknowledged::number).orElse(0);
        Optional<Quarantine> before = known.filter(each -> each.against() == number);
        List<Suspicion> reasons = seen.health().reasons();
        if (reasons.isEmpty()) {
            if (known.isPresent()) {
                tell(seen.venue() + " is no longer suspect");
            }
            return Optional.empty();
        }
        List<String> told = new ArrayList<>(before.map(Quarantine::told).orElse(List.of()));
        for (Suspicion reason : reasons) {
            if (!told.contains(reason.about())) {
                told.add(reason.about());
                tell(seen.venue() + " is suspect and takes nothing new: " + reason.words() + "; 'ack "
                        + seen.venue().name() + "' says that it is as it should be");
            }
        }
        told.retainAll(reasons.stream().map(Suspicion::about).toList());
        List<Suspicion.Changed> changes = reasons.stream()
                .filter(Suspicion.Changed.class::isInstance)
                .map(Suspicion.Changed.class::cast)
                .toList();
        return Optional.of(new Quarantine(number, before.map(Quarantine::since).orElse(now), changes, told));
    }

    private void tell(String line) {
        if (news.size() < MOST_NEWS) {
            news.add(line);
        }
    }
}
