package io.evenkeel.keeper.backtest.report;

import io.evenkeel.backtest.Attribution;
import io.evenkeel.backtest.BacktestResult;
import io.evenkeel.backtest.BacktestSeries;
import io.evenkeel.backtest.BacktestSummary;
import io.evenkeel.keeper.backtest.series.Gap;
import io.evenkeel.keeper.backtest.series.Quality;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Results of a run that never was: what the page makes of them is all that matters. */
final class ExampleResults {
    static final Attribution ATTRIBUTION =
            new Attribution(120.5, 0, -5_310.25, 0, 0, 14.75, 812, -35.5, 6_020, -410, -155.25, -220, -12.5, 0);
    private static final int POINTS = 1_500;

    private ExampleResults() {}

    static ReportContent content(String title, String configuration) {
        BacktestSummary summary = new BacktestSummary(
                "step-aware band",
                525_600,
                31_535_940,
                412,
                785.25,
                12.5,
                12.4,
                -31.5,
                0.0123,
                0.187,
                0,
                ATTRIBUTION.total(),
                -48_000.5,
                ATTRIBUTION,
                1.5e-9);
        Quality quality = new Quality(
                "prices",
                "prices.csv.gz",
                525_600,
                Instant.parse("2021-04-20T20:41:00Z"),
                Instant.parse("2022-04-20T20:40:00Z"),
                List.of(new Gap(6_201, Instant.parse("2021-04-25T04:01:00Z"), 284)),
                1,
                284,
                0,
                0.093,
                Instant.parse("2021-05-19T13:00:00Z"));
        return new ReportContent(
                title,
                "ETH",
                "USDC",
                60,
                new BacktestResult(summary, series(), new double[0], new double[0], new double[0], new double[0]),
                List.of("perp", "loan"),
                List.of(quality),
                List.of("Funding is charged over the interval after the one it was settled for."),
                configuration);
    }

    private static BacktestSeries series() {
        SplittableRandom random = new SplittableRandom(7);
        long[] times = new long[POINTS];
        double[][] columns = new double[9][POINTS];
        double[][] attribution = new double[AttributionTerm.values().length][POINTS];
        double price = 2_300;
        for (int point = 0; point < POINTS; point++) {
            times[point] = 1_618_951_260L + point * 21_024L;
            price *= Math.exp(0.02 * (random.nextDouble() + random.nextDouble() - 1));
            double delta = 8 * (random.nextDouble() - 0.5);
            columns[0][point] = price;
            columns[1][point] = 1_000_000 + 5 * point + 400 * random.nextDouble();
            columns[2][point] = 1_000_000 + 200 * (price - 2_300);
            columns[3][point] = 200 + (2_300 - price) / 20;
            columns[4][point] = delta;
            columns[5][point] = -5;
            columns[6][point] = 5;
            columns[7][point] = delta - columns[3][point];
            columns[8][point] = point < 20 ? Double.POSITIVE_INFINITY : 0.3 + 0.1 * random.nextDouble();
            for (AttributionTerm term : AttributionTerm.values()) {
                attribution[term.ordinal()][point] = term.of(ATTRIBUTION) * (point + 1) / POINTS;
            }
        }
        int trades = 412;
        long[] tradeTimes = new long[trades];
        double[] tradeBase = new double[trades];
        double[] tradePrice = new double[trades];
        int[] tradeVenue = new int[trades];
        for (int trade = 0; trade < trades; trade++) {
            int point = trade * POINTS / trades;
            tradeTimes[trade] = times[point];
            tradeBase[trade] = 20 * (random.nextDouble() - 0.5);
            tradePrice[trade] = columns[0][point];
            tradeVenue[trade] = random.nextInt(2);
        }
        return new BacktestSeries(
                times,
                columns[0],
                columns[1],
                columns[2],
                columns[3],
                columns[4],
                columns[5],
                columns[6],
                columns[7],
                columns[8],
                attribution,
                tradeTimes,
                tradeBase,
                tradePrice,
                tradeVenue);
    }
}
