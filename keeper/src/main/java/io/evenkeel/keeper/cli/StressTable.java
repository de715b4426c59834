package io.evenkeel.keeper.cli;

import io.evenkeel.plan.PlanOutcome;
import io.evenkeel.risk.stress.StressReport;
import io.evenkeel.risk.stress.StressReport.VenueShortfall;
import io.evenkeel.risk.stress.StressReport.Worst;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The worst of the stress grid for each limit, one line each. */
final class StressTable {
    private StressTable() {}

    /** The vault as it is. */
    static List<String> of(StressReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("stress     the worst of " + report.cells() + " worlds, if nobody acted");
        lines.add(line("loss", percent(report.loss()), report.loss()));
        lines.add(line("net delta", percent(report.netDelta()), report.netDelta()));
        lines.add(line("liquidations", count(report.liquidations()), report.liquidations()));
        for (VenueShortfall lacking : report.shortfalls()) {
            if (lacking.lackingQuote() > 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  %-13s %,14.0f lacking  %s: %s",
                        "margin",
                        lacking.lackingQuote(),
                        lacking.venue().name(),
                        lacking.cell()));
            }
        }
        return lines;
    }

    /** The same with what a plan would make of it. */
    static List<String> of(PlanOutcome outcome) {
        StressReport now = outcome.now();
        StressReport after = outcome.afterwards();
        List<String> lines = new ArrayList<>();
        lines.add("stress     the worst of " + after.cells() + " worlds, if nobody acted: now, and after this plan");
        lines.add(line("loss", percent(now.loss()), percent(after.loss()), after.loss()));
        lines.add(line("net delta", percent(now.netDelta()), percent(after.netDelta()), after.netDelta()));
        lines.add(line("shortfall", percent(now.shortfall()), percent(after.shortfall()), after.shortfall()));
        lines.add(line("liquidations", count(now.liquidations()), count(after.liquidations()), after.liquidations()));
        return lines;
    }

    private static String line(String what, String value, Worst worst) {
        return String.format(Locale.ROOT, "  %-13s %14s          %s", what, value, worst.cell());
    }

    private static String line(String what, String now, String after, Worst worst) {
        return String.format(Locale.ROOT, "  %-13s %14s -> %-14s %s", what, now, after, worst.cell());
    }

    private static String percent(Worst worst) {
        return String.format(Locale.ROOT, "%.1f %% of NAV", worst.value() * 100);
    }

    private static String count(Worst worst) {
        return String.format(Locale.ROOT, "%.0f", worst.value());
    }
}
