package io.evenkeel.testchain.demo;

import static io.evenkeel.testchain.demo.PlayedScenario.AAVE;
import static io.evenkeel.testchain.demo.PlayedScenario.PERP;
import static io.evenkeel.testchain.demo.PlayedScenario.band;
import static io.evenkeel.testchain.demo.PlayedScenario.hedge;
import static io.evenkeel.testchain.demo.PlayedScenario.wholeHedge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.testchain.demo.Happening.Confirmed;
import io.evenkeel.testchain.demo.Scenario.Event;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Perp v2 stops trading while the vault is short there, the market falls by a tenth, and Perp v2 opens again. */
class VenuePausedScenarioTest {
    private static PlayedScenario all;
    private static PlayedScenario paused;
    private static PlayedScenario reopened;
    private static MarketSnapshot before;

    @BeforeAll
    static void play() {
        all = PlayedScenario.play("venue-paused", 1, 110);
        paused = all.after(Event.PERP_PAUSES);
        reopened = all.after(Event.PERP_RESUMES);
        before = all.minutes().get(all.minutes().indexOf(paused.minutes().getFirst()) - 1);
    }

    @Test
    void theFrozenShortStillCountsInFull() {
        assertThat(hedge(before, PERP)).isLessThan(-100);
        assertThat(paused.minutes()).hasSizeGreaterThan(30).allSatisfy(now -> {
            Venue perp = perp(now);
            assertThat(perp.condition()).isEqualTo(VenueCondition.FROZEN);
            assertThat(hedge(now, PERP)).isEqualTo(hedge(before, PERP));
            Exposure exposure = Exposures.of(now, now.price().best());
            assertThat(exposure.line(perp.id()).orElseThrow().delta()).isEqualTo(perp.delta());
            assertThat(exposure.line(perp.id()).orElseThrow().nav())
                    .isEqualTo(perp.oracleNav(now.price().best()));
        });
    }

    @Test
    void theHedgeThatIsMissingMovesToAaveWithinTwoCycles() {
        double missing = unhedgedDelta(paused.lastMinute()) - unhedgedDelta(before);
        double moved = hedge(before, AAVE) - hedge(paused.lastMinute(), AAVE);

        assertThat(missing).as("the fall has to be felt").isGreaterThan(3 * band(before));
        assertThat(moved).isCloseTo(missing, within(band(before)));
        assertThat(all.number("most_cycles_outside_band")).isLessThanOrEqualTo(2);
    }

    @Test
    void nothingIsHedgedTwiceWhenItOpensAgain() {
        assertThat(reopened.minutes()).hasSizeGreaterThan(20).allSatisfy(now -> {
            assertThat(perp(now).condition()).isEqualTo(VenueCondition.OPEN);
            assertThat(-wholeHedge(now)).isCloseTo(unhedgedDelta(now), within(band(now)));
        });
        assertThat(all.all(Confirmed.class)).noneMatch(each -> Impairments.isOutsideBand(each.after()));
    }

    /** At most what went elsewhere comes back, once: so much bought at one venue and sold at the other. */
    @Test
    void theHedgeIsNotMovedToAndFroAfterwards() {
        double movedAway = hedge(before, AAVE) - hedge(paused.lastMinute(), AAVE);
        double noLongerNeeded = Math.abs(unhedgedDelta(paused.lastMinute()) - unhedgedDelta(all.lastMinute()));

        assertThat(reopened.traded()).isLessThanOrEqualTo(2 * movedAway + noLongerNeeded + 2 * band(before));
    }

    @Test
    void nothingIsLost() {
        assertThat(all.number("liquidations")).isZero();
        assertThat(all.number("reverts")).isZero();
        assertThat(all.number("nav_end")).isGreaterThan(0.998 * all.number("nav_start"));
        assertThat(all.number("unhedged_nav_end")).isLessThan(0.98 * all.number("nav_start"));
        assertThat(all.number("max_cap_use")).isLessThanOrEqualTo(1);
    }

    private static Venue perp(MarketSnapshot snapshot) {
        return snapshot.venues().stream()
                .filter(venue -> venue.id().name().equals(PERP))
                .findFirst()
                .orElseThrow();
    }

    /** What there is to hedge: everything but the hedge. */
    private static double unhedgedDelta(MarketSnapshot snapshot) {
        return LockStep.netDelta(snapshot) - wholeHedge(snapshot);
    }
}
