package io.evenkeel.keeper.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.keeper.venue.Given;
import io.evenkeel.margin.UnreadableVenue;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A venue that can no longer be counted on asks for a cycle, and nothing else does. */
class VenueLookoutTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant NOON = Instant.parse("2021-05-19T12:00:00Z");
    private static final VenueId VENUE = Given.snapshot().venues().getFirst().id();

    private SnapshotOutcome world = taken(Given.snapshot());
    private int reads;
    private final VenueLookout lookout = new VenueLookout(
            () -> {
                reads++;
                return world;
            },
            MINUTE);

    @Test
    void it_asks_once_when_a_venue_is_lost_and_once_when_it_is_back() {
        assertThat(lookout.look(NOON)).isEmpty();
        world = taken(lost());
        assertThat(lookout.look(NOON.plus(MINUTE)))
                .contains(
                        new CycleTrigger.VenuesChanged(lost().block().timestamp(), VENUE + " counts less its haircut"));
        assertThat(lookout.look(NOON.plus(MINUTE.multipliedBy(2)))).isEmpty();
        world = taken(Given.snapshot());
        assertThat(lookout.look(NOON.plus(MINUTE.multipliedBy(3))))
                .map(trigger -> ((CycleTrigger.VenuesChanged) trigger).words())
                .contains(VENUE + " counts in full again");
    }

    @Test
    void what_is_lost_when_it_first_looks_is_the_first_cycles_business() {
        world = taken(lost());

        assertThat(lookout.look(NOON)).isEmpty();
        assertThat(lookout.look(NOON.plus(MINUTE))).isEmpty();
    }

    @Test
    void a_world_that_cannot_be_read_at_all_changes_nothing() {
        lookout.look(NOON);
        world = new SnapshotOutcome.Refused(List.of("no price"));
        assertThat(lookout.look(NOON.plus(MINUTE))).isEmpty();
        world = taken(Given.snapshot());
        assertThat(lookout.look(NOON.plus(MINUTE.multipliedBy(2)))).isEmpty();
    }

    @Test
    void it_reads_no_more_often_than_it_is_told_to_whatever_the_clock_does() {
        lookout.look(NOON);
        lookout.look(NOON.plusSeconds(59));
        assertThat(reads).isEqualTo(1);
        lookout.look(NOON.plusSeconds(60));
        assertThat(reads).isEqualTo(2);
        lookout.look(NOON.minus(Duration.ofDays(1)));
        assertThat(reads).as("set back, the clock must not blind it for a day").isEqualTo(3);
    }

    private static SnapshotOutcome taken(MarketSnapshot snapshot) {
        return new SnapshotOutcome.Taken(snapshot, List.of(), List.of(), List.of());
    }

    private static MarketSnapshot lost() {
        MarketSnapshot given = Given.snapshot();
        Venue venue = given.venues().getFirst();
        Venue unreadable = new UnreadableVenue(
                venue.id(),
                venue.caps(),
                venue.delta(),
                venue.protocolEquity(),
                venue.maintenance(),
                venue.oracleNav(given.price().best()),
                given.pair().quote());
        return new MarketSnapshot(
                given.block(),
                given.account(),
                given.pair(),
                given.sequence(),
                given.price(),
                given.holdings(),
                List.of(unreadable),
                given.envelope(),
                given.baseFee(),
                given.keeperBalance());
    }

    /** The world as a loop's lookout sees it once a venue is lost. */
    static SnapshotOutcome seen(boolean isLost) {
        return taken(isLost ? lost() : Given.snapshot());
    }
}
