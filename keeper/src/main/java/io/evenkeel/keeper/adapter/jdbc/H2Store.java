package io.evenkeel.keeper.adapter.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables in one H2 file.
 *
 * <p>What H2 2.5 really does per commit was watched with strace: with {@code WRITE_DELAY=0} each commit is one write
 * and no fsync, and {@code ACCESS_MODE_DATA=rws} changes nothing; {@code CHECKPOINT SYNC} adds exactly one fsync. So
 * every commit is followed by one.
 *
 * <p>H2 must not use freed space again. Left to itself it writes new chunks into gaps once a store is 45 seconds old;
 * after a kill it then finds the newest chunk by a header that is renewed only now and then and, where a chunk did not
 * go where the one before expected it, takes an older one for the newest. Watched: commits that had been forced were
 * gone after SIGKILL, in two of some thirty. Appended only, the newest is always the last in the file.
 *
 * <p>When a write fails H2 closes the whole database by itself, and opens it again as it
 * was before that write. The lock is the operating system's, which a killed process cannot leave behind; it is kept
 * while the database is closed and opened again.
 */
final class H2Store implements JournalStore {
    static final String LOCK = "journal.lock";
    private static final String SETTINGS =
            ";WRITE_DELAY=0;REUSE_SPACE=FALSE;FILE_LOCK=FS;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";
    private static final String SUFFIX = ".mv.db";

    /** H2's DATABASE_ALREADY_OPEN_1. */
    private static final int IN_USE = 90020;

    private final Path folder;
    private final Path file;
    private final String disk;
    private final Runnable afterRelease;
    private @Nullable ProcessLock lock;

    /** Which file it was when it was opened; null while none is open. */
    private @Nullable Object identity;

    /** Whether there has been a journal here since this store was made: one that is gone then is not made anew. */
    private boolean known;

    /**
     * @param disk prefix of H2's for the kind of file system
     * @param afterRelease run once, at the very end
     */
    H2Store(Path folder, String disk, Runnable afterRelease) {
        this.folder = folder;
        this.file = file(folder);
        this.disk = disk;
        this.afterRelease = afterRelease;
    }

    static Path file(Path folder) {
        return folder.resolve("journal" + SUFFIX);
    }

    @Override
    public Access connect() {
        Optional<Access> obstacle = takeLock();
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        try {
            if (Files.notExists(file) && known) {
                return new Access.Refused(file + " is gone, and it was there when this keeper started: put it back");
            } else if (Files.notExists(file)) {
                create();
            } else if (Files.size(file) == 0) {
                return new Access.Refused(file + " is empty: it was a journal once and has lost its content");
            }
            known = true;
        } catch (IOException | SQLException e) {
            return new Access.Unavailable("a journal cannot be made in " + folder + ": " + Trouble.inWords(e));
        }
        return openFile();
    }

    private Optional<Access> takeLock() {
        if (lock != null) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(folder);
            lock = ProcessLock.take(folder.resolve(LOCK)).orElse(null);
        } catch (IOException e) {
            return Optional.of(new Access.Refused("a journal cannot be kept in " + folder + ": " + e.getMessage()));
        }
        return lock == null ? Optional.of(new Access.Refused(file + " is in use by another keeper")) : Optional.empty();
    }

    private Access openFile() {
        Connection connection = null;
        try {
            Object opened = identity();
            connection = connect("journal", ";IFEXISTS=TRUE");
            Optional<String> objection = prepare(connection);
            if (objection.isPresent()) {
                letGo(connection);
                return new Access.Refused(file + " " + objection.get() + ". It has been left as it is");
            }
            SqlScripts.proveWritable(connection);
            force(connection);
            identity = opened;
            return new Access.Granted(connection);
        } catch (IOException | SQLException e) {
            if (connection != null) {
                letGo(connection);
            }
            return failed(e);
        }
    }

    private Access failed(Exception e) {
        if (e instanceof SQLException sql && sql.getErrorCode() == IN_USE) {
            return new Access.Refused(file + " is in use by another program");
        }
        return Trouble.ofTheDisk(e).isPresent()
                ? new Access.Unavailable(file + " cannot be worked with now: " + Trouble.inWords(e))
                : new Access.Refused(file + " is damaged and has been left as it is: " + Trouble.firstLine(e));
    }

    /** What is wrong with its tables; empty once they are as this program needs them. */
    private static Optional<String> prepare(Connection connection) throws SQLException {
        int version = SqlScripts.version(connection);
        if (version == 0) {
            return Optional.of("is a database, but not a journal");
        }
        if (version > SqlScripts.KNOWN_VERSION) {
            return Optional.of("was written by a newer Evenkeel (journal version " + version
                    + "); this one knows version " + SqlScripts.KNOWN_VERSION);
        }
        SqlScripts.upgrade(connection, version);
        return Optional.empty();
    }

    /** Under another name first: a process killed in between must not leave half a journal under the true one. */
    private void create() throws IOException, SQLException {
        Path unfinished = unfinished();
        Files.deleteIfExists(unfinished);
        Connection connection = connect("journal-unfinished", "");
        try {
            SqlScripts.upgrade(connection, 0);
            force(connection);
        } finally {
            letGo(connection);
        }
        giveItsName(unfinished);
    }

    private Connection connect(String name, String more) throws SQLException {
        String path = disk + folder.resolve(name).toAbsolutePath();
        Connection connection = DriverManager.getConnection("jdbc:h2:" + path + SETTINGS + more, "sa", "");
        connection.setAutoCommit(false);
        return connection;
    }

    /** A file that was deleted or replaced goes on taking writes, which nobody will ever read again. */
    @Override
    public void beforeCommit(Connection connection) throws SQLException {
        try {
            if (!Objects.equals(identity, identity())) {
                throw new SQLException(file + " has been replaced by another file while this keeper was using it");
            }
        } catch (NoSuchFileException e) {
            putBack(connection);
            throw new SQLException(file + " was deleted while this keeper was using it, and has been put back");
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    /** H2 still has everything that was in it, and tells it as a script. */
    private void putBack(Connection gone) throws SQLException {
        String script = "'"
                + folder.resolve("journal-unfinished.sql")
                        .toAbsolutePath()
                        .toString()
                        .replace("'", "''") + "'";
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(unfinished());
            gone.rollback();
            run(gone, "SCRIPT TO " + script);
            Connection whole = connect("journal-unfinished", "");
            try {
                run(whole, "RUNSCRIPT FROM " + script);
                whole.commit();
                force(whole);
            } finally {
                letGo(whole);
            }
            Files.deleteIfExists(folder.resolve("journal-unfinished.sql"));
            giveItsName(unfinished());
        } catch (IOException e) {
            throw new SQLException(file + " was deleted while this keeper was using it, and cannot be put back", e);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Path unfinished() {
        return folder.resolve("journal-unfinished" + SUFFIX);
    }

    /** Only a whole file gets the true name, and it has it for good. */
    private void giveItsName(Path unfinished) throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private @Nullable Object identity() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Override
    public void force(Connection connection) throws SQLException {
        run(connection, "CHECKPOINT SYNC");
    }

    /**
     * Without H2's own tidying up at the end, which moves what is in the file. Watched on a disk that failed in the
     * middle of it: H2 says nothing, the file's header points to an old place, later writes do not put that right,
     * and the next opening finds the journal as it was long before. A file that is left alone opens as after a kill.
     */
    @Override
    public void letGo(Connection connection) {
        Trouble.quietly(() -> run(connection, "SHUTDOWN IMMEDIATELY"));
        Trouble.quietly(connection::close);
    }

    @Override
    public void release() {
        if (lock != null) {
            lock.release();
            lock = null;
        }
        afterRelease.run();
    }
}
