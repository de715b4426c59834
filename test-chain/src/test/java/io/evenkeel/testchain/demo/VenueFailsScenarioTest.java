package io.evenkeel.testchain.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One vault short at every venue there is, in a falling market, and one protocol fails in one way. */
class VenueFailsScenarioTest {
    private static final int MINUTES = 12;
    private static final int MOST_CYCLES = 3;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "perp-v2, upgraded",
        "perp-v2, drained",
        "perps-v2, executor-gone",
        "perps-v2, paused",
        "gmx-v2, upgraded"
    })
    void theVaultIsBackInsideItsBandInThreeCyclesAndLosesNoMoreThanWasSaid(String protocol, String how) {
        PlayedScenario played = play(protocol, how);

        assertThat(played.number("cycles_after")).isGreaterThanOrEqualTo(MOST_CYCLES);
        assertThat(played.number("cycles_to_band")).isLessThanOrEqualTo(MOST_CYCLES);
        assertThat(played.summary().get("inside_band_at_end")).isEqualTo(true);
        assertThat(played.number("loss_quote")).isLessThanOrEqualTo(played.number("loss_limit_quote"));
        assertThat(played.number("loss_limit_quote")).isLessThan(0.15 * played.number("nav_start"));
        assertThat(played.number("max_cap_use")).isLessThanOrEqualTo(1);
        assertThat(played.number("reverts")).isZero();
        assertThat(played.number("liquidations") > 0).isEqualTo(how.equals("liquidated"));
    }

    @Test
    void wherePeopleFillTheirOwnOrdersNobodyCanStayAway() {
        assertThat(VenueFailure.of("aave-v3", "executor-gone"))
                .isInstanceOfSatisfying(
                        VenueFailure.Outcome.Refused.class,
                        refused -> assertThat(refused.words())
                                .contains("aave-v3", "executor-gone", "nobody to stay away"));
    }

    @Test
    void whatIsNotKnownIsRefusedWithWhatIs() {
        assertThat(VenueFailure.of("gmx", "paused"))
                .isInstanceOfSatisfying(
                        VenueFailure.Outcome.Refused.class,
                        refused -> assertThat(refused.words()).contains("perp-v2", "aave-v3", "perps-v2", "gmx-v2"));
        assertThat(VenueFailure.of("perp-v2", "hacked"))
                .isInstanceOfSatisfying(
                        VenueFailure.Outcome.Refused.class,
                        refused -> assertThat(refused.words())
                                .contains("paused", "upgraded", "drained", "executor-gone", "liquidated"));
    }

    private static PlayedScenario play(String protocol, String how) {
        if (VenueFailure.of(protocol, how) instanceof VenueFailure.Outcome.Playable playable) {
            return PlayedScenario.play(Scenario.venueFails(playable.failure(), 1, Optional.of(MINUTES)));
        }
        throw new AssertionError(protocol + " " + how + " cannot be played");
    }
}
