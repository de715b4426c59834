package io.evenkeel.keeper.backtest.report;

import io.evenkeel.backtest.BacktestResult;
import io.evenkeel.keeper.backtest.series.Quality;
import java.util.List;

/**
 * Everything the report shows. It holds no time of its own making: the same history and configuration give the same
 * page to the byte.
 *
 * @param title what the configuration calls the run
 * @param base,quote symbols
 * @param barSeconds width of a bar
 * @param venues their names, in the plan's order
 * @param quality of each file that was read
 * @param notes what was assumed, one sentence each
 * @param configuration the file's own text
 */
public record ReportContent(
        String title,
        String base,
        String quote,
        long barSeconds,
        BacktestResult result,
        List<String> venues,
        List<Quality> quality,
        List<String> notes,
        String configuration) {
    public ReportContent {
        venues = List.copyOf(venues);
        quality = List.copyOf(quality);
        notes = List.copyOf(notes);
    }
}
