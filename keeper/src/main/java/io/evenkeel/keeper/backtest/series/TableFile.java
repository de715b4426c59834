package io.evenkeel.keeper.backtest.series;

import java.nio.file.Path;
import java.util.List;

/** A file of rows and columns, read from the first row to the last without holding more than one. */
@FunctionalInterface
public interface TableFile {
    /** How reading ended. */
    sealed interface Outcome {
        record Read() implements Outcome {}

        /**
         * The file cannot be opened, or not read on.
         *
         * @param line 1 is the first; 0 when it is not a matter of one line
         */
        record Broken(long line, String reason) implements Outcome {}
    }

    /** Takes rows in the file's order. */
    @FunctionalInterface
    interface Rows {
        /**
         * @param line where the row begins; 1 is the file's first line
         * @return whether to go on
         */
        boolean take(long line, List<String> fields);
    }

    Outcome read(Path file, Rows rows);
}
