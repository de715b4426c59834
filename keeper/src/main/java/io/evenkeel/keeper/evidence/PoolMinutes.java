package io.evenkeel.keeper.evidence;

import io.evenkeel.evidence.Experiment;
import io.evenkeel.evidence.lp.RecordedRanges;
import io.evenkeel.keeper.adapter.fastcsv.CsvTableFile;
import io.evenkeel.keeper.backtest.series.ColumnSource;
import io.evenkeel.keeper.backtest.series.Faults;
import io.evenkeel.keeper.backtest.series.GapPolicy;
import io.evenkeel.keeper.backtest.series.Series;
import io.evenkeel.keeper.backtest.series.SeriesReader;
import io.evenkeel.keeper.backtest.series.SeriesSource;
import io.evenkeel.units.Bps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Minutes of a Uniswap v3 pool to be scored on, and of an exchange in another year to be tuned on. */
final class PoolMinutes {
    private static final String POOL = "univ3_polygon_usdc_weth_005_minute.csv.gz";
    private static final String EXCHANGE = "ethusdt_binance_spot_1m_2021-04-20_2021-05-20.csv.gz";
    /** The longest stretch of the pool's file without a gap of days. */
    private static final SeriesSource.Period FIVE_WEEKS =
            new SeriesSource.Period(Instant.parse("2022-07-19T00:00:00Z"), Instant.parse("2022-08-23T00:00:00Z"));

    private static final Bps LARGEST_JUMP = new Bps(2_500);

    private PoolMinutes() {}

    /** Empty when a file is missing or damaged. */
    static Optional<Experiment> experiment(Path folder) {
        Path pool = folder.resolve(POOL);
        Path exchange = folder.resolve(EXCHANGE);
        if (!Files.isRegularFile(pool) || !Files.isRegularFile(exchange)) {
            return Optional.empty();
        }
        return prices(exchange, "close", SeriesSource.Period.ALL)
                .flatMap(tuning -> prices(pool, "price_usdc_per_weth", FIVE_WEEKS)
                        .map(scored -> new RecordedRanges(tuning, scored)));
    }

    /** A minute that is missing is passed over: the move across it is one step. */
    private static Optional<double[]> prices(Path file, String header, SeriesSource.Period period) {
        SeriesSource source = new SeriesSource(
                "prices",
                file,
                "ts",
                SeriesSource.TimeFormat.EPOCH_SECONDS,
                List.of(ColumnSource.price("price", header, LARGEST_JUMP)),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(1)),
                SeriesSource.StampedAt.OPEN,
                new GapPolicy.Skip(),
                period,
                Duration.ZERO);
        return SeriesReader.read(source, new CsvTableFile(), new Faults())
                .map(Series::columns)
                .map(columns -> columns[0]);
    }
}
