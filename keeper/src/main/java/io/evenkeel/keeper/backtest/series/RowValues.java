package io.evenkeel.keeper.backtest.series;

import java.util.List;
import java.util.Locale;

/** The numbers of a row, and whether they can be what they are said to be. */
final class RowValues {
    private final SeriesSource source;
    private final Faults faults;
    private final String file;
    private final Header header;
    private final double[] row;
    private final double[] before;
    private boolean hasBefore;
    private double largestJump;
    private long largestJumpAt;

    RowValues(SeriesSource source, Header header, Faults faults) {
        this.source = source;
        this.faults = faults;
        this.file = source.fileName();
        this.header = header;
        this.row = new double[source.columns().size()];
        this.before = new double[row.length];
    }

    /** Of the row last read, in the order of the source's columns; overwritten by the next. */
    double[] row() {
        return row;
    }

    /** Of the first column, as a part of the value before; 0 for anything but prices. */
    double largestJump() {
        return largestJump;
    }

    /** Epoch seconds of the stamp it came with. */
    long largestJumpAt() {
        return largestJumpAt;
    }

    /**
     * Reads the row's values and judges them.
     *
     * @param stamp epoch seconds of the row
     * @return whether they can be taken
     */
    boolean read(long line, long stamp, List<String> cells) {
        boolean good = true;
        for (int column = 0; column < row.length; column++) {
            ColumnSource wanted = source.columns().get(column);
            String text = cells.get(header.value(column));
            double value = Numbers.decimal(text);
            if (Double.isNaN(value)) {
                faults.add(
                        file,
                        line,
                        "not a number",
                        wanted.header() + " is " + Excerpt.quoted(text) + "; want a decimal number");
                good = false;
            } else if (!plausible(line, wanted, text, value)) {
                good = false;
            }
            row[column] = value;
        }
        if (!good || !around(line)) {
            return false;
        }
        good = jumps(line, stamp);
        // The next row is measured against this one, refused or not: a lasting change of level is one fault.
        System.arraycopy(row, 0, before, 0, row.length);
        hasBefore = true;
        return good;
    }

    private boolean plausible(long line, ColumnSource wanted, String text, double value) {
        if (wanted.kind().isPrice() && value <= 0) {
            faults.add(
                    file, line, "price of zero or less", wanted.header() + " is " + text + "; a price is above zero");
            return false;
        }
        if (value < wanted.least() || value > wanted.most()) {
            faults.add(
                    file,
                    line,
                    "out of range",
                    wanted.header() + " is " + text + "; want " + Numbers.shown(wanted.least()) + " to "
                            + Numbers.shown(wanted.most()) + " (" + wanted.key() + ")");
            return false;
        }
        return true;
    }

    private boolean around(long line) {
        boolean good = true;
        for (int column = 1; column < row.length; column++) {
            ColumnSource wanted = source.columns().get(column);
            boolean wrongSide = switch (wanted.kind()) {
                case HIGH -> row[column] < row[0];
                case LOW -> row[column] > row[0];
                default -> false;
            };
            if (wrongSide) {
                faults.add(
                        file,
                        line,
                        "extreme on the wrong side",
                        wanted.header() + " is " + Numbers.shown(row[column])
                                + (wanted.kind() == ColumnSource.Kind.HIGH ? ", below " : ", above ")
                                + source.columns().getFirst().header() + " " + Numbers.shown(row[0]));
                good = false;
            }
        }
        return good;
    }

    private boolean jumps(long line, long stamp) {
        if (!hasBefore) {
            return true;
        }
        boolean good = true;
        for (int column = 0; column < row.length; column++) {
            ColumnSource wanted = source.columns().get(column);
            if (wanted.largestJump().isEmpty()) {
                continue;
            }
            double jump = Math.abs(row[column] / before[column] - 1);
            if (column == 0 && jump > largestJump) {
                largestJump = jump;
                largestJumpAt = stamp;
            }
            if (jump > wanted.largestJump().orElseThrow().fraction()) {
                faults.add(
                        file,
                        line,
                        "jump",
                        String.format(
                                Locale.ROOT,
                                "%s jumps %.1f %% from %s to %s, more than %s.largestJump of %s; mend the row, or raise"
                                        + " the limit if it is real",
                                wanted.header(),
                                100 * jump,
                                Numbers.shown(before[column]),
                                Numbers.shown(row[column]),
                                wanted.key(),
                                wanted.largestJump().orElseThrow()));
                good = false;
            }
        }
        return good;
    }
}
