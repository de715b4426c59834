package io.evenkeel.keeper.adapter.jdbc;

import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a database's exceptions mean to an operator. */
final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger("evenkeel.journal");

    /** More causes than any exception has. */
    private static final int DEEPEST = 20;

    private Trouble() {}

    /** The disk's own words where the disk is to blame, else the database's first line. */
    static String inWords(Throwable trouble) {
        return ofTheDisk(trouble)
                .map(io -> io.getMessage() == null ? io.getClass().getSimpleName() : io.getMessage())
                .orElseGet(() -> firstLine(trouble));
    }

    /**
     * What the operating system has said of the disk, if that is at the bottom of it. A file that ends too early is not
     * the disk's trouble: the file is damaged.
     */
    static Optional<IOException> ofTheDisk(Throwable trouble) {
        Throwable each = trouble;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (each instanceof IOException io && !(each instanceof EOFException)) {
                return Optional.of(io);
            }
            each = each.getCause();
        }
        return Optional.empty();
    }

    static String firstLine(Throwable trouble) {
        return String.valueOf(trouble.getMessage()).lines().findFirst().orElse("");
    }

    interface Closing {
        void run() throws SQLException;
    }

    /** For what comes after the failure that counts. */
    static void quietly(Closing closing) {
        try {
            closing.run();
        } catch (SQLException e) {
            LOG.debug("after another failure: {}", firstLine(e));
        }
    }
}
