package io.evenkeel.evidence.crash;

import io.evenkeel.backtest.BacktestInput;

/**
 * A week of history and the week before it. Every rule takes up its hedge on the first day, of which nothing counts;
 * the rest of the first week is what parameters are set on, and the second is what is judged.
 *
 * @param name first day of the second week
 * @param judgedFromEpochSecond first instant whose profit and loss is judged
 * @param fillDelayBars 1 where a bar is a few minutes; 0 where it is an hour, which no order takes
 */
public record CrashWeek(String name, BacktestInput input, long judgedFromEpochSecond, int fillDelayBars) {
    private static final long OPENING_SECONDS = 86_400;

    public CrashWeek {
        if (judgedFromEpochSecond <= input.epochSeconds()[0] + OPENING_SECONDS
                || judgedFromEpochSecond >= input.epochSeconds()[input.bars() - 1]) {
            throw new IllegalArgumentException(
                    name + ": what is judged must begin within the history, more than a day after its start");
        }
    }

    /** Entry i of a run's profits and losses is the move from row i to row i + 1: the first one that sets parameters. */
    int firstOfRunUp() {
        return firstAt(input.epochSeconds()[0] + OPENING_SECONDS);
    }

    /** The first one that is judged. */
    int firstJudged() {
        return firstAt(judgedFromEpochSecond);
    }

    private int firstAt(long epochSecond) {
        int row = 0;
        while (input.epochSeconds()[row] < epochSecond) {
            row++;
        }
        return row;
    }
}
