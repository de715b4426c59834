package io.evenkeel.keeper.backtest.report;

import io.evenkeel.backtest.Attribution;
import io.evenkeel.backtest.BacktestResult;
import io.evenkeel.backtest.BacktestSeries;
import io.evenkeel.backtest.BacktestSummary;
import io.evenkeel.keeper.backtest.series.Gap;
import io.evenkeel.keeper.backtest.series.Quality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as plain collections, ready to be written as JSON. What is not finite becomes null: JSON has no word for it. */
public final class Figures {
    private Figures() {}

    /**
     * The run on one line.
     *
     * @param runSeconds how long it took
     */
    public static Map<String, @Nullable Object> summaryLine(BacktestResult result, double runSeconds) {
        BacktestSummary summary = result.summary();
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("rule", summary.rule());
        line.put("bars", summary.bars());
        line.put("seconds", Math.round(runSeconds * 1000) / 1000.0);
        line.put("trades", summary.trades());
        line.put("cost", finite(summary.cost()));
        line.put("rms", finite(summary.rms()));
        line.put("std", finite(summary.std()));
        line.put("cvar5", finite(summary.cvar5()));
        line.put("residual_variance_ratio", finite(summary.residualVarianceRatio()));
        line.put("min_liquidation_distance", finite(summary.minLiquidationDistance()));
        line.put("liquidations", summary.liquidations());
        line.put("attribution", attribution(summary.attribution()));
        line.put("attribution_gap", finite(summary.attributionGap()));
        line.put("history_seconds", summary.historySeconds());
        line.put("final_hedged", finite(summary.finalHedged()));
        line.put("final_unhedged", finite(summary.finalUnhedged()));
        line.put("far_outside_band", finite(FarOutside.part(result.series())));
        return line;
    }

    /** Every figure of the report. */
    public static Map<String, @Nullable Object> all(ReportContent content) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("format", "evenkeel-backtest-1");
        all.put("title", content.title());
        all.put("base", content.base());
        all.put("quote", content.quote());
        all.put("bar_seconds", content.barSeconds());
        Map<String, @Nullable Object> figures = summaryLine(content.result(), 0);
        figures.remove("seconds");
        all.put("summary", figures);
        all.put("terms", terms());
        all.put("series", series(content.result().series()));
        all.put("trades", trades(content.result().series(), content.venues()));
        all.put("data", content.quality().stream().map(Figures::quality).toList());
        all.put("notes", content.notes());
        all.put("configuration", content.configuration());
        return all;
    }

    private static Map<String, @Nullable Object> attribution(Attribution attribution) {
        Map<String, @Nullable Object> terms = new LinkedHashMap<>();
        for (AttributionTerm term : AttributionTerm.values()) {
            terms.put(term.key(), finite(term.of(attribution)));
        }
        terms.put("total", finite(attribution.total()));
        return terms;
    }

    private static List<Map<String, String>> terms() {
        List<Map<String, String>> terms = new ArrayList<>();
        for (AttributionTerm term : AttributionTerm.values()) {
            terms.add(Map.of("key", term.key(), "label", term.label(), "meaning", term.meaning()));
        }
        return terms;
    }

    private static Map<String, Object> series(BacktestSeries series) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("epoch_seconds", series.epochSeconds());
        columns.put("price", column(series.price()));
        columns.put("value_hedged", column(series.valueHedged()));
        columns.put("value_unhedged", column(series.valueUnhedged()));
        columns.put("delta_unhedged", column(series.deltaUnhedged()));
        columns.put("delta", column(series.delta()));
        columns.put("band_low", column(series.bandLow()));
        columns.put("band_high", column(series.bandHigh()));
        columns.put("hedge", column(series.hedge()));
        columns.put("liquidation_distance", column(series.liquidationDistance()));
        List<List<@Nullable Double>> attribution = new ArrayList<>();
        for (double[] term : series.attribution()) {
            attribution.add(column(term));
        }
        columns.put("attribution", attribution);
        return columns;
    }

    private static Map<String, Object> trades(BacktestSeries series, List<String> venues) {
        List<String> venueOfTrade = new ArrayList<>();
        for (int venue : series.tradeVenue()) {
            venueOfTrade.add(venues.get(venue));
        }
        Map<String, Object> trades = new LinkedHashMap<>();
        trades.put("epoch_seconds", series.tradeEpochSeconds());
        trades.put("base", column(series.tradeBase()));
        trades.put("price", column(series.tradePrice()));
        trades.put("venue", venueOfTrade);
        return trades;
    }

    private static Map<String, @Nullable Object> quality(Quality quality) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("series", quality.name());
        figures.put("file", quality.fileName());
        figures.put("rows", quality.rowsRead());
        figures.put("first_known", quality.firstKnown().toString());
        figures.put("last_known", quality.lastKnown().toString());
        figures.put("gaps", quality.gapCount());
        figures.put("bars_missing", quality.barsMissing());
        figures.put("bars_filled", quality.barsFilled());
        figures.put("largest_jump", finite(quality.largestJump()));
        figures.put("gaps_listed", quality.gaps().stream().map(Figures::gap).toList());
        return figures;
    }

    private static Map<String, Object> gap(Gap gap) {
        return Map.of("line", gap.line(), "first_missing", gap.firstMissing().toString(), "bars", gap.bars());
    }

    private static List<@Nullable Double> column(double[] values) {
        List<@Nullable Double> column = new ArrayList<>(values.length);
        for (double value : values) {
            column.add(finite(value));
        }
        return column;
    }

    private static @Nullable Double finite(double value) {
        // a sum of nothing that was paid is minus zero
        return Double.isFinite(value) ? value + 0.0 : null;
    }
}
