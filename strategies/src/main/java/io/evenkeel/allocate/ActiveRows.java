package io.evenkeel.allocate;

/**
 * The rows that bind, and the small system that they make over the variables that are free: how their prices answer to
 * a push, and how the free variables move so that the rows hold.
 */
final class ActiveRows {
    private final PosedProgram program;
    /** Which variables are free; shared with the method, which moves them. */
    private final boolean[] free;

    private final int[] rows;
    private final double[] steps;
    private final Cholesky factor;
    private int count;

    ActiveRows(PosedProgram program, boolean[] free, int mostRows) {
        this.program = program;
        this.free = free;
        this.rows = new int[mostRows];
        this.steps = new double[mostRows];
        this.factor = new Cholesky(mostRows);
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    int row(int place) {
        return rows[place];
    }

    void add(int row) {
        rows[count++] = row;
    }

    void drop(int row) {
        int place = 0;
        while (rows[place] != row) {
            place++;
        }
        count--;
        rows[place] = rows[count];
    }

    /** False when the rows depend on each other where variables are free. */
    boolean factorise() {
        factor.reset(count);
        for (int k = 0; k < count; k++) {
            for (int l = 0; l <= k; l++) {
                double value = 0;
                for (int j = 0; j < program.variables(); j++) {
                    if (free[j]) {
                        value += program.weight(rows[k], j) * program.weight(rows[l], j) * program.give[j];
                    }
                }
                factor.set(k, l, value);
            }
        }
        return factor.factorise();
    }

    /** How far each row's price falls while something pushes along this normal, so that the row still holds. */
    void answer(double[] normal) {
        for (int k = 0; k < count; k++) {
            double against = 0;
            for (int j = 0; j < program.variables(); j++) {
                if (free[j]) {
                    against += program.weight(rows[k], j) * normal[j] * program.give[j];
                }
            }
            steps[k] = against;
        }
        factor.solve(steps);
    }

    /** Of the row at this place, by the last answer. */
    double step(int place) {
        return steps[place];
    }

    /** What the rows' answer does to one variable. */
    double pushBack(int variable) {
        double push = 0;
        for (int k = 0; k < count; k++) {
            push += program.weight(rows[k], variable) * steps[k];
        }
        return push;
    }

    /** Moves the free variables, and the prices with them, so that each row stands at its bound. */
    void restore(double[] x, double[] prices, int[] sides) {
        for (int k = 0; k < count; k++) {
            int row = rows[k];
            double bound = sides[row] < 0 ? program.rowLow[row] : program.rowHigh[row];
            steps[k] = bound - program.sum(row, x);
        }
        factor.solve(steps);
        for (int k = 0; k < count; k++) {
            prices[rows[k]] += steps[k];
        }
        for (int j = 0; j < program.variables(); j++) {
            if (free[j]) {
                x[j] += pushBack(j) * program.give[j];
            }
        }
    }
}
