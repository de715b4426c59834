package io.evenkeel.keeper.backtest.series;

import io.evenkeel.keeper.backtest.series.SeriesSource.StampedAt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one file into columns of numbers and judges every row of the period: order, duplicates, gaps, numbers that
 * are none, values that cannot be. What is wrong is said by file and line, and reading goes on to find the rest.
 */
public final class SeriesReader {
    /** Four years of minutes. */
    private static final int MOST_ROWS = 2_100_000;

    private static final int MOST_GAPS_LISTED = 100;

    private static final long NONE = Long.MIN_VALUE;

    private final SeriesSource source;
    private final Faults faults;
    private final String file;
    private final Header header;
    private final Stamps stamps;
    private final RowValues values;
    private final Columns columns;
    private final long widthSeconds;
    private final long from;
    private final long until;

    private boolean headed;
    private long latestStamp = NONE;
    private int rowsRead;
    private final List<Gap> gaps = new ArrayList<>();
    private int gapCount;
    private long barsMissing;
    private long barsFilled;

    private SeriesReader(SeriesSource source, Faults faults) {
        this.source = source;
        this.faults = faults;
        this.file = source.fileName();
        this.header = new Header(source);
        this.stamps = new Stamps(source, faults);
        this.values = new RowValues(source, header, faults);
        this.columns = new Columns(source.columns().size());
        this.widthSeconds = source.width().map(Duration::toSeconds).orElse(0L);
        this.from = seconds(source.period().from()) - source.lookBack().toSeconds();
        this.until = seconds(source.period().until());
    }

    /** @param faults takes whatever is wrong; the result is empty when anything was */
    public static Optional<Series> read(SeriesSource source, TableFile table, Faults faults) {
        int before = faults.count();
        SeriesReader reader = new SeriesReader(source, faults);
        if (table.read(source.file(), reader::take) instanceof TableFile.Outcome.Broken broken) {
            faults.add(reader.file, broken.line(), "unreadable", broken.reason());
        } else if (!reader.headed && faults.count() == before) {
            faults.add(reader.file, 0, "empty", "is empty; the first row names the columns");
        } else if (reader.columns.rows() == 0 && faults.count() == before) {
            faults.add(
                    reader.file,
                    0,
                    "empty",
                    "has no row from " + source.period().from() + " until "
                            + source.period().until() + "; widen data.from and data.until or name another file");
        }
        return faults.count() == before ? Optional.of(reader.series()) : Optional.empty();
    }

    private boolean take(long line, List<String> cells) {
        if (!headed) {
            headed = true;
            return header.read(line, cells, faults);
        }
        if (cells.size() != header.width()) {
            fault(line, "of another length", "has " + cells.size() + " columns; the header has " + header.width());
            return true;
        }
        if (!header.wants(cells) || !stamps.read(line, cells.get(header.time())) || !stamps.inOrder(line)) {
            return true;
        }
        long stamp = stamps.stamp();
        if (stamp < from || stamp >= until) {
            return stamp < until;
        }
        boolean good = values.read(line, stamp, cells);
        boolean goOn = latestStamp == NONE || spaced(line, stamp);
        latestStamp = stamp;
        if (good && goOn) {
            rowsRead++;
            goOn = keep(stamp, values.row(), line);
        }
        return goOn;
    }

    /** @return whether there is room to go on */
    private boolean spaced(long line, long stamp) {
        if (widthSeconds == 0) {
            return true;
        }
        long step = stamp - latestStamp;
        if (step % widthSeconds != 0) {
            fault(
                    line,
                    "off the grid",
                    Instant.ofEpochSecond(stamp) + " is " + step + " s after the row before; bars are " + widthSeconds
                            + " s wide (" + source.key() + ".width)");
            return true;
        }
        long missing = step / widthSeconds - 1;
        return missing == 0 || gap(line, missing);
    }

    private boolean gap(long line, long missing) {
        gapCount++;
        barsMissing += missing;
        Instant first = Instant.ofEpochSecond(latestStamp + widthSeconds);
        if (gaps.size() < MOST_GAPS_LISTED) {
            gaps.add(new Gap(line, first, missing));
        }
        return switch (source.gaps()) {
            case GapPolicy.Skip skip -> true;
            case GapPolicy.Refuse refuse -> {
                fault(line, "gap", gapWords(missing, first, "fill or skip it"));
                yield true;
            }
            case GapPolicy.FillForward fill when missing <= fill.mostBars() -> fill(line, missing);
            case GapPolicy.FillForward fill when fill.skipLonger() -> true;
            case GapPolicy.FillForward fill -> {
                fault(line, "gap", gapWords(missing, first, "more than the " + fill.mostBars() + " that are filled"));
                yield true;
            }
        };
    }

    private String gapWords(long missing, Instant first, String remedy) {
        return missing + (missing == 1 ? " bar is" : " bars are") + " missing from " + first + "; " + remedy + " ("
                + source.key() + ".gaps)";
    }

    private boolean fill(long line, long missing) {
        if (columns.rows() == 0) {
            return true;
        }
        double[] still = columns.lastRow();
        for (int column = 1; column < still.length; column++) {
            if (source.columns().get(column).kind() != ColumnSource.Kind.PRICE
                    && source.columns().get(column).kind().isPrice()) {
                still[column] = still[0];
            }
        }
        for (long bar = 1; bar <= missing; bar++) {
            if (!keep(latestStamp + bar * widthSeconds, still, line)) {
                return false;
            }
        }
        barsFilled += missing;
        return true;
    }

    private boolean keep(long at, double[] values, long line) {
        if (columns.rows() == MOST_ROWS) {
            fault(
                    line,
                    "too many rows",
                    "is row " + (MOST_ROWS + 1) + "; at most " + MOST_ROWS
                            + " are taken: shorten the period with data.from and data.until");
            return false;
        }
        columns.add(source.stampedAt() == StampedAt.OPEN ? at + widthSeconds : at, values);
        return true;
    }

    private Series series() {
        long[] known = columns.times();
        return new Series(
                source.name(),
                known,
                columns.values(),
                new Quality(
                        source.name(),
                        file,
                        rowsRead,
                        Instant.ofEpochSecond(known[0]),
                        Instant.ofEpochSecond(known[known.length - 1]),
                        gaps,
                        gapCount,
                        barsMissing,
                        barsFilled,
                        values.largestJump(),
                        Instant.ofEpochSecond(values.largestJumpAt())));
    }

    private void fault(long line, String kind, String words) {
        faults.add(file, line, kind, words);
    }

    /** Far enough apart that a look back from the beginning of time does not wrap around. */
    private static long seconds(Instant instant) {
        return Math.clamp(instant.getEpochSecond(), Long.MIN_VALUE / 4, Long.MAX_VALUE / 4);
    }
}
