package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.sign.SharedWatermarkContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** In a real PostgreSQL, without the lock that keeps a second keeper out: the primary key alone. */
class PostgresSharedWatermarkTest extends SharedWatermarkContract {
    private final PostgresPlace place;

    PostgresSharedWatermarkTest(@TempDir Path folder) throws SQLException, IOException {
        place = PostgresServer.newDatabase(folder);
    }

    @BeforeEach
    void makeTables() throws SQLException, IOException {
        try (Connection connection = open()) {
            SqlScripts.upgrade(connection, 0);
        }
    }

    @Override
    protected Journal connect() {
        try {
            return new JdbcJournal(new DurableConnection(new Unlocked(), open()), Optional.empty());
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private Connection open() throws SQLException, IOException {
        Connection connection = DriverManager.getConnection(
                place.url(),
                place.user(),
                Files.readString(place.passwordFile()).strip());
        connection.setAutoCommit(false);
        return connection;
    }
}
