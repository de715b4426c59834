package io.evenkeel.keeper.backtest;

import io.evenkeel.keeper.backtest.series.ColumnSource;
import io.evenkeel.keeper.backtest.series.ColumnSource.Kind;
import io.evenkeel.keeper.backtest.series.GapPolicy;
import io.evenkeel.keeper.backtest.series.SeriesSource;
import io.evenkeel.keeper.backtest.series.SeriesSource.Only;
import io.evenkeel.keeper.backtest.series.SeriesSource.Period;
import io.evenkeel.keeper.backtest.series.SeriesSource.StampedAt;
import io.evenkeel.keeper.backtest.series.SeriesSource.TimeFormat;
import io.evenkeel.keeper.config.ConfigSection;
import io.evenkeel.units.Bps;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The group {@code data}: which files, which columns, and what may be wrong with them. */
final class DataSection {
    private static final String PRICES = "prices";
    private static final Duration NARROWEST = Duration.ofSeconds(1);
    private static final Duration WIDEST = Duration.ofDays(31);
    private static final int MOST_FILLED = 10_000;
    /** What may be missing, or comes when it comes, was last known within this time before the period begins. */
    private static final Duration LOOK_BACK = Duration.ofDays(31);
    /** What comes at every width is known two widths after it was stamped at the latest. */
    private static final int WIDTHS_BACK = 2;

    private static final Bps HIGHEST_RATE = new Bps(100_000);

    private final ConfigSection keys;
    private final Path folder;
    private final Period period;

    private DataSection(ConfigSection keys, Path folder) {
        this.keys = keys;
        this.folder = folder;
        Instant from = keys.optionalInstant("from").orElse(Instant.MIN);
        Instant until = keys.optionalInstant("until").orElse(Instant.MAX);
        if (!from.isBefore(until)) {
            keys.problem("until", "is " + until + ", not after from, " + from);
        }
        this.period = new Period(from, until);
    }

    /** @param folder that files are relative to */
    static DataConfig read(ConfigSection keys, Path folder) {
        return new DataSection(keys, folder).read();
    }

    private DataConfig read() {
        ConfigSection prices = keys.section("prices");
        Bps largestJump = jump(prices);
        List<ColumnSource> columns = new ArrayList<>();
        columns.add(ColumnSource.price("data.prices", prices.text("close"), largestJump));
        Optional<String> high = prices.optionalText("high");
        Optional<String> low = prices.optionalText("low");
        if (high.isPresent() != low.isPresent()) {
            prices.problem(high.isPresent() ? "low" : "high", "missing; high and low come together");
        } else if (high.isPresent() && low.isPresent()) {
            columns.add(ColumnSource.extreme("data.prices.high", high.get(), Kind.HIGH));
            columns.add(ColumnSource.extreme("data.prices.low", low.get(), Kind.LOW));
        }
        Duration barWidth = prices.duration("width", NARROWEST, WIDEST);
        SeriesSource spot = source(PRICES, prices, columns, Optional.of(barWidth));

        Optional<ConfigSection> funding = keys.optionalSection("funding");
        Optional<Duration> interval = funding.flatMap(this::rateInterval);
        Optional<ConfigSection> volatility = keys.optionalSection("volatility");
        boolean inPercent = volatility
                .map(section -> section.oneOf("unit", "percent", "fraction").equals("percent"))
                .orElse(false);
        return new DataConfig(
                spot,
                barWidth,
                keys.optionalSection("perp")
                        .map(section -> joined(
                                "perp",
                                section,
                                ColumnSource.price("data.perp", section.text("value"), jump(section)))),
                funding.map(section -> joined("funding", section, rate("data.funding", section))),
                interval,
                keys.optionalSection("borrow").map(section -> joined("borrow", section, rate("data.borrow", section))),
                keys.optionalSection("gas")
                        .map(section ->
                                joined("gas", section, ColumnSource.gasPrice("data.gas", section.text("value")))),
                volatility.map(section -> joined(
                        "volatility",
                        section,
                        ColumnSource.volatility("data.volatility", section.text("value"), inPercent ? 2_000 : 20))),
                inPercent);
    }

    /** What a rate in the file is for: as long as a row, or a year. */
    private Optional<Duration> rateInterval(ConfigSection section) {
        return section.oneOf("per", "interval", "year").equals("year")
                ? Optional.empty()
                : Optional.of(section.duration("width", NARROWEST, WIDEST));
    }

    private static Bps jump(ConfigSection section) {
        return section.bps("largestJump", new Bps(1), new Bps(1_000_000));
    }

    private static ColumnSource rate(String key, ConfigSection section) {
        return ColumnSource.rate(
                key + ".furthest", section.text("value"), section.bps("furthest", new Bps(1), HIGHEST_RATE));
    }

    private SeriesSource joined(String name, ConfigSection section, ColumnSource column) {
        Optional<Duration> width = section.optionalText("width").isPresent()
                ? Optional.of(section.duration("width", NARROWEST, WIDEST))
                : Optional.empty();
        return source(name, section, List.of(column), width);
    }

    private SeriesSource source(
            String name, ConfigSection section, List<ColumnSource> columns, Optional<Duration> width) {
        boolean open = section.oneOf("stampedAt", "open", "close").equals("open");
        if (open && width.isEmpty()) {
            section.problem("width", "missing; a row stamped at its opening is known only when its bar is over");
        }
        TimeFormat format = section.optionalText("timeFormat").isEmpty()
                ? TimeFormat.EPOCH_SECONDS
                : switch (section.oneOf("timeFormat", "epoch-seconds", "epoch-milliseconds", "iso-8601")) {
                    case "epoch-milliseconds" -> TimeFormat.EPOCH_MILLISECONDS;
                    case "iso-8601" -> TimeFormat.ISO_8601;
                    default -> TimeFormat.EPOCH_SECONDS;
                };
        GapPolicy gaps = width.isEmpty() ? new GapPolicy.Skip() : gaps(section.section("gaps"));
        return new SeriesSource(
                name,
                file(section),
                section.text("time"),
                format,
                columns,
                section.optionalSection("only").map(only -> new Only(only.text("column"), only.text("is"))),
                width,
                open && width.isPresent() ? StampedAt.OPEN : StampedAt.CLOSE,
                gaps,
                period,
                lookBack(name, width, gaps));
    }

    private static Duration lookBack(String name, Optional<Duration> width, GapPolicy gaps) {
        if (name.equals(PRICES)) {
            return Duration.ZERO;
        }
        return gaps instanceof GapPolicy.Skip
                ? LOOK_BACK
                : width.map(one -> one.multipliedBy(WIDTHS_BACK)).orElse(LOOK_BACK);
    }

    private Path file(ConfigSection section) {
        String name = section.text("file");
        try {
            return folder.resolve(name);
        } catch (InvalidPathException notOne) {
            section.problem("file", "is '" + name + "', which is no path");
            return folder;
        }
    }

    private static GapPolicy gaps(ConfigSection section) {
        return switch (section.oneOf("kind", "refuse", "fill", "skip")) {
            case "fill" ->
                new GapPolicy.FillForward(
                        (int) section.integer("mostBars", 1, MOST_FILLED),
                        section.oneOf("longer", "refuse", "skip").equals("skip"));
            case "skip" -> new GapPolicy.Skip();
            default -> new GapPolicy.Refuse();
        };
    }
}
