package io.evenkeel.allocate;

/** Factor of a small symmetric positive definite matrix, in arrays that are made once. */
final class Cholesky {
    /** A pivot below this part of its own diagonal means that the rows depend on each other. */
    private static final double DEPENDENT = 1e-15;

    private final int most;
    private final double[] factor;
    private int size;

    Cholesky(int most) {
        this.most = most;
        this.factor = new double[most * most];
    }

    void reset(int dimension) {
        size = dimension;
    }

    /** Lower triangle only: {@code column <= row}. */
    void set(int row, int column, double value) {
        factor[row * most + column] = value;
    }

    /** False when the matrix is not positive definite; then nothing may be solved with it. */
    boolean factorise() {
        for (int column = 0; column < size; column++) {
            double diagonal = factor[column * most + column];
            double pivot = diagonal;
            for (int k = 0; k < column; k++) {
                double below = factor[column * most + k];
                pivot -= below * below;
            }
            if (!(pivot > DEPENDENT * diagonal)) {
                return false;
            }
            double root = Math.sqrt(pivot);
            factor[column * most + column] = root;
            for (int row = column + 1; row < size; row++) {
                double value = factor[row * most + column];
                for (int k = 0; k < column; k++) {
                    value -= factor[row * most + k] * factor[column * most + k];
                }
                factor[row * most + column] = value / root;
            }
        }
        return true;
    }

    /** Replaces the right side by the solution. */
    void solve(double[] rightSide) {
        for (int row = 0; row < size; row++) {
            double value = rightSide[row];
            for (int k = 0; k < row; k++) {
                value -= factor[row * most + k] * rightSide[k];
            }
            rightSide[row] = value / factor[row * most + row];
        }
        for (int row = size - 1; row >= 0; row--) {
            double value = rightSide[row];
            for (int k = row + 1; k < size; k++) {
                value -= factor[k * most + row] * rightSide[k];
            }
            rightSide[row] = value / factor[row * most + row];
        }
    }
}
