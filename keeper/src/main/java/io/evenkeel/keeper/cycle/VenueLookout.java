package io.evenkeel.keeper.cycle;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.snapshot.SnapshotReader;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the protocols between cycles. When one can no longer be read, or can be again, the vault counts another net
 * delta from one block to the next without any price having moved, and until a cycle runs every move of the price is
 * lost or won on what is not hedged. So it asks for a cycle then, and for nothing else: how often routine decisions are
 * made stays with the other triggers.
 *
 * <p>Not thread-safe.
 */
public final class VenueLookout {
    private final SnapshotReader snapshots;
    private final Duration every;
    private @Nullable Instant due;
    private @Nullable Set<VenueId> unreadable;

    /** @param every time from one look to the next, positive */
    public VenueLookout(SnapshotReader snapshots, Duration every) {
        this.snapshots = snapshots;
        this.every = every;
    }

    /**
     * Looks if it is time to. The first look only learns how things are; one that fails changes nothing, the next cycle
     * says why.
     */
    public Optional<CycleTrigger> look(Instant now) {
        // a clock that was set back does not make the wait any longer
        boolean early = due != null && now.isBefore(due) && !now.plus(every).isBefore(due);
        if (early) {
            return Optional.empty();
        }
        due = now.plus(every);
        return snapshots.read() instanceof SnapshotOutcome.Taken taken ? compare(taken.snapshot()) : Optional.empty();
    }

    private Optional<CycleTrigger> compare(MarketSnapshot snapshot) {
        Set<VenueId> before = unreadable;
        Set<VenueId> now = snapshot.venues().stream()
                .filter(venue -> venue.condition() == VenueCondition.UNREADABLE)
                .map(Venue::id)
                .collect(Collectors.toCollection(TreeSet::new));
        unreadable = now;
        if (before == null || before.equals(now)) {
            return Optional.empty();
        }
        return Optional.of(new CycleTrigger.VenuesChanged(snapshot.block().timestamp(), words(before, now)));
    }

    private static String words(Set<VenueId> before, Set<VenueId> now) {
        Set<VenueId> turned = new TreeSet<>(before);
        turned.addAll(now);
        return turned.stream()
                .filter(venue -> before.contains(venue) != now.contains(venue))
                .map(venue -> venue + (now.contains(venue) ? " counts less its haircut" : " counts in full again"))
                .collect(Collectors.joining("; "));
    }
}
