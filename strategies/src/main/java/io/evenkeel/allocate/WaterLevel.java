package io.evenkeel.allocate;

/**
 * The price at which variables between their bounds, each taking what it takes at that price, add up to what one row
 * asks for: where there are no other rows it is the answer, and else a good place to start from.
 */
final class WaterLevel {
    private static final int ROUNDS = 60;

    private WaterLevel() {}

    /** Fills in what each variable takes; false where the row cannot be met. */
    static boolean find(PosedProgram program, int row, double[] x) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < program.variables(); j++) {
            double weight = program.weight(row, j);
            if (weight != 0) {
                double atLow = (program.linear[j] + program.curvature[j] * program.low[j]) / weight;
                double atHigh = (program.linear[j] + program.curvature[j] * program.high[j]) / weight;
                low = Math.min(low, Math.min(atLow, atHigh));
                high = Math.max(high, Math.max(atLow, atHigh));
            }
        }
        if (!(low > Double.NEGATIVE_INFINITY && high < Double.POSITIVE_INFINITY)) {
            return false;
        }
        double asked = program.rowLow[row];
        if (taken(program, row, low, x) > asked || taken(program, row, high, x) < asked) {
            return false;
        }
        double level = (low + high) / 2;
        for (int round = 0; round < ROUNDS && low < high; round++) {
            double lacking = asked - taken(program, row, level, x);
            if (lacking == 0) {
                break;
            }
            if (lacking > 0) {
                low = level;
            } else {
                high = level;
            }
            double slope = slope(program, row, x);
            double newton = level + lacking / slope;
            double next = newton > low && newton < high ? newton : (low + high) / 2;
            if (next == level) {
                break;
            }
            level = next;
        }
        return true;
    }

    private static double taken(PosedProgram program, int row, double level, double[] x) {
        for (int j = 0; j < program.variables(); j++) {
            double wish = (level * program.weight(row, j) - program.linear[j]) * program.give[j];
            x[j] = Math.min(program.high[j], Math.max(program.low[j], wish));
        }
        return program.sum(row, x);
    }

    private static double slope(PosedProgram program, int row, double[] x) {
        double slope = 0;
        for (int j = 0; j < program.variables(); j++) {
            if (x[j] > program.low[j] && x[j] < program.high[j]) {
                slope += program.weight(row, j) * program.weight(row, j) * program.give[j];
            }
        }
        return slope;
    }
}
