package io.evenkeel.allocate;

import java.util.Arrays;

/**
 * The numbers of one program, in arrays that are made once: variables with slope, positive curvature and bounds, and
 * rows of weights with bounds of their own. {@link SeparableProgram} fills them in, {@link DualActiveSet} reads them.
 */
final class PosedProgram {
    /** Part of the problem's scale by which a bound may be missed while working; what comes out is put right. */
    private static final double MISSED = 1e-13;

    final double[] low;
    final double[] high;
    final double[] rowLow;
    final double[] rowHigh;
    final double[] linear;
    final double[] curvature;
    /** One over the curvature: how far a variable gives way. */
    final double[] give;

    private final int stride;
    /** Row after row, each as long as the most variables. */
    private final double[] weights;

    private final double[] heaviest;
    private final double[] reach;
    private int variables;
    private int rows;
    private double missed;

    PosedProgram(int mostVariables, int mostRows) {
        stride = mostVariables;
        low = new double[mostVariables];
        high = new double[mostVariables];
        linear = new double[mostVariables];
        curvature = new double[mostVariables];
        give = new double[mostVariables];
        rowLow = new double[mostRows];
        rowHigh = new double[mostRows];
        heaviest = new double[mostRows];
        reach = new double[mostRows];
        weights = new double[mostRows * mostVariables];
    }

    void reset(int variableCount, int rowCount) {
        if (variableCount > stride || rowCount > rowLow.length) {
            throw new IllegalArgumentException("made for " + stride + " variables and " + rowLow.length + " rows, were "
                    + variableCount + " and " + rowCount);
        }
        variables = variableCount;
        rows = rowCount;
        Arrays.fill(weights, 0, rowCount * stride, 0);
    }

    int variables() {
        return variables;
    }

    int rows() {
        return rows;
    }

    void weigh(int row, int variable, double weight) {
        weights[row * stride + variable] = weight;
    }

    double weight(int row, int variable) {
        return weights[row * stride + variable];
    }

    void bend(int variable, double slope, double positiveCurvature) {
        linear[variable] = slope;
        curvature[variable] = positiveCurvature;
        give[variable] = 1 / positiveCurvature;
    }

    /** After all weights and curvatures: how far rows reach, and what counts as missed. */
    void measure(double sizes) {
        missed = MISSED * sizes;
        for (int r = 0; r < rows; r++) {
            double most = 0;
            double sum = 0;
            for (int j = 0; j < variables; j++) {
                double weight = weight(r, j);
                most = Math.max(most, Math.abs(weight));
                sum += weight * weight * give[j];
            }
            heaviest[r] = most;
            reach[r] = sum;
        }
    }

    /** The largest weight of the row: what turns its price into one of a variable. */
    double heaviest(int row) {
        return heaviest[row];
    }

    boolean isFixed(int variable) {
        return low[variable] == high[variable];
    }

    boolean isEquality(int row) {
        return rowLow[row] == rowHigh[row];
    }

    double sum(int row, double[] x) {
        double sum = 0;
        int at = row * stride;
        for (int j = 0; j < variables; j++) {
            sum += weights[at + j] * x[j];
        }
        return sum;
    }

    /** What the objective must rise by to bring the variable inside, were it alone; 0 where it is inside. */
    double gainInside(int variable, double x) {
        double out = Math.max(low[variable] - x, x - high[variable]);
        return out > missed ? out * out * curvature[variable] : 0;
    }

    /** The same for a row; infinite where no variable can move it. */
    double rowGainInside(int row, double[] x) {
        double sum = sum(row, x);
        double out = Math.max(rowLow[row] - sum, sum - rowHigh[row]);
        return out > missed * heaviest[row] ? out * out / reach[row] : 0;
    }
}
