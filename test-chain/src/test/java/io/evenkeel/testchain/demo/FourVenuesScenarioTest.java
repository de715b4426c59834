package io.evenkeel.testchain.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.market.Venue;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One vault hedged at every venue there is at once, two of which fill their orders later, while the market falls by a tenth. */
class FourVenuesScenarioTest {
    private static PlayedScenario all;

    @BeforeAll
    static void play() {
        all = PlayedScenario.play("four-venues", 1, 30);
    }

    @Test
    void everyVenueCarriesItsPartWithinItsCaps() {
        assertThat(all.lastMinute().venues())
                .extracting(venue -> venue.id().protocol())
                .contains("perp-v2", "aave-v3", "perps-v2", "gmx-v2");
        assertThat(all.lastMinute().venues())
                .allSatisfy(
                        venue -> assertThat(share(venue)).as(venue.id().name()).isGreaterThan(0.1));
        assertThat(all.number("max_cap_use")).isLessThanOrEqualTo(1);
    }

    @Test
    void theVaultIsNeverOutsideItsBand() {
        assertThat(all.number("minutes_outside_band")).isZero();
        assertThat(all.number("reverts")).isZero();
        assertThat(all.number("liquidations")).isZero();
    }

    @Test
    void whatWasPromisedWasFilled() {
        assertThat((Map<?, ?>) all.summary().get("orders")).satisfies(orders -> {
            assertThat((Integer) orders.get("filled")).isPositive();
            assertThat((Integer) orders.get("refused")).isZero();
        });
    }

    private static double share(Venue venue) {
        double whole = all.lastMinute().venues().stream()
                .mapToDouble(each -> each.hedge().wholeAsDouble())
                .sum();
        return venue.hedge().wholeAsDouble() / whole;
    }
}
