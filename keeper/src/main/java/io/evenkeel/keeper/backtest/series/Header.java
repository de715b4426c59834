package io.evenkeel.keeper.backtest.series;

import java.util.List;

/** Where in a row the wanted columns are. */
final class Header {
    private final SeriesSource source;
    private final int[] values;
    private int width;
    private int time = -1;
    private int only = -1;

    Header(SeriesSource source) {
        this.source = source;
        this.values = new int[source.columns().size()];
    }

    /** @return whether all of them are there */
    boolean read(long line, List<String> names, Faults faults) {
        int before = faults.count();
        width = names.size();
        time = place(line, source.key() + ".time", source.timeHeader(), names, faults);
        source.only().ifPresent(filter -> only = place(line, source.key() + ".only", filter.header(), names, faults));
        for (int column = 0; column < values.length; column++) {
            ColumnSource wanted = source.columns().get(column);
            values[column] = place(line, wanted.key(), wanted.header(), names, faults);
        }
        return faults.count() == before;
    }

    private int place(long line, String key, String header, List<String> names, Faults faults) {
        int place = names.indexOf(header);
        if (place < 0) {
            faults.add(
                    source.fileName(),
                    line,
                    "missing column",
                    "has no column '" + header + "', which " + key + " names; it has "
                            + Excerpt.of(String.join(", ", names)));
        }
        return place;
    }

    /** Columns of the file. */
    int width() {
        return width;
    }

    int time() {
        return time;
    }

    /** Whether the row belongs to the series. */
    boolean wants(List<String> cells) {
        return source.only().isEmpty()
                || cells.get(only).equals(source.only().get().value());
    }

    int value(int column) {
        return values[column];
    }
}
