package io.evenkeel.keeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of lives of a keeper on a hostile chain: silent nodes, dropped pools, reorganisations, fee spikes, a key
 * used elsewhere, and death at any step outside. In none may an intent run twice, bytes leave that the journal does
 * not know, a nonce get two intents, or anything stay unsettled once the trouble stops. Also on a vault that would run
 * an intent twice, where the sender's care is the only protection.
 */
class RandomSchedulesTest {
    /** More for a long run: {@code -Devenkeel.schedules=100000}. */
    private static final int LIVES = Integer.getInteger("evenkeel.schedules", 1_000);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsDoubledNothingIsLost(boolean vaultProtects) {
        int crashes = 0;
        int replaced = 0;
        int displaced = 0;
        for (long seed = 1; seed <= LIVES; seed++) {
            RandomSchedule life = new RandomSchedule(seed, vaultProtects);
            try {
                life.live();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + "\n" + String.join("\n", life.story()), e);
            }
            crashes += (int) life.story().stream()
                    .filter(each -> each.startsWith("KILLED"))
                    .count();
            displaced += life.displacements();
            replaced += (int) life.story().stream()
                    .filter(each -> each.startsWith("reorg"))
                    .count();
        }
        assertThat(displaced).isGreaterThan(LIVES / 6);
        // A run in which nothing bad happens proves nothing.
        assertThat(crashes).isGreaterThan(LIVES / 2);
        assertThat(replaced).isGreaterThan(LIVES);
    }
}
