package io.evenkeel.plan;

import io.evenkeel.allocate.Book;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.stress.StressGrid;
import io.evenkeel.risk.stress.StressLimits;
import io.evenkeel.risk.stress.StressReport;
import io.evenkeel.risk.stress.StressTest;
import java.util.List;

/** Takes what a plan would leave through the grid, and holds it against what the vault as it is would suffer. */
record StressCheck(MarketSnapshot snapshot, RiskLimits limits) {
    static StressCheck of(Desk desk) {
        return new StressCheck(desk.snapshot(), desk.limits());
    }

    /** Limits that the plan breaks, and more so than they are broken without it; none where there are no limits. */
    List<String> breaches(Book after) {
        return limits.stress().map(stress -> breaches(after, stress)).orElse(List.of());
    }

    private List<String> breaches(Book after, StressLimits stress) {
        StressReport planned = run(after, stress.grid());
        return planned.breaches(stress).isEmpty()
                ? List.of()
                : planned.breaches(stress, StressTest.run(snapshot, limits, stress.grid()));
    }

    /** Limits that the vault as it is breaks: for an operator to know, since no plan is made for it. */
    List<String> standing() {
        return limits.stress()
                .map(stress -> StressTest.run(snapshot, limits, stress.grid()).breaches(stress))
                .orElse(List.of());
    }

    StressReport run(Book after, StressGrid grid) {
        Holdings holdings = snapshot.holdings().withIdle(after.idleBase(), after.idleQuote());
        return StressTest.run(snapshot, holdings, after.venues(), limits, grid);
    }

    /** The grid that is configured, or days that have happened. */
    static StressGrid grid(RiskLimits limits) {
        return limits.stress().map(StressLimits::grid).orElseGet(StressGrid::ofDaysThatHappened);
    }
}
