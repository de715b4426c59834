package io.evenkeel.keeper.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.health.FileHealth;
import io.evenkeel.keeper.health.HealthRules;
import io.evenkeel.keeper.health.HealthStore.Acknowledged;
import io.evenkeel.keeper.health.KnownHealth;
import io.evenkeel.keeper.health.OrdersOnSuspects;
import io.evenkeel.keeper.health.WatchedSnapshots;
import io.evenkeel.keeper.operate.FileOrders;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.risk.health.HealthLimits;
import io.evenkeel.risk.health.Measure;
import io.evenkeel.risk.health.Trait;
import io.evenkeel.risk.health.VenueWatch;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From first sight to quarantine and out of it again, over restarts, on a recorded reading of real protocols. */
class SuspectsTest {
    private static final VenueWatch FIRST = watch("1", 900);

    @TempDir
    private Path state = Path.of("replaced by JUnit");

    private LensReading world = Recorded.withWatch(Recorded.reading(), Recorded.PERP_INDEX, FIRST);
    private HealthRules rules = HealthRules.usual();
    private WatchedSnapshots keeper = keeper();

    /** The folder is only known now. */
    @BeforeEach
    void start() {
        keeper = keeper();
    }

    @Test
    void the_first_start_takes_a_venue_for_what_it_is_and_says_so_once() {
        assertThat(perp()).isEqualTo(VenueCondition.OPEN);
        assertThat(keeper.news()).singleElement().asString().contains("perp-v2:ETH is taken for what it is now");

        perp();

        assertThat(keeper.news()).isEmpty();
    }

    @Test
    void a_change_keeps_new_size_from_that_venue_and_from_no_other() {
        perp();
        becomes(watch("2", 900));

        assertThat(perp()).isEqualTo(VenueCondition.REDUCE_ONLY);
        assertThat(condition(Recorded.AAVE)).isEqualTo(VenueCondition.OPEN);
        assertThat(taken().warnings()).anyMatch(line -> line.contains("in other hands: owner was 1, is 2"));
    }

    @Test
    void a_change_is_told_once_over_cycles_and_restarts_and_another_one_again() {
        perp();
        keeper.news();
        becomes(watch("2", 900));
        perp();
        assertThat(keeper.news()).hasSize(1);
        perp();
        assertThat(keeper.news()).isEmpty();

        keeper = keeper();
        perp();
        assertThat(keeper.news()).isEmpty();

        becomes(watch("2", 100));
        perp();
        assertThat(keeper.news()).singleElement().asString().contains("insurance fund has fallen from 900 to 100");
    }

    @Test
    void a_change_that_is_taken_back_stays_suspect_until_it_is_acknowledged_also_over_a_restart() {
        perp();
        becomes(watch("2", 900));
        perp();
        becomes(FIRST);

        assertThat(perp()).isEqualTo(VenueCondition.REDUCE_ONLY);
        keeper = keeper();
        assertThat(perp()).isEqualTo(VenueCondition.REDUCE_ONLY);

        acknowledge(2, FIRST);
        assertThat(perp()).isEqualTo(VenueCondition.OPEN);
        assertThat(keeper.news()).singleElement().asString().contains("no longer suspect");
    }

    @Test
    void an_acknowledgement_is_of_what_was_seen_and_not_of_what_comes_after() {
        perp();
        becomes(watch("2", 900));
        perp();
        acknowledge(2, watch("2", 900));
        assertThat(perp()).isEqualTo(VenueCondition.OPEN);

        becomes(watch("3", 900));

        assertThat(perp()).isEqualTo(VenueCondition.REDUCE_ONLY);
    }

    @Test
    void a_measure_makes_suspect_for_as_long_as_it_is_beyond_its_limit() {
        perp();
        becomes(watch("1", 100));
        assertThat(perp()).isEqualTo(VenueCondition.REDUCE_ONLY);

        becomes(FIRST);

        assertThat(perp()).isEqualTo(VenueCondition.OPEN);
    }

    @Test
    void where_the_first_sight_is_not_accepted_nothing_new_is_put_before_it_is_acknowledged() {
        rules = new HealthRules(HealthLimits.usual(), false, false);
        keeper = keeper();

        assertThat(perp()).isEqualTo(VenueCondition.REDUCE_ONLY);

        acknowledge(1, FIRST);
        assertThat(perp()).isEqualTo(VenueCondition.OPEN);
    }

    @Test
    void when_it_is_lost_what_was_acknowledged_everything_watched_is_suspect_and_nothing_is_overwritten()
            throws Exception {
        perp();
        Path file = state.resolve("acknowledged.json");
        Files.writeString(file, "{");

        assertThat(perp()).isEqualTo(VenueCondition.REDUCE_ONLY);
        assertThat(condition(Recorded.AAVE)).as("it is not watched").isEqualTo(VenueCondition.OPEN);
        assertThat(Files.readString(file)).isEqualTo("{");
    }

    @Test
    void a_lost_file_of_suspects_is_found_again_from_what_differs() throws Exception {
        perp();
        becomes(watch("2", 900));
        perp();
        Files.writeString(state.resolve("suspects.json"), "[]");

        assertThat(perp()).isEqualTo(VenueCondition.REDUCE_ONLY);
        assertThat(store().quarantines()).containsOnlyKeys(Recorded.PERP);
    }

    @Test
    void a_suspect_that_is_to_be_left_is_closed_while_the_orders_are_to_hedge() {
        perp();
        becomes(watch("2", 900));
        perp();
        FileOrders orders = new FileOrders(state.resolve("orders.json"), Recorded.PERP.chainId());

        assertThat(new OrdersOnSuspects(orders, store()::quarantines).read().standing())
                .isInstanceOfSatisfying(
                        Standing.Closing.class,
                        closing -> assertThat(closing.venue()).isEqualTo(Recorded.PERP));
    }

    private WatchedSnapshots keeper() {
        SnapshotBuilder builder = Recorded.builder(new KnownHealth(store(), rules));
        return new WatchedSnapshots(() -> builder.build(world, Recorded.BASE_FEE), store(), rules);
    }

    private FileHealth store() {
        return new FileHealth(state, Recorded.PERP.chainId());
    }

    private void acknowledge(int number, VenueWatch watch) {
        store().acknowledge(Recorded.PERP, new Acknowledged(number, Instant.EPOCH, watch));
    }

    private void becomes(VenueWatch watch) {
        world = Recorded.withWatch(world, Recorded.PERP_INDEX, watch);
    }

    private VenueCondition perp() {
        return condition(Recorded.PERP);
    }

    private VenueCondition condition(VenueId venue) {
        return taken().snapshot().venue(venue).orElseThrow().condition();
    }

    private SnapshotOutcome.Taken taken() {
        return (SnapshotOutcome.Taken) keeper.read();
    }

    private static VenueWatch watch(String owner, long fund) {
        return new VenueWatch(
                List.of(new Trait(Trait.Kind.CONTROL, "owner", "0x" + "0".repeat(63) + owner)),
                List.of(new Measure(Measure.Kind.BACKSTOP, "insurance fund", BigInteger.valueOf(fund))));
    }
}
