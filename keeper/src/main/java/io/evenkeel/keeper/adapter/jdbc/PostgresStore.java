package io.evenkeel.keeper.adapter.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The tables in PostgreSQL. A commit is on the server's disk when it returns, which is made sure of for each session;
 * a server that is set not to force what it writes is refused.
 */
final class PostgresStore implements JournalStore {
    /** The driver's own, against a server that is there and says nothing. */
    private static final Map<String, String> SECONDS = Map.of("connectTimeout", "10", "socketTimeout", "30");

    /** A dead keeper's session, and with it its lock, ends after 10 + 3 × 5 seconds instead of after hours. */
    private static final Map<String, String> SESSION = Map.of(
            "tcp_keepalives_idle", "10",
            "tcp_keepalives_interval", "5",
            "tcp_keepalives_count", "3",
            "lock_timeout", "'10s'");

    /** What a server must not have switched off, or a power cut takes back what it has confirmed. */
    private static final String[] NEEDED = {"fsync", "full_page_writes"};

    /** Two keepers that start at once must not both make the tables. */
    private static final String ONE_UPGRADE_AT_A_TIME = "select pg_advisory_lock(hashtextextended('evenkeel', 0))";

    private static final String UPGRADED = "select pg_advisory_unlock(hashtextextended('evenkeel', 0))";

    private final PostgresPlace place;
    private final Optional<PostgresClaim> claim;

    /** @param claim empty for one who only reads */
    PostgresStore(PostgresPlace place, Optional<PostgresClaim> claim) {
        this.place = place;
        this.claim = claim;
    }

    @Override
    public Access connect() {
        Properties properties = new Properties();
        properties.setProperty("user", place.user());
        properties.setProperty("ApplicationName", "evenkeel");
        properties.setProperty("tcpKeepAlive", "true");
        SECONDS.forEach(properties::setProperty);
        try {
            String password = Files.readString(place.passwordFile(), StandardCharsets.UTF_8);
            properties.setProperty("password", password.strip());
        } catch (IOException e) {
            return new Access.Refused("the database's password cannot be read from " + place.passwordFile() + ": "
                    + e.getClass().getSimpleName());
        }
        Connection connection;
        try {
            connection = DriverManager.getConnection(place.url(), properties);
        } catch (SQLException e) {
            return unreachable(e);
        }
        Access access = prepared(connection);
        if (!(access instanceof Access.Granted)) {
            letGo(connection);
        }
        return access;
    }

    private Access unreachable(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        boolean mustBeMended = state.startsWith("28") || state.startsWith("3D");
        String reason = "the journal's database " + place.url() + " does not let us in: " + Trouble.firstLine(e);
        return mustBeMended ? new Access.Refused(reason) : new Access.Unavailable(reason);
    }

    private Access prepared(Connection connection) {
        try {
            connection.setAutoCommit(false);
            Statements on = new Statements(connection);
            Optional<Access> unsafe = unsafe(on);
            if (unsafe.isPresent()) {
                return unsafe.get();
            }
            if (claim.isEmpty()) {
                return toRead(connection);
            }
            Optional<String> inTheWay = claim.get().lock(on);
            if (inTheWay.isPresent()) {
                return new Access.Unavailable(inTheWay.get());
            }
            on.first(row -> true, ONE_UPGRADE_AT_A_TIME);
            int version = SqlScripts.version(connection);
            if (version > SqlScripts.KNOWN_VERSION) {
                return newer(version);
            }
            SqlScripts.upgrade(connection, version);
            on.first(row -> true, UPGRADED);
            claim.get().take(on);
            connection.commit();
            return new Access.Granted(connection);
        } catch (SQLException e) {
            return new Access.Unavailable(
                    "the journal's database " + place.url() + " cannot be worked with now: " + Trouble.firstLine(e));
        }
    }

    private Access toRead(Connection connection) throws SQLException {
        int version = SqlScripts.version(connection);
        connection.rollback();
        if (version == 0) {
            return new Access.Refused("there is no journal in " + place.url());
        }
        if (version > SqlScripts.KNOWN_VERSION) {
            return newer(version);
        }
        connection.setReadOnly(true);
        return new Access.Granted(connection);
    }

    private Access newer(int version) {
        return new Access.Refused("the journal in " + place.url() + " was written by a newer Evenkeel (journal version "
                + version + "); this one knows version " + SqlScripts.KNOWN_VERSION + ". It has been left as it is");
    }

    /** Why what this server confirms need not last. */
    private Optional<Access> unsafe(Statements on) throws SQLException {
        for (String setting : NEEDED) {
            if (show(on, setting).equals("off")) {
                return Optional.of(new Access.Refused("the journal's database " + place.url() + " runs with " + setting
                        + " = off: what it confirms is lost in a power cut. Switch it on and start again"));
            }
        }
        if (claim.isPresent() && show(on, "transaction_read_only").equals("on")) {
            return Optional.of(new Access.Unavailable(
                    "the journal's database " + place.url() + " only reads: it is a stand-by, or set so"));
        }
        if (!show(on, "synchronous_commit").equals("remote_apply")) {
            on.execute("set synchronous_commit = on");
        }
        for (Map.Entry<String, String> setting : SESSION.entrySet()) {
            on.execute("set " + setting.getKey() + " = " + setting.getValue());
        }
        on.connection().commit();
        return Optional.empty();
    }

    private static String show(Statements on, String setting) throws SQLException {
        return on.first(row -> row.getString(1), "show " + setting).orElse("");
    }

    @Override
    public void beforeCommit(Connection connection) throws SQLException {
        if (claim.isPresent()) {
            claim.get().stillOurs(new Statements(connection));
        }
    }

    @Override
    public void force(Connection connection) {
        // synchronous_commit has seen to it
    }

    @Override
    public void letGo(Connection connection) {
        Trouble.quietly(connection::close);
    }

    @Override
    public void release() {
        // the lock ends with its session
    }
}
