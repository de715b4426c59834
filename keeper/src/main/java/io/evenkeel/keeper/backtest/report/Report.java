package io.evenkeel.keeper.backtest.report;

import io.evenkeel.backtest.Attribution;
import io.evenkeel.backtest.BacktestSeries;
import io.evenkeel.backtest.BacktestSummary;
import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.keeper.backtest.series.Gap;
import io.evenkeel.keeper.backtest.series.Quality;
import java.util.Locale;

/**
 * The page: one file that shows itself without a network, in light and dark, on paper and on a telephone. Words and
 * tables are in the page; charts are drawn from the figures in it.
 */
public final class Report {
    private static final int MOST_TRADES_IN_TABLE = 500;
    private static final int MOST_GAPS_IN_TABLE = 20;
    /** Below it, it is the way back into the band. */
    private static final double FAR_IS_WORTH_A_WORD = 0.1;

    private final ReportContent content;
    private final BacktestSummary summary;
    private final BacktestSeries series;
    private final StringBuilder page = new StringBuilder(1 << 20);

    private Report(ReportContent content) {
        this.content = content;
        this.summary = content.result().summary();
        this.series = content.result().series();
    }

    public static String html(ReportContent content) {
        Report report = new Report(content);
        report.write();
        return report.page.toString();
    }

    private void write() {
        String library = PageResources.chartScript();
        String script = PageResources.script();
        add("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        add("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; ");
        add("script-src ", Html.policyHash(library), " ", Html.policyHash(script), "\">\n");
        add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        text(content.title());
        add(" – Evenkeel back-test</title>\n<style>");
        add(PageResources.chartStyle(), PageResources.style(), "</style>\n</head>\n<body>\n<main>\n");
        head();
        tiles();
        charts();
        attribution();
        quality();
        trades();
        configuration();
        add("</main>\n<script type=\"application/json\" id=\"figures\">");
        add(Html.json(Documents.line(Figures.all(content))), "</script>\n");
        add(
                "<!-- The charts are drawn by uPlot.\n",
                PageResources.chartLicence().replace("--", "- -"),
                "\n-->\n");
        add("<script>", library, "</script>\n<script>", script, "</script>\n</body>\n</html>\n");
    }

    private void head() {
        add("<header><div><h1>");
        text(content.title());
        add("</h1><p class=\"quiet\">");
        text(summary.rule() + " · " + String.format(Locale.ROOT, "%,d", summary.bars()) + " bars of "
                + Shown.width(content.barSeconds()) + " · " + Shown.instant(first()) + " to " + Shown.instant(last())
                + " (" + Shown.span(summary.historySeconds()) + ")");
        add("</p></div><button id=\"theme\" type=\"button\">light / dark</button></header>\n<p class=\"verdict\">");
        text(verdict());
        add("</p>\n");
        double far = FarOutside.part(series);
        if (far > FAR_IS_WORTH_A_WORD) {
            add("<p class=\"warning\">");
            text("At " + Shown.percent(far)
                    + " of the points below, the net delta was more than twice as far out as its"
                    + " band reaches: the rule asked for trades that the venues had no room for, or the vault no idle "
                    + content.quote() + ".");
            add("</p>\n");
        }
    }

    private String verdict() {
        double removed = 1 - summary.residualVarianceRatio();
        String variance = Double.isFinite(removed) && removed >= 0
                ? "The hedge removed " + Shown.percent(removed) + " of the variance"
                : "The hedge removed none of the variance";
        return variance + " and cost " + money(summary.cost()) + " in fees, impact and gas. Hedged, the vault made "
                + signedMoney(summary.finalHedged()) + "; without any hedge it would have made "
                + signedMoney(summary.finalUnhedged()) + ". "
                + switch (summary.liquidations()) {
                    case 0 -> "Nothing was liquidated.";
                    case 1 -> "One position was liquidated.";
                    default -> summary.liquidations() + " positions were liquidated.";
                };
    }

    private void tiles() {
        add("<dl class=\"tiles\">\n");
        tile("residual variance, of unhedged", Shown.percent(summary.residualVarianceRatio()), "");
        tile("cost", Shown.number(summary.cost()), content.quote());
        tile("trades", String.format(Locale.ROOT, "%,d", summary.trades()), "legs");
        tile("RMS of a bar", Shown.number(summary.rms()), content.quote());
        tile("standard deviation of a bar", Shown.number(summary.std()), content.quote());
        tile("mean of the worst twentieth", Shown.number(summary.cvar5()), content.quote());
        tile("nearest liquidation", Shown.percent(summary.minLiquidationDistance()), "of the price");
        tile("liquidations", Integer.toString(summary.liquidations()), "");
        add("</dl>\n");
    }

    private void tile(String name, String figure, String unit) {
        add("<div class=\"tile\"><dt>");
        text(name);
        add("</dt><dd>");
        text(figure);
        add(" <span class=\"unit\">");
        text(unit);
        add("</span></dd></div>\n");
    }

    private void charts() {
        add("<div class=\"bar-of-buttons\"><button id=\"whole\" type=\"button\">whole history</button>");
        add("<span class=\"quiet\" id=\"span\"></span></div>\n");
        chart(
                "value",
                "Value",
                "The whole vault, hedged and unhedged. Drag over any chart, or pinch, to zoom them all; "
                        + "double-click for the whole.");
        chart(
                "delta",
                "Delta against the band",
                "Net delta where it was furthest from its target within each point, and "
                        + "the band then in force. A click on a name shows or hides its line.");
        chart("trades", "Trades", "Where base was bought and sold. " + tradesShown());
        chart("liquidation", "Distance to liquidation", "The nearest of all venues, as a part of the price.");
        chart("funding", "Funding and costs, so far", "Sums since the start; what is received is above zero.");
        chart("attribution", "Profit and loss by cause, so far", "Sums since the start. The table below has the ends.");
    }

    private void chart(String id, String name, String words) {
        add("<section><h2>");
        text(name);
        add("</h2><p class=\"quiet\">");
        text(words);
        add("</p><div class=\"chart\" id=\"", id, "\"></div></section>\n");
    }

    private String tradesShown() {
        int listed = series.tradeEpochSeconds().length;
        return listed < summary.trades() ? "The first " + listed + " of " + summary.trades() + " legs are drawn." : "";
    }

    private void attribution() {
        Attribution attribution = summary.attribution();
        double largest = 0;
        for (AttributionTerm term : AttributionTerm.values()) {
            largest = Math.max(largest, Math.abs(term.of(attribution)));
        }
        add("<section><h2>Profit and loss by cause</h2><p class=\"quiet\">");
        text("The terms add up to the total to within " + money(summary.attributionGap()) + ".");
        add("</p><div class=\"scroll\"><table><thead><tr><th>term</th><th class=\"number\">");
        text(content.quote());
        add("</th><th></th><th class=\"explained\">what it is</th></tr></thead><tbody>\n");
        for (AttributionTerm term : AttributionTerm.values()) {
            double amount = term.of(attribution);
            add("<tr><td>");
            text(term.label());
            add("</td><td class=\"number\">", Shown.number(amount), "</td><td class=\"bar\">");
            bar(amount, largest);
            add("</td><td class=\"quiet explained\">");
            text(term.meaning());
            add("</td></tr>\n");
        }
        add("<tr class=\"total\"><td>total</td><td class=\"number\">", Shown.number(attribution.total()));
        add("</td><td></td><td class=\"quiet explained\">hedged profit and loss of the whole history</td></tr>\n");
        add("</tbody></table></div></section>\n");
    }

    /** Grows from the middle: gains to the right, losses to the left. */
    private void bar(double amount, double largest) {
        double width = largest > 0 ? 50 * Math.abs(amount) / largest : 0;
        double left = amount < 0 ? 50 - width : 50;
        add("<div class=\"track\"><i", amount < 0 ? " class=\"loss\"" : "", " style=\"left:");
        add(String.format(Locale.ROOT, "%.3f%%;width:%.3f%%", left, width));
        add("\"></i><b style=\"left:50%\"></b></div>");
    }

    private void quality() {
        add("<section><h2>The data</h2><div class=\"scroll\"><table><thead><tr><th>series</th><th>file</th>");
        add("<th class=\"number\">rows</th><th>known from</th><th>until</th><th class=\"number\">gaps</th>");
        add("<th class=\"number\">bars missing</th><th class=\"number\">filled</th>");
        add("<th class=\"number\">largest jump</th></tr></thead><tbody>\n");
        for (Quality each : content.quality()) {
            add("<tr><td>");
            text(each.name());
            add("</td><td>");
            text(each.fileName());
            add("</td>");
            number(each.rowsRead());
            add("<td class=\"date\">", Shown.instant(each.firstKnown()), "</td><td class=\"date\">");
            add(Shown.instant(each.lastKnown()), "</td>");
            number(each.gapCount());
            number(each.barsMissing());
            number(each.barsFilled());
            add("<td class=\"number\">", each.largestJump() > 0 ? Shown.percent(each.largestJump()) : "–");
            add("</td></tr>\n");
        }
        add("</tbody></table></div>\n");
        content.quality().forEach(this::gaps);
        if (!content.notes().isEmpty()) {
            add("<h2>What was assumed</h2><ul>\n");
            for (String note : content.notes()) {
                add("<li>");
                text(note);
                add("</li>\n");
            }
            add("</ul>\n");
        }
        add("</section>\n");
    }

    private void gaps(Quality quality) {
        if (quality.gaps().isEmpty()) {
            return;
        }
        add("<details><summary>");
        text("Gaps in " + quality.name() + ": " + quality.gapCount());
        add("</summary><ul>\n");
        for (Gap gap : quality.gaps()
                .subList(0, Math.min(MOST_GAPS_IN_TABLE, quality.gaps().size()))) {
            add("<li>");
            text(gap.bars() + (gap.bars() == 1 ? " bar" : " bars") + " from " + Shown.instant(gap.firstMissing())
                    + ", before line " + gap.line());
            add("</li>\n");
        }
        int more =
                quality.gapCount() - Math.min(MOST_GAPS_IN_TABLE, quality.gaps().size());
        if (more > 0) {
            add("<li>and ", Integer.toString(more), " more</li>\n");
        }
        add("</ul></details>\n");
    }

    private void number(long count) {
        add("<td class=\"number\">", String.format(Locale.ROOT, "%,d", count), "</td>");
    }

    private void trades() {
        int listed = Math.min(MOST_TRADES_IN_TABLE, series.tradeEpochSeconds().length);
        add("<section><details><summary>");
        text("Trades: the first " + listed + " of " + summary.trades() + " legs");
        add("</summary><div class=\"scroll\"><table><thead><tr><th>when</th><th>venue</th><th class=\"number\">");
        text(content.base());
        add("</th><th class=\"number\">price</th></tr></thead><tbody>\n");
        for (int trade = 0; trade < listed; trade++) {
            add("<tr><td>", Shown.instant(series.tradeEpochSeconds()[trade]), "</td><td>");
            text(content.venues().get(series.tradeVenue()[trade]));
            add("</td><td class=\"number\">", Shown.number(series.tradeBase()[trade]), "</td><td class=\"number\">");
            add(Shown.number(series.tradePrice()[trade]), "</td></tr>\n");
        }
        add("</tbody></table></div></details></section>\n");
    }

    private void configuration() {
        add("<section><details><summary>Configuration</summary><pre>");
        text(content.configuration());
        add("</pre></details></section>\n");
    }

    private String money(double amount) {
        return Shown.number(amount) + " " + content.quote();
    }

    private String signedMoney(double amount) {
        return (amount > 0 ? "+" : "") + money(amount);
    }

    private long first() {
        return last() - summary.historySeconds();
    }

    private long last() {
        return series.epochSeconds()[series.points() - 1];
    }

    private void text(String any) {
        add(Html.text(any));
    }

    private void add(String... parts) {
        for (String part : parts) {
            page.append(part);
        }
    }
}
