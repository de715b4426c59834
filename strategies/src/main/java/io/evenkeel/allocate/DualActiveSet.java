package io.evenkeel.allocate;

import io.evenkeel.allocate.SeparableProgram.Outcome;
import java.util.Arrays;

/**
 * The dual active-set method for positive diagonal curvature. At every moment x is the optimum of the problem with only
 * the active bounds and rows; each step activates the one that is violated most and drops those that come to push the
 * wrong way. See {@link SeparableProgram}, which owns the problem.
 *
 * <p>A constraint is a number here: a variable's bounds by the variable, a row by its own number after all variables.
 */
final class DualActiveSet {
    private static final int FREE = 0;
    private static final int AT_LOW = -1;
    private static final int AT_HIGH = 1;
    /** Squared length of a direction, as a part of its constraint's own, below which there is no such direction. */
    private static final double NO_DIRECTION = 1e-13;

    private static final int STEPS_PER_CONSTRAINT = 20;
    private static final int NONE = -1;

    final double[] x;
    final double[] rowPrice;
    final double[] boundPrice;

    private final PosedProgram program;
    private final int[] side;
    private final boolean[] free;
    private final int[] rowSide;
    private final ActiveRows active;
    private final double[] normal;
    private final double[] direction;

    DualActiveSet(PosedProgram program, int mostVariables, int mostRows) {
        this.program = program;
        x = new double[mostVariables];
        boundPrice = new double[mostVariables];
        side = new int[mostVariables];
        free = new boolean[mostVariables];
        normal = new double[mostVariables];
        direction = new double[mostVariables];
        rowPrice = new double[mostRows];
        rowSide = new int[mostRows];
        active = new ActiveRows(program, free, mostRows);
    }

    /** @param warm start from what was active at the end of the last solution */
    Outcome solve(boolean warm) {
        if (!(warm && resume() || level() && resume())) {
            start();
        }
        int steps = STEPS_PER_CONSTRAINT * (program.variables() + program.rows() + 1);
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
        active.clear();
        Arrays.fill(side, 0, program.variables(), FREE);
        Arrays.fill(free, 0, program.variables(), true);
        Arrays.fill(rowSide, 0, program.rows(), FREE);
        Arrays.fill(rowPrice, 0, program.rows(), 0);
        Arrays.fill(boundPrice, 0, program.variables(), 0);
        for (int j = 0; j < program.variables(); j++) {
            x[j] = -program.linear[j] * program.give[j];
        }
    }

    /** Starts from the optimum under the first row and the bounds, where the first row holds exactly. */
    private boolean level() {
        if (program.rows() == 0 || !program.isEquality(0) || !WaterLevel.find(program, 0, x)) {
            return false;
        }
        active.clear();
        Arrays.fill(rowSide, 0, program.rows(), FREE);
        for (int j = 0; j < program.variables(); j++) {
            side[j] = x[j] <= program.low[j] ? AT_LOW : x[j] >= program.high[j] ? AT_HIGH : FREE;
            free[j] = side[j] == FREE;
        }
        hold(program.variables(), AT_LOW, program.rowLow[0]);
        return true;
    }

    /** The optimum of what is active now, less whatever would push the wrong way. */
    private boolean resume() {
        for (int drops = program.variables() + program.rows(); drops >= 0; drops--) {
            if (!active.factorise()) {
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
        for (int j = 0; j < program.variables(); j++) {
            double wrong = side[j] * boundPrice[j];
            if (wrong > most && !program.isFixed(j)) {
                most = wrong;
                worst = j;
            }
        }
        for (int k = 0; k < active.count(); k++) {
            int row = active.row(k);
            double wrong = rowSide[row] * rowPrice[row] * program.heaviest(row);
            if (wrong > most && !program.isEquality(row)) {
                most = wrong;
                worst = program.variables() + row;
            }
        }
        return worst;
    }

    /** Rows that must hold exactly come first: every solution has them. */
    private int mostViolated() {
        int worst = NONE;
        double most = 0;
        for (int r = 0; r < program.rows(); r++) {
            double gain = rowSide[r] == FREE ? program.rowGainInside(r, x) : 0;
            if (gain > 0 && program.isEquality(r)) {
                return program.variables() + r;
            }
            if (gain > most) {
                most = gain;
                worst = program.variables() + r;
            }
        }
        for (int j = 0; j < program.variables(); j++) {
            double gain = free[j] ? program.gainInside(j, x[j]) : 0;
            if (gain > most) {
                most = gain;
                worst = j;
            }
        }
        return worst;
    }

    /** Steps left; 0 when they are used up, NONE when what is violated contradicts what is active. */
    private int activate(int constraint, int steps) {
        boolean below = value(constraint) < low(constraint);
        double bound = below ? low(constraint) : high(constraint);
        int sign = below ? 1 : -1;
        double length = normal(constraint, sign);
        for (int left = steps; left > 0; left--) {
            if (!active.factorise()) {
                return 0;
            }
            double reach = findDirection();
            boolean moves = reach > NO_DIRECTION * length;
            double full = moves ? Math.abs(bound - value(constraint)) / reach : Double.POSITIVE_INFINITY;
            int blocking = blocking(full);
            double step = blocking == NONE ? full : Math.max(0, allowed(blocking));
            if (step == Double.POSITIVE_INFINITY) {
                return NONE;
            }
            move(step, moves);
            charge(constraint, sign * step);
            if (blocking == NONE) {
                hold(constraint, below ? AT_LOW : AT_HIGH, bound);
                return left - 1;
            }
            drop(blocking);
        }
        return 0;
    }

    private boolean isRow(int constraint) {
        return constraint >= program.variables();
    }

    private int rowOf(int constraint) {
        return constraint - program.variables();
    }

    private double value(int constraint) {
        return isRow(constraint) ? program.sum(rowOf(constraint), x) : x[constraint];
    }

    private double low(int constraint) {
        return isRow(constraint) ? program.rowLow[rowOf(constraint)] : program.low[constraint];
    }

    private double high(int constraint) {
        return isRow(constraint) ? program.rowHigh[rowOf(constraint)] : program.high[constraint];
    }

    private void charge(int constraint, double price) {
        if (isRow(constraint)) {
            rowPrice[rowOf(constraint)] += price;
        } else {
            boundPrice[constraint] += price;
        }
    }

    private void hold(int constraint, int atSide, double bound) {
        if (isRow(constraint)) {
            rowSide[rowOf(constraint)] = atSide;
            active.add(rowOf(constraint));
        } else {
            side[constraint] = atSide;
            free[constraint] = false;
            x[constraint] = bound;
        }
    }

    private void drop(int constraint) {
        if (isRow(constraint)) {
            rowSide[rowOf(constraint)] = FREE;
            rowPrice[rowOf(constraint)] = 0;
            active.drop(rowOf(constraint));
        } else {
            side[constraint] = FREE;
            free[constraint] = true;
            boundPrice[constraint] = 0;
        }
    }

    /** Points into the constraint; returns its squared length. */
    private double normal(int constraint, int sign) {
        double length = 0;
        for (int j = 0; j < program.variables(); j++) {
            double along = isRow(constraint) ? program.weight(rowOf(constraint), j) : j == constraint ? 1 : 0;
            normal[j] = sign * along;
            length += along * along * program.give[j];
        }
        return length;
    }

    /** The direction that serves the constraint and leaves what is active as it is; its squared length. */
    private double findDirection() {
        active.answer(normal);
        double reach = 0;
        for (int j = 0; j < program.variables(); j++) {
            double push = normal[j] - active.pushBack(j);
            direction[j] = push;
            if (free[j]) {
                reach += push * push * program.give[j];
            }
        }
        return reach;
    }

    /** Which active constraint's price would be used up first, before so long a step; NONE when none. */
    private int blocking(double full) {
        int first = NONE;
        double least = full;
        for (int j = 0; j < program.variables(); j++) {
            if (!free[j] && direction[j] * side[j] < 0 && !program.isFixed(j)) {
                double limit = boundPrice[j] / direction[j];
                if (limit < least) {
                    least = limit;
                    first = j;
                }
            }
        }
        for (int k = 0; k < active.count(); k++) {
            int row = active.row(k);
            if (active.step(k) * rowSide[row] < 0 && !program.isEquality(row)) {
                double limit = rowPrice[row] / active.step(k);
                if (limit < least) {
                    least = limit;
                    first = program.variables() + row;
                }
            }
        }
        return first;
    }

    private double allowed(int constraint) {
        if (!isRow(constraint)) {
            return boundPrice[constraint] / direction[constraint];
        }
        int place = 0;
        while (active.row(place) != rowOf(constraint)) {
            place++;
        }
        return rowPrice[rowOf(constraint)] / active.step(place);
    }

    private void move(double step, boolean moves) {
        for (int j = 0; j < program.variables(); j++) {
            if (!free[j]) {
                boundPrice[j] -= step * direction[j];
            } else if (moves) {
                x[j] += step * direction[j] * program.give[j];
            }
        }
        for (int k = 0; k < active.count(); k++) {
            rowPrice[active.row(k)] -= step * active.step(k);
        }
    }

    /** Restored twice: the second time takes off what rounding left. */
    private void optimumOfActive() {
        for (int j = 0; j < program.variables(); j++) {
            x[j] = free[j]
                    ? -program.linear[j] * program.give[j]
                    : side[j] == AT_LOW ? program.low[j] : program.high[j];
        }
        Arrays.fill(rowPrice, 0, program.rows(), 0);
        active.restore(x, rowPrice, rowSide);
        active.restore(x, rowPrice, rowSide);
        for (int j = 0; j < program.variables(); j++) {
            boundPrice[j] = free[j] ? 0 : program.linear[j] + program.curvature[j] * x[j] - charged(j);
        }
    }

    private double charged(int variable) {
        double sum = 0;
        for (int k = 0; k < active.count(); k++) {
            int row = active.row(k);
            sum += program.weight(row, variable) * rowPrice[row];
        }
        return sum;
    }

    /** The answer afresh from what is active, without the rounding of the way there. */
    private boolean settle() {
        if (!active.factorise()) {
            return false;
        }
        optimumOfActive();
        for (int j = 0; j < program.variables(); j++) {
            x[j] = Math.clamp(x[j], program.low[j], program.high[j]);
        }
        return true;
    }
}
