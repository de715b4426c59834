package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.sign.SharedWatermarkContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** In one H2 file, which one process may open more than once where the keeper's own lock is left out. */
class SharedWatermarkTest extends SharedWatermarkContract {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void makeTables() throws SQLException {
        try (Connection connection = open()) {
            SqlScripts.upgrade(connection, 0);
        }
    }

    @Override
    protected Journal connect() {
        try {
            return new JdbcJournal(new DurableConnection(new Unlocked(), open()), Optional.empty());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:h2:file:" + folder.resolve("shared") + ";LOCK_TIMEOUT=20000", "sa", "");
        connection.setAutoCommit(false);
        return connection;
    }
}
