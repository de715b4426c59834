package io.evenkeel.allocate;

import io.evenkeel.allocate.SeparableProgram.Outcome;
import java.util.Arrays;

/**
 * The dual active-set method for positive diagonal curvature. At every moment x is the optimum of the problem with only
 * the active bounds and rows; each step activates the one that is violated most and drops those that come to push the
 * wrong way. See {@link SeparableProgram}, which owns the problem.
 */
final class DualActiveSet {
    private static final int FREE = 0;
    private static final int AT_LOW = -1;
    private static final int AT_HIGH = 1;
    /** Part of the problem's scale by which a bound may be missed while working; what comes out is put right. */
    private static final double MISSED = 1e-13;
    /** Squared length of a direction, as a part of its constraint's own, below which there is no such direction. */
    private static final double NO_DIRECTION = 1e-13;

    private static final int STEPS_PER_CONSTRAINT = 20;
    private static final int NONE = -1;

    final double[] low;
    final double[] high;
    final double[] rowLow;
    final double[] rowHigh;
    /** Row after row, each as long as the most variables. */
    final double[] weights;

    final double[] x;
    final double[] rowPrice;
    final double[] boundPrice;

    private final int stride;
    private final double[] linear;
    private final double[] curvature;
    private final int[] side;
    private final int[] rowSide;
    private final int[] active;
    private final double[] rowScale;
    private final Cholesky factor;
    private final double[] normal;
    private final double[] direction;
    private final double[] priceStep;
    private int variables;
    private int rows;
    private int activeRows;
    private double missed;

    DualActiveSet(int mostVariables, int mostRows) {
        stride = mostVariables;
        low = new double[mostVariables];
        high = new double[mostVariables];
        x = new double[mostVariables];
        boundPrice = new double[mostVariables];
        linear = new double[mostVariables];
        curvature = new double[mostVariables];
        side = new int[mostVariables];
        normal = new double[mostVariables];
        direction = new double[mostVariables];
        rowLow = new double[mostRows];
        rowHigh = new double[mostRows];
        rowPrice = new double[mostRows];
        rowSide = new int[mostRows];
        rowScale = new double[mostRows];
        active = new int[mostRows];
        priceStep = new double[mostRows];
        weights = new double[mostRows * mostVariables];
        factor = new Cholesky(mostRows);
    }

    void reset(int variableCount, int rowCount) {
        variables = variableCount;
        rows = rowCount;
        Arrays.fill(weights, 0, rowCount * stride, 0);
    }

    void give(int j, double slope, double positiveCurvature) {
        linear[j] = slope;
        curvature[j] = positiveCurvature;
    }

    /** What counts as missed, from how large sizes are. */
    void scale(double sizes) {
        missed = MISSED * sizes;
        for (int r = 0; r < rows; r++) {
            double heaviest = 0;
            for (int j = 0; j < variables; j++) {
                heaviest = Math.max(heaviest, Math.abs(weights[r * stride + j]));
            }
            rowScale[r] = heaviest;
        }
    }

    /** @param warm start from what was active at the end of the last solution */
    Outcome solve(boolean warm) {
        if (!warm || !resume()) {
            start();
        }
        int steps = STEPS_PER_CONSTRAINT * (variables + rows + 1);
        while (true) {
            int violated = mostViolated();
            if (violated == NONE) {
                return settle() ? Outcome.OPTIMAL : Outcome.UNSOLVED;
            }
            steps = activate(violated, steps);
            if (steps == NONE) {
                return Outcome.INFEASIBLE;
            }
            if (steps == 0) {
                return Outcome.UNSOLVED;
            }
        }
    }

    private void start() {
        activeRows = 0;
        Arrays.fill(side, 0, variables, FREE);
        Arrays.fill(rowSide, 0, rows, FREE);
        Arrays.fill(rowPrice, 0, rows, 0);
        Arrays.fill(boundPrice, 0, variables, 0);
        for (int j = 0; j < variables; j++) {
            x[j] = -linear[j] / curvature[j];
        }
    }

    /** The optimum of what is active now, less whatever would push the wrong way. */
    private boolean resume() {
        for (int drops = variables + rows; drops >= 0; drops--) {
            if (!factorise()) {
                return false;
            }
            optimumOfActive();
            int worst = pushesWrongWay();
            if (worst == NONE) {
                return true;
            }
            drop(worst);
        }
        return false;
    }

    private int pushesWrongWay() {
        int worst = NONE;
        double most = 0;
        for (int j = 0; j < variables; j++) {
            double wrong = side[j] * boundPrice[j];
            if (wrong > most && low[j] < high[j]) {
                most = wrong;
                worst = j;
            }
        }
        for (int k = 0; k < activeRows; k++) {
            int r = active[k];
            double wrong = rowSide[r] * rowPrice[r] * rowScale[r];
            if (wrong > most && rowLow[r] < rowHigh[r]) {
                most = wrong;
                worst = variables + r;
            }
        }
        return worst;
    }

    /** Rows that must hold exactly come first: every solution has them. */
    private int mostViolated() {
        int worst = NONE;
        double most = 0;
        for (int j = 0; j < variables; j++) {
            if (side[j] == FREE) {
                double short_ = Math.max(low[j] - x[j], x[j] - high[j]);
                double gain = short_ > missed ? short_ * short_ * curvature[j] : 0;
                if (gain > most) {
                    most = gain;
                    worst = j;
                }
            }
        }
        for (int r = 0; r < rows; r++) {
            if (rowSide[r] != FREE) {
                continue;
            }
            double sum = 0;
            double reach = 0;
            for (int j = 0; j < variables; j++) {
                double weight = weights[r * stride + j];
                sum += weight * x[j];
                reach += weight * weight / curvature[j];
            }
            double short_ = Math.max(rowLow[r] - sum, sum - rowHigh[r]);
            if (short_ > missed * rowScale[r]) {
                if (rowLow[r] == rowHigh[r]) {
                    return variables + r;
                }
                double gain = reach > 0 ? short_ * short_ / reach : Double.POSITIVE_INFINITY;
                if (gain > most) {
                    most = gain;
                    worst = variables + r;
                }
            }
        }
        return worst;
    }

    /** Steps left; 0 when they are used up, NONE when what is violated contradicts what is active. */
    private int activate(int constraint, int steps) {
        boolean isRow = constraint >= variables;
        int r = constraint - variables;
        double value = isRow ? sum(r) : x[constraint];
        boolean below = value < (isRow ? rowLow[r] : low[constraint]);
        double bound = isRow ? (below ? rowLow[r] : rowHigh[r]) : (below ? low[constraint] : high[constraint]);
        int sign = below ? 1 : -1;
        double length = normal(constraint, isRow, sign);
        for (int left = steps; left > 0; left--) {
            if (!factorise()) {
                return 0;
            }
            double reach = findDirection();
            double full = reach > NO_DIRECTION * length
                    ? Math.abs(bound - (isRow ? sum(r) : x[constraint])) / reach
                    : Double.POSITIVE_INFINITY;
            int blocking = blocking(full);
            double step = blocking == NONE ? full : Math.max(0, allowed(blocking));
            if (step == Double.POSITIVE_INFINITY) {
                return NONE;
            }
            move(step, full < Double.POSITIVE_INFINITY);
            if (isRow) {
                rowPrice[r] += sign * step;
            } else {
                boundPrice[constraint] += sign * step;
            }
            if (blocking == NONE) {
                if (isRow) {
                    rowSide[r] = below ? AT_LOW : AT_HIGH;
                    active[activeRows++] = r;
                } else {
                    side[constraint] = below ? AT_LOW : AT_HIGH;
                    x[constraint] = bound;
                }
                return left - 1;
            }
            drop(blocking);
        }
        return 0;
    }

    private double normal(int constraint, boolean isRow, int sign) {
        double length = 0;
        for (int j = 0; j < variables; j++) {
            normal[j] = isRow ? sign * weights[(constraint - variables) * stride + j] : j == constraint ? sign : 0;
            length += normal[j] * normal[j] / curvature[j];
        }
        return length;
    }

    /** The direction that serves the constraint and leaves what is active as it is; its squared length. */
    private double findDirection() {
        for (int k = 0; k < activeRows; k++) {
            double against = 0;
            int at = active[k] * stride;
            for (int j = 0; j < variables; j++) {
                if (side[j] == FREE) {
                    against += weights[at + j] * normal[j] / curvature[j];
                }
            }
            priceStep[k] = against;
        }
        factor.solve(priceStep);
        double reach = 0;
        for (int j = 0; j < variables; j++) {
            double push = normal[j];
            for (int k = 0; k < activeRows; k++) {
                push -= weights[active[k] * stride + j] * priceStep[k];
            }
            direction[j] = push;
            if (side[j] == FREE) {
                reach += push * push / curvature[j];
            }
        }
        return reach;
    }

    /** Which active constraint's price would be used up first, before so long a step; NONE when none. */
    private int blocking(double full) {
        int first = NONE;
        double least = full;
        for (int j = 0; j < variables; j++) {
            if (side[j] != FREE && low[j] < high[j] && direction[j] * side[j] < 0) {
                double limit = boundPrice[j] / direction[j];
                if (limit < least) {
                    least = limit;
                    first = j;
                }
            }
        }
        for (int k = 0; k < activeRows; k++) {
            int r = active[k];
            if (rowLow[r] < rowHigh[r] && priceStep[k] * rowSide[r] < 0) {
                double limit = rowPrice[r] / priceStep[k];
                if (limit < least) {
                    least = limit;
                    first = variables + r;
                }
            }
        }
        return first;
    }

    private double allowed(int constraint) {
        if (constraint < variables) {
            return boundPrice[constraint] / direction[constraint];
        }
        int r = constraint - variables;
        return rowPrice[r] / priceStep[placeOf(r)];
    }

    private void move(double step, boolean moves) {
        for (int j = 0; j < variables; j++) {
            if (side[j] != FREE) {
                boundPrice[j] -= step * direction[j];
            } else if (moves) {
                x[j] += step * direction[j] / curvature[j];
            }
        }
        for (int k = 0; k < activeRows; k++) {
            rowPrice[active[k]] -= step * priceStep[k];
        }
    }

    private void drop(int constraint) {
        if (constraint < variables) {
            side[constraint] = FREE;
            boundPrice[constraint] = 0;
            return;
        }
        int r = constraint - variables;
        int place = placeOf(r);
        rowSide[r] = FREE;
        rowPrice[r] = 0;
        activeRows--;
        active[place] = active[activeRows];
    }

    private int placeOf(int row) {
        for (int k = 0; k < activeRows; k++) {
            if (active[k] == row) {
                return k;
            }
        }
        throw new IllegalStateException("row " + row + " is not active");
    }

    private boolean factorise() {
        factor.reset(activeRows);
        for (int k = 0; k < activeRows; k++) {
            int a = active[k] * stride;
            for (int l = 0; l <= k; l++) {
                int b = active[l] * stride;
                double value = 0;
                for (int j = 0; j < variables; j++) {
                    if (side[j] == FREE) {
                        value += weights[a + j] * weights[b + j] / curvature[j];
                    }
                }
                factor.set(k, l, value);
            }
        }
        return factor.factorise();
    }

    private void optimumOfActive() {
        for (int j = 0; j < variables; j++) {
            x[j] = side[j] == FREE ? -linear[j] / curvature[j] : side[j] == AT_LOW ? low[j] : high[j];
        }
        Arrays.fill(rowPrice, 0, rows, 0);
        correct();
        correct();
        for (int j = 0; j < variables; j++) {
            boundPrice[j] = side[j] == FREE ? 0 : linear[j] + curvature[j] * x[j] - pull(j);
        }
    }

    /** Moves the free variables so that the active rows hold; a second time takes off what rounding left. */
    private void correct() {
        for (int k = 0; k < activeRows; k++) {
            int r = active[k];
            priceStep[k] = (rowSide[r] == AT_LOW ? rowLow[r] : rowHigh[r]) - sum(r);
        }
        factor.solve(priceStep);
        for (int k = 0; k < activeRows; k++) {
            int at = active[k] * stride;
            rowPrice[active[k]] += priceStep[k];
            for (int j = 0; j < variables; j++) {
                if (side[j] == FREE) {
                    x[j] += weights[at + j] * priceStep[k] / curvature[j];
                }
            }
        }
    }

    /** The answer afresh from what is active, without the rounding of the way there. */
    private boolean settle() {
        if (!factorise()) {
            return false;
        }
        optimumOfActive();
        for (int j = 0; j < variables; j++) {
            x[j] = Math.clamp(x[j], low[j], high[j]);
        }
        return true;
    }

    private double pull(int j) {
        double sum = 0;
        for (int k = 0; k < activeRows; k++) {
            sum += weights[active[k] * stride + j] * rowPrice[active[k]];
        }
        return sum;
    }

    private double sum(int row) {
        double sum = 0;
        for (int j = 0; j < variables; j++) {
            sum += weights[row * stride + j] * x[j];
        }
        return sum;
    }
}
