package io.evenkeel.keeper.backtest.series;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a series is and how it is to be read.
 *
 * @param name its group of keys within {@code data}, as in {@code prices}
 * @param timeHeader the column of the rows' stamps
 * @param columns at least one
 * @param only the rows that are this series, where a file holds several
 * @param width of one bar; empty for rows that come when they come, each known at its stamp
 * @param stampedAt which end of its bar a stamp names
 * @param period rows outside it are passed over unjudged
 * @param lookBack how long before the period rows are still wanted, because they are known when it begins
 */
public record SeriesSource(
        String name,
        Path file,
        String timeHeader,
        TimeFormat timeFormat,
        List<ColumnSource> columns,
        Optional<Only> only,
        Optional<Duration> width,
        StampedAt stampedAt,
        GapPolicy gaps,
        Period period,
        Duration lookBack) {
    public SeriesSource {
        columns = List.copyOf(columns);
        if (width.isEmpty() && stampedAt == StampedAt.OPEN) {
            throw new IllegalArgumentException("a row stamped at its opening needs a width to say when it is known");
        }
    }

    /** Rows that have this text in this column. */
    public record Only(String header, String value) {}

    /** A bar is known at its close; who stamps it at its opening knows it a width later. */
    public enum StampedAt {
        OPEN,
        CLOSE
    }

    /** How a stamp is written. */
    public enum TimeFormat {
        EPOCH_SECONDS,
        EPOCH_MILLISECONDS,
        ISO_8601
    }

    /** From the first instant until before the second. */
    public record Period(Instant from, Instant until) {
        public static final Period ALL = new Period(Instant.MIN, Instant.MAX);
    }

    /** The same, with rows judged and taken only while they can matter to others from the first instant to the last. */
    public SeriesSource between(Instant first, Instant last) {
        Instant from = period.from().isBefore(first) ? first : period.from();
        Instant until = period.until().isAfter(last) ? last : period.until();
        return new SeriesSource(
                name,
                file,
                timeHeader,
                timeFormat,
                columns,
                only,
                width,
                stampedAt,
                gaps,
                new Period(from, until),
                lookBack);
    }

    /** The group of keys in the configuration. */
    String key() {
        return "data." + name;
    }

    String fileName() {
        Path last = file.getFileName();
        return last == null ? file.toString() : last.toString();
    }
}
