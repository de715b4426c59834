package io.evenkeel.keeper.adapter.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    /** H2's DATABASE_ALREADY_OPEN_1. */
    private static final int IN_USE = 90020;

    private final Path folder;
    private final Path file;
    private final H2Files files;
    private final H2Compaction compaction;
    private final Runnable afterRelease;
    private @Nullable ProcessLock lock;

    /** Which file it was when it was opened; null while none is open. */
    private @Nullable Object identity;

    /** What the file beside the journal says; empty until this store has written it. */
    private Optional<TailMark> marked = Optional.empty();

    /** Whether there has been a journal here since this store was made: one that is gone then is not made anew. */
    private boolean known;

    /** @param afterRelease run once, at the very end */
    H2Store(H2Files files, H2Compaction.Limits limits, Runnable afterRelease) {
        this.folder = files.folder();
        this.file = files.file();
        this.files = files;
        this.compaction = new H2Compaction(files, limits);
        this.afterRelease = afterRelease;
    }

    static Path file(Path folder) {
        return new H2Files(folder, "file:").file();
    }

    @Override
    public Access connect() {
        Optional<Access> obstacle = takeLock();
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        try {
            Optional<TailMark> tail = TailMark.read(folder);
            if (Files.notExists(file) && (known || tail.map(TailMark::position).orElse(0L) > 0)) {
                return new Access.Refused(file + " is gone, and it held "
                        + tail.map(TailMark::position).orElse(0L) + " lines: put it back, or make sure that nothing of"
                        + " this key waits in any pool and remove " + TailMark.file(folder) + " as well");
            } else if (Files.notExists(file)) {
                new H2Upgrade(files).create();
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
            connection = files.connectToRead();
            int version = SqlScripts.version(connection);
            Optional<String> objection = objection(new Statements(connection), version);
            letGo(connection);
            if (objection.isPresent()) {
                return new Access.Refused(file + " " + objection.get() + ". It has been left as it is");
            }
            if (version < SqlScripts.KNOWN_VERSION) {
                new H2Upgrade(files).upgrade(version);
            }
            if (compaction.isDue()) {
                compaction.run();
            }
            Object opened = identity();
            connection = files.connect();
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

    /** What is wrong with it, found without writing to it; empty when it can be worked with. */
    private Optional<String> objection(Statements on, int version) throws SQLException, IOException {
        if (version == 0) {
            return Optional.of("is a database, but not a journal");
        }
        if (version > SqlScripts.KNOWN_VERSION) {
            return Optional.of("was written by a newer Evenkeel (journal version " + version
                    + "); this one knows version " + SqlScripts.KNOWN_VERSION);
        }
        boolean withDigests = version >= SqlScripts.WITH_DIGESTS;
        Optional<TailMark> tail = TailMark.read(folder);
        if (tail.isPresent()
                && !(withDigests && tail.get().equals(tail(on, tail.get().position())))) {
            return Optional.of("has lost what was forced: it should hold line "
                    + tail.get().position() + " as it was written. Put back the newest copy that does");
        }
        return withDigests
                ? Soundness.faultOfWhatIsUnsettled(on).map(words -> "is damaged: " + words)
                : Optional.empty();
    }

    private static TailMark tail(Statements on, long position) throws SQLException {
        return on.first(
                        row -> new TailMark(position, digest(row)),
                        "select digest from transition where position = ?",
                        position)
                .orElse(new TailMark(0, "none"));
    }

    @Override
    public boolean wantsRenewal() {
        try {
            return compaction.isDue();
        } catch (IOException e) {
            return false; // whatever is wrong with the file is found by the write that follows
        }
    }

    /** A file that was deleted or replaced goes on taking writes, which nobody will ever read again. */
    @Override
    public void beforeCommit(Connection connection) throws SQLException {
        try {
            if (!Objects.equals(identity, identity())) {
                throw new SQLException(file + " has been replaced by another file while this keeper was using it");
            }
        } catch (NoSuchFileException e) {
            new H2Restoration(files).putBack(connection);
            throw new SQLException(file + " was deleted while this keeper was using it, and has been put back");
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private @Nullable Object identity() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Override
    public void force(Connection connection) throws SQLException {
        H2Files.sync(connection);
        Optional<TailMark> last = new Statements(connection)
                .first(
                        row -> new TailMark(row.getLong("position"), digest(row)),
                        "select position, digest from transition order by position desc limit 1");
        connection.rollback();
        if (last.isPresent() && !last.equals(marked)) {
            try {
                last.get().force(folder);
            } catch (IOException e) {
                throw new SQLException(e);
            }
            marked = last;
        }
    }

    private static String digest(ResultSet row) throws SQLException {
        return Objects.requireNonNullElse(row.getString("digest"), "none");
    }

    @Override
    public void letGo(Connection connection) {
        H2Files.letGo(connection);
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
