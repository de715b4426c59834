package io.evenkeel.keeper.backtest;

import io.evenkeel.backtest.BacktestInput;
import io.evenkeel.keeper.backtest.series.AsOf;
import io.evenkeel.keeper.backtest.series.Faults;
import io.evenkeel.keeper.backtest.series.GapPolicy;
import io.evenkeel.keeper.backtest.series.Quality;
import io.evenkeel.keeper.backtest.series.Series;
import io.evenkeel.keeper.backtest.series.SeriesReader;
import io.evenkeel.keeper.backtest.series.SeriesSource;
import io.evenkeel.keeper.backtest.series.TableFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files a configuration names, joined bar by bar.
 *
 * @param quality of each file
 * @param notes what was assumed, one sentence each
 */
public record History(BacktestInput input, List<Quality> quality, List<String> notes) {
    private static final double SECONDS_PER_YEAR = 365 * 86_400.0;
    private static final int FEWEST_BARS = 2;

    public History {
        quality = List.copyOf(quality);
        notes = List.copyOf(notes);
    }

    /** How loading ended. */
    public sealed interface Outcome {
        record Loaded(History history) implements Outcome {}

        /** Every fault of every file. */
        record Faulty(Faults faults) implements Outcome {}
    }

    /** Reads every file, also after one was found wrong: all faults are told at once. */
    public static Outcome load(DataConfig data, TableFile table) {
        Faults faults = new Faults();
        Loading loading = new Loading(data, table, faults);
        return faults.none() ? new Outcome.Loaded(loading.joined()) : new Outcome.Faulty(faults);
    }

    private static final class Loading {
        private final DataConfig data;
        private final Faults faults;
        private final Optional<Series> prices;
        private final Optional<Series> perp;
        private final Optional<Series> funding;
        private final Optional<Series> borrow;
        private final Optional<Series> gas;
        private final Optional<Series> volatility;
        private final List<Quality> quality = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Loading(DataConfig data, TableFile table, Faults faults) {
            this.data = data;
            this.faults = faults;
            prices = SeriesReader.read(data.prices(), table, faults);
            prices.filter(series -> series.rows() < FEWEST_BARS)
                    .ifPresent(series -> faults.add(
                            series.quality().fileName(), 0, "empty", "has one bar in the period; two are needed"));
            perp = data.perp().flatMap(source -> read(source, table));
            funding = data.funding().flatMap(source -> read(source, table));
            borrow = data.borrow().flatMap(source -> read(source, table));
            gas = data.gas().flatMap(source -> read(source, table));
            volatility = data.volatility().flatMap(source -> read(source, table));
        }

        private Optional<Series> read(SeriesSource source, TableFile table) {
            SeriesSource needed = prices.map(Series::quality)
                    .map(spot ->
                            source.between(spot.firstKnown(), spot.lastKnown().plusSeconds(1)))
                    .orElse(source);
            Optional<Series> series = SeriesReader.read(needed, table, faults);
            if (series.isPresent() && prices.isPresent()) {
                covers(source, series.get(), prices.get().knownAt());
            }
            return series;
        }

        private void covers(SeriesSource source, Series series, long[] times) {
            String file = series.quality().fileName();
            if (series.knownAt()[0] > times[0]) {
                faults.add(
                        file,
                        0,
                        "begins too late",
                        "tells nothing before " + series.quality().firstKnown() + "; prices begin at "
                                + Instant.ofEpochSecond(times[0]) + ": set data.from later or name another file");
                return;
            }
            long oldest = AsOf.oldestUsedSeconds(times, series);
            long width = source.width().map(Duration::toSeconds).orElse(0L);
            if (width > 0 && oldest > width && !(source.gaps() instanceof GapPolicy.Skip)) {
                if (times[times.length - 1] - series.knownAt()[series.rows() - 1] > width) {
                    faults.add(
                            file,
                            0,
                            "ends too early",
                            "tells nothing after " + series.quality().lastKnown() + "; prices end at "
                                    + Instant.ofEpochSecond(times[times.length - 1])
                                    + ": set data.until earlier or name another file");
                }
            }
            if (oldest > Math.max(width, 1)) {
                notes.add("The oldest value of " + source.name() + " in use had been known for "
                        + Duration.ofSeconds(oldest).toHours() + " hours.");
            }
        }

        History joined() {
            Series spot = prices.orElseThrow();
            long[] times = spot.knownAt();
            BacktestInput input =
                    BacktestInput.of(times, spot.columns()[0], data.barWidth().toSeconds());
            quality.add(spot.quality());
            if (spot.columns().length > 1) {
                input = input.withExtremes(spot.columns()[1], spot.columns()[2]);
            } else {
                notes.add("No highs and lows: a liquidation between two closes goes unseen.");
            }
            if (perp.isPresent()) {
                input = input.withPerp(join(perp.get(), times));
            } else {
                notes.add("The perpetual is taken to trade at spot: no basis.");
            }
            input = funding(input, times);
            if (borrow.isPresent()) {
                input = input.withBorrow(mean(borrow.get(), times, 1));
            }
            if (gas.isPresent()) {
                input = input.withGasPrice(join(gas.get(), times));
            }
            if (volatility.isPresent()) {
                double[] values = join(volatility.get(), times);
                input = input.withVolatility(data.volatilityInPercent() ? scaled(values, 0.01) : values);
            }
            return new History(input, quality, notes);
        }

        private BacktestInput funding(BacktestInput input, long[] times) {
            if (funding.isEmpty()) {
                notes.add("No funding is paid or received.");
                return input;
            }
            double perYear = data.fundingInterval()
                    .map(interval -> SECONDS_PER_YEAR / interval.toSeconds())
                    .orElse(1.0);
            notes.add("A funding rate is charged from when it was settled until the next: nothing is known before its"
                    + " time, and what is paid comes one interval late.");
            return input.withFunding(mean(funding.get(), times, perYear));
        }

        private double[] join(Series series, long[] times) {
            quality.add(series.quality());
            return AsOf.join(times, series, 0);
        }

        private double[] mean(Series series, long[] times, double factor) {
            quality.add(series.quality());
            return scaled(AsOf.mean(times, series, 0), factor);
        }

        private static double[] scaled(double[] values, double factor) {
            for (int index = 0; index < values.length; index++) {
                values[index] *= factor;
            }
            return values;
        }
    }
}
