package io.evenkeel.keeper.adapter.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** Brings a journal's tables from the version they have to the version this program knows, one numbered file each. */
final class SqlScripts {
    /** The newest journal-N.sql. */
    static final int KNOWN_VERSION = 4;

    /** The first whose lines carry digests. */
    static final int WITH_DIGESTS = 4;

    private SqlScripts() {}

    /** The version of the tables; 0 when there are none. */
    static int version(Connection connection) throws SQLException {
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            boolean found = false;
            while (tables.next()) {
                found |= "journal_version".equalsIgnoreCase(tables.getString("TABLE_NAME"));
            }
            if (!found) {
                return 0;
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(version) from journal_version")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    /** Every missing version, each in its own transaction together with the note that it is done. */
    static void upgrade(Connection connection, int from) throws SQLException {
        upgrade(connection, from, KNOWN_VERSION);
    }

    static void upgrade(Connection connection, int from, int to) throws SQLException {
        for (int version = from + 1; version <= to; version++) {
            try (Statement statement = connection.createStatement()) {
                if (version == 1) {
                    statement.execute("create table journal_version (version integer primary key)");
                }
                for (String sql : statements(version)) {
                    statement.execute(sql);
                }
                statement.execute("insert into journal_version values (" + version + ")");
            }
            connection.commit();
        }
    }

    /** A write that changes nothing, so that a database that only reads is not taken for a usable one. */
    static void proveWritable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("update journal_version set version = version");
        }
        connection.commit();
    }

    private static List<String> statements(int version) {
        String name = "journal-" + version + ".sql";
        try (InputStream in = SqlScripts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in this build");
            }
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            return Arrays.stream(script.split(";"))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
