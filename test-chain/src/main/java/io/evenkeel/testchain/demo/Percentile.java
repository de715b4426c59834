package io.evenkeel.testchain.demo;

import java.util.Arrays;

/** A bounded set of timings and their median. Keeps the newest; a demo that runs for days does not grow. */
public final class Percentile {
    private final double[] newest;
    private int count;

    public Percentile(int capacity) {
        newest = new double[capacity];
    }

    public void add(double value) {
        newest[count++ % newest.length] = value;
    }

    /** The middle value, 0 when there is none. */
    public double median() {
        int size = Math.min(count, newest.length);
        if (size == 0) {
            return 0;
        }
        double[] sorted = Arrays.copyOf(newest, size);
        Arrays.sort(sorted);
        return size % 2 == 1 ? sorted[size / 2] : (sorted[size / 2 - 1] + sorted[size / 2]) / 2;
    }
}
