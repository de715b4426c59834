package io.evenkeel.allocate;

import java.util.function.DoubleUnaryOperator;

/**
 * A convex function read at evenly spaced sizes from nothing to the top, and the chords between: never below it, and
 * cheap to ask again.
 */
record Chords(double top, double[] values) {
    private static final int SAMPLES = 8;

    private static final double VANISHING = 1e-6;

    static Chords of(double top, DoubleUnaryOperator function) {
        if (top <= 0) {
            return new Chords(0, new double[] {0, 0});
        }
        double[] values = new double[SAMPLES + 1];
        // a margin that is short already asks for something at once, however small the size
        values[0] = function.applyAsDouble(top * VANISHING);
        for (int i = 1; i <= SAMPLES; i++) {
            values[i] = function.applyAsDouble(top * i / SAMPLES);
        }
        return new Chords(top, values);
    }

    double at(double size) {
        if (top <= 0) {
            return 0;
        }
        double place = Math.clamp(size / top * SAMPLES, 0, SAMPLES);
        int before = Math.min((int) place, SAMPLES - 1);
        return values[before] + (place - before) * (values[before + 1] - values[before]);
    }
}
