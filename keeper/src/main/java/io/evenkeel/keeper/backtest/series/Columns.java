package io.evenkeel.keeper.backtest.series;

import java.util.Arrays;

/** Columns of primitive numbers that grow a row at a time. */
final class Columns {
    private static final int FIRST_ROWS = 4_096;

    private long[] times = new long[FIRST_ROWS];
    private final double[][] values;
    private int rows;

    Columns(int width) {
        values = new double[width][FIRST_ROWS];
    }

    int rows() {
        return rows;
    }

    void add(long time, double[] row) {
        if (rows == times.length) {
            int roomier = rows + (rows >> 1);
            times = Arrays.copyOf(times, roomier);
            for (int column = 0; column < values.length; column++) {
                values[column] = Arrays.copyOf(values[column], roomier);
            }
        }
        times[rows] = time;
        for (int column = 0; column < values.length; column++) {
            values[column][rows] = row[column];
        }
        rows++;
    }

    double last(int column) {
        return values[column][rows - 1];
    }

    double[] lastRow() {
        double[] row = new double[values.length];
        for (int column = 0; column < row.length; column++) {
            row[column] = last(column);
        }
        return row;
    }

    long[] times() {
        return Arrays.copyOf(times, rows);
    }

    double[][] values() {
        double[][] exact = new double[values.length][];
        for (int column = 0; column < values.length; column++) {
            exact[column] = Arrays.copyOf(values[column], rows);
        }
        return exact;
    }
}
