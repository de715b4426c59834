package io.evenkeel.evidence.crash;

import io.evenkeel.backtest.Backtest;
import io.evenkeel.backtest.BacktestProgress;
import io.evenkeel.backtest.BacktestResult;
import io.evenkeel.hedge.HedgeRule;
import java.util.Arrays;

/**
 * What a rule made of a stretch of history, bar by bar, quote token.
 *
 * @param pnl of the hedge: the vault's profit and loss less what no hedge in the underlying changes (the curvature and
 *     decay of what is held, the loss of ranges against rebalancing); costs, funding and basis are in it
 * @param costs fees, impact and gas, positive
 */
record WeekOutcome(double[] pnl, double[] costs) {
    /** The run-up and the week that is judged, of one run. */
    record Both(WeekOutcome runUp, WeekOutcome judged) {}

    static Both of(CrashWeek week, CrashBook book, HedgeRule rule) {
        BacktestResult result =
                Backtest.run(week.input(), CrashPlans.of(week, book.at(week), rule), BacktestProgress.NONE);
        double[] pnl = result.pnlHedged().clone();
        for (int i = 0; i < pnl.length; i++) {
            pnl[i] -= result.beyondDelta()[i];
        }
        int first = week.firstOfRunUp();
        int judged = week.firstJudged();
        return new Both(cut(pnl, result.costs(), first, judged), cut(pnl, result.costs(), judged, pnl.length));
    }

    private static WeekOutcome cut(double[] pnl, double[] costs, int from, int until) {
        return new WeekOutcome(Arrays.copyOfRange(pnl, from, until), Arrays.copyOfRange(costs, from, until));
    }

    int bars() {
        return pnl.length;
    }

    double rms() {
        double squares = 0;
        for (double one : pnl) {
            squares += one * one;
        }
        return Math.sqrt(squares / pnl.length);
    }

    double cost() {
        return Arrays.stream(costs).sum();
    }

    double rms(int[] places) {
        double squares = 0;
        for (int place : places) {
            squares += pnl[place] * pnl[place];
        }
        return Math.sqrt(squares / places.length);
    }

    double cost(int[] places) {
        double sum = 0;
        for (int place : places) {
            sum += costs[place];
        }
        return sum;
    }
}
