package io.evenkeel.keeper.evidence;

import io.evenkeel.backtest.BacktestInput;
import io.evenkeel.evidence.Experiment;
import io.evenkeel.evidence.crash.CrashWeek;
import io.evenkeel.evidence.crash.CrashWeeks;
import io.evenkeel.keeper.adapter.fastcsv.CsvTableFile;
import io.evenkeel.keeper.backtest.series.AsOf;
import io.evenkeel.keeper.backtest.series.ColumnSource;
import io.evenkeel.keeper.backtest.series.ColumnSource.Kind;
import io.evenkeel.keeper.backtest.series.Faults;
import io.evenkeel.keeper.backtest.series.GapPolicy;
import io.evenkeel.keeper.backtest.series.Series;
import io.evenkeel.keeper.backtest.series.SeriesReader;
import io.evenkeel.keeper.backtest.series.SeriesSource;
import io.evenkeel.keeper.backtest.series.SeriesSource.Period;
import io.evenkeel.keeper.backtest.series.SeriesSource.StampedAt;
import io.evenkeel.keeper.backtest.series.SeriesSource.TimeFormat;
import io.evenkeel.keeper.backtest.series.TableFile;
import io.evenkeel.units.Bps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Five weeks in which ETH fell hard, in the finest bars at hand. They were chosen by the events and before anything was
 * run on them: the week of each, from its Monday (in 2024 from the Friday before the Monday of the crash), and the week
 * before it as run-up. Where no funding of ETH is known it is that of BTC, which moves with it.
 */
final class CrashHistories {
    private static final Duration RUN_UP = Duration.ofDays(7);
    private static final Duration COUNTED = Duration.ofDays(7);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final double YEAR_SECONDS = 365 * 86_400.0;
    private static final Bps LARGEST_JUMP = new Bps(9_000);

    private record Funding(String file, String column, Duration interval) {}

    private static final Funding BYBIT_BTC =
            new Funding("btc_bybit_spot_perp_funding_8h", "funding_rate_8h", Duration.ofHours(8));
    private static final Funding BINANCE_ETH =
            new Funding("ethusdt_binance_funding_8h_2021-06_2026-02", "funding_rate_8h", Duration.ofHours(8));
    private static final Funding HYPERLIQUID_ETH =
            new Funding("ethusd_hyperliquid_funding_1h_2023-06_2025-07", "funding_rate_1h", HOUR);

    /** @param perp file of the perpetual's bars; the same as the spot's where only one of the two is known */
    private record Week(String firstDay, String spot, String perp, Duration width, Funding funding) {}

    private static final List<Week> WEEKS = List.of(
            new Week(
                    "2020-03-09",
                    "ethusdt_binance_spot_1h_2017-08_2026-02",
                    "ethusdt_binance_perp_1h_2020-01_2026-02",
                    HOUR,
                    BYBIT_BTC),
            new Week(
                    "2021-05-17",
                    "ethusdt_binance_spot_5m_2020-12-01_2021-07-17",
                    "ethusdt_binance_spot_5m_2020-12-01_2021-07-17",
                    FIVE_MINUTES,
                    BYBIT_BTC),
            new Week(
                    "2022-06-13",
                    "ethusdt_binance_perp_5m_2022-06-01_2022-11-24",
                    "ethusdt_binance_perp_5m_2022-06-01_2022-11-24",
                    FIVE_MINUTES,
                    BINANCE_ETH),
            new Week(
                    "2022-11-07",
                    "ethusdt_binance_spot_5m_2022-10-01_2023-01-02",
                    "ethusdt_binance_perp_5m_2022-06-01_2022-11-24",
                    FIVE_MINUTES,
                    BINANCE_ETH),
            new Week(
                    "2024-08-02",
                    "ethusdt_binance_spot_5m_2024-01-01_2024-09-06",
                    "ethusdt_binance_spot_5m_2024-01-01_2024-09-06",
                    FIVE_MINUTES,
                    HYPERLIQUID_ETH));

    private final Path folder;
    private final TableFile table;

    CrashHistories(Path folder, TableFile table) {
        this.folder = folder;
        this.table = table;
    }

    /** Empty where no week's files are there. */
    static Optional<Experiment> experiment(Path folder) {
        List<CrashWeek> weeks = new CrashHistories(folder, new CsvTableFile()).weeks();
        return weeks.isEmpty() ? Optional.empty() : Optional.of(new CrashWeeks(weeks));
    }

    /** Those whose files are all there and sound. */
    List<CrashWeek> weeks() {
        List<CrashWeek> found = new ArrayList<>();
        for (Week week : WEEKS) {
            read(week).ifPresent(found::add);
        }
        return found;
    }

    private Optional<CrashWeek> read(Week week) {
        Instant from = Instant.parse(week.firstDay + "T00:00:00Z");
        Period period = new Period(from.minus(RUN_UP), from.plus(COUNTED));
        Optional<Series> spot = bars(week.spot, week.width, period);
        Optional<Series> perp = week.perp.equals(week.spot) ? spot : bars(week.perp, week.width, period);
        Optional<Series> funding = funding(week.funding, period);
        if (spot.isEmpty() || perp.isEmpty() || funding.isEmpty()) {
            return Optional.empty();
        }
        long[] times = spot.get().knownAt();
        double perYear = YEAR_SECONDS / week.funding.interval.toSeconds();
        double[] rates = AsOf.join(times, funding.get(), 0);
        for (int i = 0; i < rates.length; i++) {
            rates[i] *= perYear;
        }
        double[][] columns = spot.get().columns();
        BacktestInput input = BacktestInput.of(times, columns[0], week.width.toSeconds())
                .withExtremes(columns[1], columns[2])
                .withPerp(AsOf.join(times, perp.get(), 0))
                .withFunding(rates);
        return Optional.of(new CrashWeek(week.firstDay, input, from.getEpochSecond(), week.width.equals(HOUR) ? 0 : 1));
    }

    private Optional<Series> bars(String file, Duration width, Period period) {
        return series(
                file,
                List.of(
                        ColumnSource.price("close", "close", LARGEST_JUMP),
                        ColumnSource.extreme("high", "high", Kind.HIGH),
                        ColumnSource.extreme("low", "low", Kind.LOW)),
                Optional.of(width),
                StampedAt.OPEN,
                period,
                Duration.ZERO);
    }

    private Optional<Series> funding(Funding funding, Period period) {
        return series(
                funding.file,
                List.of(ColumnSource.rate("funding", funding.column, new Bps(500))),
                Optional.empty(),
                StampedAt.CLOSE,
                period,
                Duration.ofDays(2));
    }

    private Optional<Series> series(
            String name,
            List<ColumnSource> columns,
            Optional<Duration> width,
            StampedAt stampedAt,
            Period period,
            Duration lookBack) {
        Path file = folder.resolve(name + ".csv.gz");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return SeriesReader.read(
                new SeriesSource(
                        name,
                        file,
                        "ts",
                        TimeFormat.EPOCH_SECONDS,
                        columns,
                        Optional.empty(),
                        width,
                        stampedAt,
                        new GapPolicy.Skip(),
                        period,
                        lookBack),
                table,
                new Faults());
    }
}
