package io.evenkeel.testchain.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.testchain.demo.Happening.Confirmed;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Four hours around the low of 2021-05-19, when a third of the price went and came back. */
class CrashScenarioTest {
    /** What one bare call of the same reads costs, times this, is more than any idle cycle may take. */
    private static final double MOST_BARE_CALLS = 3;

    private static PlayedScenario crash;

    @BeforeAll
    static void play() {
        crash = PlayedScenario.play("crash-2021-05-19", 1, 240);
    }

    @Test
    void nobodyLiquidatesTheVault() {
        assertThat(crash.number("liquidations")).isZero();
        assertThat(crash.number("min_liquidation_distance")).isGreaterThan(0.05);
    }

    @Test
    void everyConfirmedTransactionLeavesTheNetDeltaInsideTheBand() {
        List<Confirmed> confirmed = crash.all(Confirmed.class);
        assertThat(confirmed).hasSizeGreaterThan(10).noneMatch(each -> Impairments.isOutsideBand(each.after()));
        assertThat(crash.number("band")).isLessThanOrEqualTo(0.02 + 1e-9);
        assertThat(crash.number("max_abs_delta_after")).isLessThanOrEqualTo(crash.number("band"));
        assertThat(crash.number("reverts")).isZero();
    }

    @Test
    void theHedgedVaultMovesAtMostATenthAsMuchAsItsTwin() {
        assertThat(crash.number("unhedged_nav_std")).isGreaterThan(0.005);
        assertThat(crash.number("hedged_nav_std"))
                .isPositive()
                .isLessThanOrEqualTo(0.1 * crash.number("unhedged_nav_std"));
    }

    @Test
    void bothProtocolsCarryAndNeitherGoesAboveItsCap() {
        assertThat((Map<?, ?>) crash.summary().get("share"))
                .hasSize(2)
                .allSatisfy((venue, share) -> assertThat(((Number) share).doubleValue())
                        .as(venue + " carries on average")
                        .isGreaterThan(0.1));
        Stream<MarketSnapshot> seen = Stream.concat(
                crash.minutes().stream(), crash.all(Confirmed.class).stream().map(Confirmed::after));
        assertThat(seen).allSatisfy(CrashScenarioTest::isBelowItsCaps);
        assertThat(crash.number("max_cap_use")).isLessThanOrEqualTo(1);
    }

    private static void isBelowItsCaps(MarketSnapshot snapshot) {
        double nav = snapshot.envelope().nav().wholeAsDouble();
        double price = snapshot.price().best().asDouble();
        for (Venue venue : snapshot.venues()) {
            assertThat(-venue.hedge().wholeAsDouble() * price / nav)
                    .as("short of " + venue.id() + " at " + snapshot.block().timestamp())
                    .isLessThanOrEqualTo(venue.caps().shortNotional().fraction());
            assertThat(venue.oracleNav(snapshot.price().best()).wholeAsDouble() / nav)
                    .as("equity of " + venue.id() + " at " + snapshot.block().timestamp())
                    .isLessThanOrEqualTo(venue.caps().equity().fraction());
        }
    }

    @Test
    void anIdleCycleAsksTwiceAtMostAndAHedgingOneEightTimes() {
        assertThat(crash.number("rpc_requests_per_idle_cycle")).isBetween(1.0, 2.0);
        assertThat(crash.number("rpc_requests_per_hedge_cycle")).isBetween(1.0, 8.0);
    }

    /**
     * The promise is twice a bare call; it is reported. Failing is left to a wider limit, because both medians are of
     * a few dozen timings taken in turn on a machine that may be busy with something else.
     */
    @Test
    void anIdleCycleCostsLittleMoreThanABareCallOfTheSameReads(TestReporter reporter) {
        double idle = crash.number("idle_cycle_ms_p50");
        double bare = crash.number("bare_call_ms_p50");
        reporter.publishEntry(
                "idle cycle over bare call", "%.2f (%.1f ms, %.1f ms)".formatted(idle / bare, idle, bare));

        assertThat(bare).isPositive();
        assertThat(idle).isLessThan(MOST_BARE_CALLS * bare);
    }
}
