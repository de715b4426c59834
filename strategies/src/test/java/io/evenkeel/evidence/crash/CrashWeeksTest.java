package io.evenkeel.evidence.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.backtest.BacktestInput;
import io.evenkeel.hedge.peers.RageTrade;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashWeeksTest {
    @Test
    void oursIsChosenByTheWeeksBeforeAndNotByThoseThatAreJudged() {
        WeekOutcome theirs = outcome(1, 1);
        WeekOutcome.Both dearBefore = new WeekOutcome.Both(outcome(0.5, 0.9), outcome(0.1, 0.1));
        WeekOutcome.Both evenBefore = new WeekOutcome.Both(outcome(0.8, 0.4), outcome(9, 9));
        WeekOutcome.Both wildBefore = new WeekOutcome.Both(outcome(2, 0.1), outcome(0.1, 0.1));

        int chosen = CrashWeeks.chosen(
                List.of(List.of(dearBefore), List.of(evenBefore), List.of(wildBefore)),
                List.of(new WeekOutcome.Both(theirs, theirs)));

        assertThat(chosen).isEqualTo(1);
    }

    @Test
    void theOpeningDayCountsForNothingAndTheRestIsSplitWhereJudgingBegins() {
        CrashWeek week = week();

        WeekOutcome.Both both = WeekOutcome.of(week, CrashBook.RANGE, RageTrade.published());

        assertThat(both.runUp().bars()).isEqualTo(24);
        assertThat(both.judged().bars()).isEqualTo(24);
        // the hedge was taken up on the first day, and costs more than all that follows
        assertThat(both.runUp().cost() + both.judged().cost()).isBetween(1.0, 900.0);
    }

    @Test
    void curvatureThatNoDeltaHedgeTakesAwayIsNotHeldAgainstTheRule() {
        WeekOutcome.Both both = WeekOutcome.of(week(), CrashBook.SHORT_STRADDLE, RageTrade.published());

        // the straddle loses by gamma and earns by theta, hundreds a bar; what is left is the hedge's own error
        assertThat(Arrays.stream(both.judged().pnl()).sum()).isCloseTo(0, within(3_000.0));
        assertThat(both.judged().rms()).isLessThan(900);
    }

    private static CrashWeek week() {
        int bars = 73;
        long[] times = new long[bars];
        double[] spot = new double[bars];
        for (int i = 0; i < bars; i++) {
            times[i] = 1_600_000_000L + 3600L * i;
            spot[i] = 2000 * (1 + 0.01 * Math.sin(i / 3.0));
        }
        return new CrashWeek("made", BacktestInput.of(times, spot, 3600), times[48], 0);
    }

    private static WeekOutcome outcome(double rms, double cost) {
        return new WeekOutcome(new double[] {rms, -rms}, new double[] {cost / 2, cost / 2});
    }
}
