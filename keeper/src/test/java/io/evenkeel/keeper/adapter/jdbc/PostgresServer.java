package io.evenkeel.keeper.adapter.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL server, started once for all tests of this JVM and gone with it. A database for each test. */
final class PostgresServer {
    private static final String USER = "postgres";
    private static int databases;

    private PostgresServer() {}

    private static final class Running {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        // What the library switches off for speed is what these tests are about.
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @param folder for the password file */
    static synchronized PostgresPlace newDatabase(Path folder) throws SQLException, IOException {
        String name = "journal_" + databases++;
        asAdministrator("postgres", "create database " + name);
        Path password = Files.writeString(folder.resolve("database.password"), "of no account here\n");
        return new PostgresPlace(Running.SERVER.getJdbcUrl(USER, name).replaceAll("\\?.*$", ""), USER, password);
    }

    static void asAdministrator(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(Running.SERVER.getJdbcUrl(USER, database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static void asAdministrator(PostgresPlace place, String sql) throws SQLException {
        asAdministrator(place.url().substring(place.url().lastIndexOf('/') + 1), sql);
    }

    /** As when a keeper's machine is gone: the server ends its sessions. */
    static void endSessions(PostgresPlace place) throws SQLException {
        asAdministrator(
                place,
                "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and application_name = 'evenkeel'");
    }
}
