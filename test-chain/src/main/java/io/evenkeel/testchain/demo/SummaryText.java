package io.evenkeel.testchain.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The summary for a person. */
final class SummaryText {
    private SummaryText() {}

    static List<String> lines(Map<String, Object> summary) {
        List<String> lines = new ArrayList<>();
        double hedged = number(summary, "hedged_nav_std");
        double unhedged = number(summary, "unhedged_nav_std");
        double start = number(summary, "nav_start");
        lines.add("");
        lines.add(" Summary of " + summary.get("scenario") + " (" + summary.get("path") + ")");
        lines.add(String.format(
                Locale.ROOT,
                "   %s minutes, %s blocks; %s cycles, %s transactions, %s reverted",
                summary.get("minutes"),
                summary.get("blocks"),
                summary.get("cycles"),
                summary.get("transactions"),
                summary.get("reverts")));
        lines.add(String.format(
                Locale.ROOT,
                "   hedged   %,.0f -> %,.0f USDC (%+.2f %%), of which loss-versus-rebalancing of the range %,.0f",
                start,
                number(summary, "nav_end"),
                100 * (number(summary, "nav_end") / start - 1),
                number(summary, "lvr")));
        lines.add(String.format(
                Locale.ROOT,
                "   unhedged %,.0f -> %,.0f USDC (%+.2f %%)",
                start,
                number(summary, "unhedged_nav_end"),
                100 * (number(summary, "unhedged_nav_end") / start - 1)));
        if (unhedged > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "   the hedged vault moved %.1f %% as much as the unhedged (standard deviation of returns)",
                    100 * hedged / unhedged));
        }
        lines.add(String.format(
                Locale.ROOT,
                "   largest |net delta| after a confirmed cycle: %.2f %% of the vault, band %.2f %%",
                100 * number(summary, "max_abs_delta_after"),
                100 * number(summary, "band")));
        lines.add("   share of the hedge on average: " + summary.get("share") + "; nearest liquidation: "
                + distance(summary.get("min_liquidation_distance")) + "; liquidations: " + summary.get("liquidations"));
        lines.add(String.format(
                Locale.ROOT,
                "   RPC requests at most %s an idle cycle, %s a hedging one; idle cycle %.1f ms, bare call %.1f ms; %s MB",
                summary.get("rpc_requests_per_idle_cycle"),
                summary.get("rpc_requests_per_hedge_cycle"),
                number(summary, "idle_cycle_ms_p50"),
                number(summary, "bare_call_ms_p50"),
                summary.get("rss_mb")));
        return lines;
    }

    private static String distance(@Nullable Object value) {
        return value instanceof Number part
                ? String.format(Locale.ROOT, "%.1f %% away", 100 * part.doubleValue())
                : "at no price";
    }

    private static double number(Map<String, Object> summary, String key) {
        return summary.get(key) instanceof Number value ? value.doubleValue() : 0;
    }
}
