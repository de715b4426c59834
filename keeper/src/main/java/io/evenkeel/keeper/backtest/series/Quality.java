package io.evenkeel.keeper.backtest.series;

import java.time.Instant;
import java.util.List;

/**
 * What a file was like, for whoever reads the result.
 *
 * @param rowsRead in the period, fills not counted
 * @param gaps the first of them
 * @param gapCount all of them
 * @param barsMissing in all gaps
 * @param barsFilled of those, how many repeat the values before
 * @param largestJump of the first column, as a part of the value before; 0 for anything but prices
 */
public record Quality(
        String name,
        String fileName,
        int rowsRead,
        Instant firstKnown,
        Instant lastKnown,
        List<Gap> gaps,
        int gapCount,
        long barsMissing,
        long barsFilled,
        double largestJump,
        Instant largestJumpAt) {
    public Quality {
        gaps = List.copyOf(gaps);
    }
}
