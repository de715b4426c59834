package io.evenkeel.keeper.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.explore.Explorer.Findings;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand lives of a keeper on a hostile chain, over a disk that forgets, with death at any step outside.
 * Half of the vaults would run an intent twice, so that the sender's care is the only protection.
 */
class ExplorerTest {
    /** More for a long run: {@code -Devenkeel.schedules=1000000}. */
    private static final long SCHEDULES = Long.getLong("evenkeel.schedules", 100_000);

    private static final long SEED = Long.getLong("evenkeel.seed", 1);

    @Test
    void nothingIsDoubledAndNothingIsLostInAHundredThousandSchedules() throws InterruptedException {
        Findings found = new Explorer().explore(SEED, SCHEDULES, 2, (done, broken) -> {});

        assertThat(found.worst().map(Explorer.Shrunken::toString)).isEmpty();
        assertThat(found.brokenSeeds()).isEmpty();
        assertThat(found.tally().schedules()).isEqualTo(SCHEDULES);
        assertThat(found.tally().mostQuietRounds()).isLessThan(Life.MOST_QUIET_ROUNDS);
        everythingReallyHappened(found.tally());
    }

    /** A run in which nothing bad happens proves nothing. */
    private static void everythingReallyHappened(Tally tally) {
        long often = SCHEDULES / 500;
        for (Fault each : Fault.values()) {
            if (each != Fault.NONE) {
                assertThat(tally.of(each)).as(each.meaning()).isGreaterThan(often);
            }
        }
        for (int depth = 1; depth <= ScheduleMaker.DEEPEST_REORGANISATION; depth++) {
            assertThat(tally.reorganisationsOfDepth(depth)).as("depth " + depth).isGreaterThan(often);
        }
        for (Happening each : Happening.values()) {
            if (!each.isRare()) {
                assertThat(tally.of(each)).as(each.name()).isGreaterThan(often);
            }
        }
    }

    @Test
    void aSeedTellsTheSameStoryTwice() {
        for (long seed = 1; seed <= 50; seed++) {
            assertThat(new Explorer().story(seed)).isEqualTo(new Explorer().story(seed));
        }
    }

    @Test
    void whatIsFoundDoesNotDependOnTheNumberOfThreads() throws InterruptedException {
        Findings one = new Explorer().explore(SEED, 500, 1, (done, broken) -> {});
        Findings three = new Explorer().explore(SEED, 500, 3, (done, broken) -> {});

        assertThat(three.tally().faults()).isEqualTo(one.tally().faults());
        assertThat(three.tally().steps()).isEqualTo(one.tally().steps());
    }

    @Test
    void bothKindsOfVaultAreTried() {
        Set<Boolean> kinds = java.util.stream.LongStream.rangeClosed(1, 20)
                .mapToObj(seed -> ScheduleMaker.of(seed).vaultProtects())
                .collect(Collectors.toSet());

        assertThat(kinds).containsExactlyInAnyOrder(true, false);
    }
}
