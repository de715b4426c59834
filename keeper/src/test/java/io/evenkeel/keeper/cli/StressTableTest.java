package io.evenkeel.keeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.plan.PlanOutcome;
import io.evenkeel.risk.stress.StressCell;
import io.evenkeel.risk.stress.StressReport;
import io.evenkeel.risk.stress.StressReport.VenueShortfall;
import io.evenkeel.risk.stress.StressReport.Worst;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StressTableTest {
    private static final VenueId PERP = new VenueId(new ChainId(1), "perp-v2:ETH");
    private static final StressCell AS_NOW = new StressCell(0, 1, 0, 1, Optional.empty());
    private static final StressCell CRASH = new StressCell(-0.43, 1, 0, 0.878, Optional.of(PERP));

    @Test
    void the_worst_of_each_limit_is_one_line_with_the_world_it_happens_in() {
        assertThat(StressTable.of(report(0.312, 25_000)))
                .containsExactly(
                        "stress     the worst of 120 worlds, if nobody acted",
                        "  loss           31.2 % of NAV          spot -43 %, stablecoin 0.878, perp-v2:ETH gone",
                        "  net delta       0.0 % of NAV          as now",
                        "  liquidations               1          spot -43 %, stablecoin 0.878, perp-v2:ETH gone",
                        "  margin                25,000 lacking  perp-v2:ETH: as now");
    }

    @Test
    void a_margin_that_lacks_nothing_is_not_a_line() {
        assertThat(StressTable.of(report(0.1, 0))).hasSize(4);
    }

    @Test
    void a_plan_is_shown_by_what_it_changes() {
        List<String> lines = StressTable.of(new PlanOutcome(report(0.312, 0), report(0.12, 0)));

        assertThat(lines)
                .contains("  loss           31.2 % of NAV -> 12.0 % of NAV"
                        + "  spot -43 %, stablecoin 0.878, perp-v2:ETH gone");
    }

    private static StressReport report(double loss, double lacking) {
        return new StressReport(
                1_000_000,
                new Worst(loss, CRASH),
                new Worst(0, AS_NOW),
                new Worst(lacking / 1e6, AS_NOW),
                List.of(new VenueShortfall(PERP, lacking, AS_NOW)),
                new Worst(1, CRASH),
                120);
    }
}
