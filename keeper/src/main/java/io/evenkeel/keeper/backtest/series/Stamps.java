package io.evenkeel.keeper.backtest.series;

import io.evenkeel.keeper.backtest.series.SeriesSource.TimeFormat;
import java.time.DateTimeException;
import java.time.Instant;

/** When each row is, and whether the rows come in order. */
final class Stamps {
    /** 2100-01-01; milliseconds taken for seconds are far beyond it. */
    private static final long LATEST_SECOND = 4_102_444_800L;

    private final SeriesSource source;
    private final Faults faults;
    private final String file;
    private long stamp;
    private long latestStamp = Long.MIN_VALUE;
    private long latestLine;

    Stamps(SeriesSource source, Faults faults) {
        this.source = source;
        this.faults = faults;
        this.file = source.fileName();
    }

    /** Epoch seconds of the row last read. */
    long stamp() {
        return stamp;
    }

    /** @return whether the row says when it is */
    boolean read(long line, String text) {
        try {
            stamp = switch (source.timeFormat()) {
                case EPOCH_SECONDS -> Long.parseLong(text);
                case EPOCH_MILLISECONDS -> Math.floorDiv(Long.parseLong(text), 1000L);
                case ISO_8601 -> Instant.parse(text).getEpochSecond();
            };
        } catch (NumberFormatException | DateTimeException notATime) {
            faults.add(
                    file,
                    line,
                    "without a time",
                    source.timeHeader() + " is " + Excerpt.quoted(text) + "; want " + wanted());
            return false;
        }
        if (source.timeFormat() != TimeFormat.ISO_8601 && (stamp < 0 || stamp > LATEST_SECOND)) {
            faults.add(
                    file,
                    line,
                    "without a time",
                    source.timeHeader() + " is " + Excerpt.quoted(text) + ", which is no " + wanted()
                            + " before 2100; set " + source.key() + ".timeFormat");
            return false;
        }
        return true;
    }

    private String wanted() {
        return switch (source.timeFormat()) {
            case EPOCH_SECONDS -> "seconds since 1970";
            case EPOCH_MILLISECONDS -> "milliseconds since 1970";
            case ISO_8601 -> "a time as in 2024-01-01T00:00:00Z";
        };
    }

    /** @return whether it comes after every row before */
    boolean inOrder(long line) {
        if (stamp > latestStamp) {
            latestStamp = stamp;
            latestLine = line;
            return true;
        }
        if (stamp == latestStamp) {
            faults.add(
                    file,
                    line,
                    "duplicate",
                    Instant.ofEpochSecond(stamp) + " is there a second time, after line " + latestLine);
        } else {
            faults.add(
                    file,
                    line,
                    "out of order",
                    Instant.ofEpochSecond(stamp) + " comes after " + Instant.ofEpochSecond(latestStamp) + " of line "
                            + latestLine + "; sort the rows by time");
        }
        return false;
    }
}
