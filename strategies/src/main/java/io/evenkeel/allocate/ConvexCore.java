package io.evenkeel.allocate;

import io.evenkeel.allocate.SeparableProgram.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Least cost once it is known which venues trade, or may: a convex problem.
 *
 * <p>Each venue's cost, and what it uses of shared limits, is cut into {@link Pieces}; the exact optimum of the pieces is
 * the centre of a finer cut. Where costs are quadratic and uses linear as posed, one cut is exact.
 */
final class ConvexCore {
    /** A venue of which it is not yet known whether it trades: no smallest size, and its fixed cost by the piece. */
    static final byte UNDECIDED = 0;

    static final byte TRADES = 1;
    static final byte LEFT_OUT = 2;

    private static final int COARSE = 8;
    private static final int FINE = 4;
    private static final int ROUNDS = 40;
    private static final int NARROWING = 5;
    private static final int WIDENING = 2;
    private static final double AS_FAR_AS_IT_GOES = 0.99;
    private static final double FINEST = 1e-9;
    /** Sizes below this part of the whole are rounding. */
    static final double NOTHING = 1e-11;
    /** Part of the scale of costs below which two are the same. */
    static final double SAME = 1e-11;

    private static final int SIZE_ROW = 0;
    private static final int QUOTE_ROW = 1;
    private static final int BASE_ROW = 2;
    private static final int OWN_ROWS = 3;

    private final AllocationProblem problem;
    private final List<LegOption> options;
    private final SeparableProgram program;
    /** Per row and option; no row for the size itself. */
    private final DoubleUnaryOperator[][] uses;

    private final double[] room;
    private final boolean[] exact;
    private final double[][] knots;
    private final double[] sizes;
    private final double[] best;
    private final byte[] state;
    private final Pieces pieces = new Pieces(COARSE);
    private final double[] rowPrices;
    private double bestCost;
    private Outcome outcome = Outcome.OPTIMAL;

    ConvexCore(AllocationProblem problem, List<LegOption> options) {
        this.problem = problem;
        this.options = options;
        int n = options.size();
        int rows = OWN_ROWS + problem.caps().size();
        program = new SeparableProgram(n * COARSE + 1, rows);
        uses = new DoubleUnaryOperator[rows][n];
        room = new double[rows];
        exact = new boolean[n];
        knots = new double[n][];
        sizes = new double[n];
        best = new double[n];
        state = new byte[n];
        rowPrices = new double[rows];
        room[QUOTE_ROW] = problem.quoteAtHand();
        room[BASE_ROW] = problem.baseAtHand();
        for (int i = 0; i < n; i++) {
            LegOption option = options.get(i);
            uses[SIZE_ROW][i] = QuadraticCost.linear(1);
            uses[QUOTE_ROW][i] = option.quoteNeeded();
            uses[BASE_ROW][i] = option.baseNeeded();
            exact[i] = option.costQuote() instanceof QuadraticCost;
            for (int r = OWN_ROWS; r < rows; r++) {
                SharedCap cap = problem.caps().get(r - OWN_ROWS);
                uses[r][i] = cap.use(option.venue());
                room[r] = cap.room();
            }
            for (int r = QUOTE_ROW; r < rows; r++) {
                exact[i] &= uses[r][i] instanceof QuadraticCost use && use.curvature() == 0;
            }
        }
    }

    /** The least cost, what is left undone included; infinite when these venues cannot trade together. */
    double solve(byte[] states) {
        System.arraycopy(states, 0, state, 0, state.length);
        bestCost = Double.POSITIVE_INFINITY;
        boolean allExact = true;
        for (int i = 0; i < state.length; i++) {
            allExact &= exact[i] || state[i] == LEFT_OUT;
            knots[i] = state[i] == LEFT_OUT
                    ? new double[] {0}
                    : exact[i] ? new double[] {bottom(i), top(i)} : even(bottom(i), top(i));
        }
        if (!improve() || allExact) {
            return bestCost;
        }
        double width = problem.size() / COARSE;
        double[] before = sizes.clone();
        for (int round = 0; round < ROUNDS && width > FINEST * problem.size(); round++) {
            for (int i = 0; i < state.length; i++) {
                if (!exact[i] && state[i] != LEFT_OUT) {
                    knots[i] = around(sizes[i], width, bottom(i), top(i));
                }
            }
            System.arraycopy(sizes, 0, before, 0, sizes.length);
            if (!improve()) {
                break;
            }
            double moved = furthest(before, sizes);
            width = moved >= width * AS_FAR_AS_IT_GOES
                    ? width * WIDENING
                    : Math.max(width / NARROWING, moved * WIDENING);
        }
        return bestCost;
    }

    /** Whether the last problem had no answer for numerical reasons, so that nothing is known of it. */
    boolean isUnknown() {
        return bestCost == Double.POSITIVE_INFINITY && outcome == Outcome.UNSOLVED;
    }

    /** Sizes per option of the last solution. */
    double[] sizes() {
        return best;
    }

    /** What one more unit of the shared cap would save, in the last solution; at least 0. */
    double capPrice(int cap) {
        return Math.max(0, -rowPrices[OWN_ROWS + cap]);
    }

    /** What one more quote, or base, at hand would save. */
    double handPrice(boolean quote) {
        return Math.max(0, -rowPrices[quote ? QUOTE_ROW : BASE_ROW]);
    }

    /** What one more base costs, as things are. */
    double sizePrice() {
        return rowPrices[SIZE_ROW];
    }

    /** Cost of these sizes as things are: fixed cost of what trades, in parts of what may, and what is left undone. */
    double cost(double[] at) {
        double cost = 0;
        double filled = 0;
        for (int i = 0; i < at.length; i++) {
            if (state[i] != LEFT_OUT) {
                LegOption option = options.get(i);
                cost += option.costQuote().applyAsDouble(at[i]);
                cost += state[i] == TRADES ? option.fixedCostQuote() : fixedPerBase(i) * at[i];
                filled += at[i];
            }
        }
        return cost + Math.max(0, problem.size() - filled) * problem.unfilledQuotePerBase();
    }

    private double fixedPerBase(int i) {
        double most = top(i);
        return state[i] == UNDECIDED && most > 0 ? options.get(i).fixedCostQuote() / most : 0;
    }

    private double bottom(int i) {
        return state[i] == TRADES ? options.get(i).smallest() : 0;
    }

    double top(int i) {
        LegOption option = options.get(i);
        return Math.max(option.smallest(), Math.min(option.largest(), problem.size()));
    }

    /** Solves the pieces; keeps what is found if it is better, and says whether anything was found. */
    private boolean improve() {
        outcome = pose();
        if (outcome != Outcome.OPTIMAL) {
            return false;
        }
        int j = 0;
        for (int i = 0; i < sizes.length; i++) {
            double size = knots[i][0];
            for (int k = 0; k < knots[i].length - 1; k++) {
                size += program.value(j++);
            }
            double rounding = NOTHING * problem.size();
            sizes[i] = size < rounding ? bottom(i) : size;
        }
        double cost = cost(sizes);
        if (cost < bestCost) {
            bestCost = cost;
            System.arraycopy(sizes, 0, best, 0, sizes.length);
            Arrays.setAll(rowPrices, program::price);
        }
        return true;
    }

    private Outcome pose() {
        int variables = 1;
        for (double[] ends : knots) {
            variables += ends.length - 1;
        }
        program.reset(variables, room.length);
        double[] left = room.clone();
        left[SIZE_ROW] = problem.size();
        int j = 0;
        for (int i = 0; i < knots.length; i++) {
            double[] ends = knots[i];
            for (int r = 0; r < left.length; r++) {
                left[r] -= usedAtOnce(r, i);
            }
            pieces.cutCost(options.get(i).costQuote(), ends);
            for (int k = 0; k < ends.length - 1; k++) {
                double length = ends[k + 1] - ends[k];
                program.variable(j, pieces.slope(k) + fixedPerBase(i), pieces.curvature(k), 0, length);
                program.guess(j, Math.clamp(sizes[i] - ends[k], 0, length));
                j++;
            }
            for (int r = 0; r < left.length; r++) {
                pieces.cutUse(uses[r][i], ends);
                for (int k = 0; k < ends.length - 1; k++) {
                    program.weight(r, j - ends.length + 1 + k, pieces.slope(k));
                }
            }
        }
        program.variable(j, problem.unfilledQuotePerBase(), 0, 0, problem.size());
        program.weight(SIZE_ROW, j, 1);
        program.row(SIZE_ROW, left[SIZE_ROW], left[SIZE_ROW]);
        for (int r = QUOTE_ROW; r < left.length; r++) {
            program.row(r, Double.NEGATIVE_INFINITY, left[r]);
        }
        return program.solve();
    }

    /** A venue that may yet stay out is charged nothing for coming in. */
    private double usedAtOnce(int row, int option) {
        if (state[option] == LEFT_OUT) {
            return 0;
        }
        double used = uses[row][option].applyAsDouble(knots[option][0]);
        return state[option] == UNDECIDED ? Math.min(0, used) : used;
    }

    /** Whether trading at all uses something of what is shared, however small the size. */
    boolean usesAtOnce(int option) {
        for (int r = QUOTE_ROW; r < uses.length; r++) {
            if (uses[r][option].applyAsDouble(0) != 0) {
                return true;
            }
        }
        return false;
    }

    private static double furthest(double[] a, double[] b) {
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
        }
        return most;
    }

    private static double[] even(double low, double high) {
        double[] ends = new double[COARSE + 1];
        for (int k = 0; k <= COARSE; k++) {
            ends[k] = low + (high - low) * k / COARSE;
        }
        return ends;
    }

    /** Two pieces within a width of the centre, and one on each side beyond. */
    private static double[] around(double centre, double width, double low, double high) {
        double[] ends = new double[FINE + 1];
        double middle = Math.clamp(centre, low, high);
        ends[0] = low;
        ends[1] = Math.max(low, middle - width);
        ends[2] = middle;
        ends[3] = Math.min(high, middle + width);
        ends[FINE] = high;
        return ends;
    }
}
