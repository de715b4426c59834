package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.keeper.journal.JournalOpening;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A journal in one H2 file, for one process at a time.
 *
 * <p>What H2 2.5 really does per commit was watched with strace: with {@code WRITE_DELAY=0} each commit is one write
 * and no fsync, and {@code ACCESS_MODE_DATA=rws} changes nothing; {@code CHECKPOINT SYNC} adds exactly one fsync. So
 * every writing method commits and then checkpoints. The lock is the operating system's, which a killed process cannot
 * leave behind.
 */
public final class H2JournalFile {
    private static final String SETTINGS =
            ";WRITE_DELAY=0;FILE_LOCK=FS;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";
    private static final String SUFFIX = ".mv.db";
    private static final String FORCE = "CHECKPOINT SYNC";

    /** H2's DATABASE_ALREADY_OPEN_1. */
    private static final int IN_USE = 90020;

    private H2JournalFile() {}

    /** @param folder is made when it is missing; the journal in it is {@code journal.mv.db} */
    public static JournalOpening open(Path folder) {
        return open(folder, "file:");
    }

    /**
     * A copy to look at while a keeper holds the journal itself. H2 writes behind what it has and checks sums when it
     * opens, so a copy made in the middle of a write is the state before that write. What is written to it is lost.
     */
    public static JournalOpening openCopy(Path folder) {
        Path file = folder.resolve("journal" + SUFFIX);
        if (!Files.exists(file)) {
            return new JournalOpening.Refused("there is no journal in " + folder);
        }
        try {
            Path copy = Files.createTempDirectory("evenkeel-journal");
            Files.copy(file, copy.resolve("journal" + SUFFIX));
            return openLocked(copy, copy.resolve("journal" + SUFFIX), "file:", () -> delete(copy));
        } catch (IOException e) {
            return new JournalOpening.Refused(file + " cannot be copied: " + e.getMessage());
        }
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy.resolve("journal" + SUFFIX));
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param disk prefix of H2's for the kind of file system */
    static JournalOpening open(Path folder, String disk) {
        Path file = folder.resolve("journal" + SUFFIX);
        Optional<ProcessLock> lock;
        try {
            Files.createDirectories(folder);
            lock = ProcessLock.take(folder.resolve("journal.lock"));
        } catch (IOException e) {
            return new JournalOpening.Refused("a journal cannot be kept in " + folder + ": " + e.getMessage());
        }
        if (lock.isEmpty()) {
            return new JournalOpening.Refused(file + " is in use by another keeper");
        }
        JournalOpening opening = openLocked(folder, file, disk, lock.get()::release);
        if (opening instanceof JournalOpening.Refused) {
            lock.get().release();
        }
        return opening;
    }

    private static JournalOpening openLocked(Path folder, Path file, String disk, Runnable afterClosing) {
        try {
            if (!Files.exists(file)) {
                create(folder, file, disk);
            } else if (Files.size(file) == 0) {
                return new JournalOpening.Refused(file + " is empty: it was a journal once and has lost its content");
            }
        } catch (IOException | SQLException e) {
            return new JournalOpening.Refused("a journal cannot be made in " + folder + ": " + e.getMessage());
        }
        try {
            Connection connection = connect(disk + folder.resolve("journal").toAbsolutePath(), ";IFEXISTS=TRUE");
            Optional<String> objection = prepare(connection);
            if (objection.isPresent()) {
                connection.close();
                return new JournalOpening.Refused(file + " " + objection.get() + ". It has been left as it is");
            }
            return new JournalOpening.Opened(new JdbcJournal(connection, FORCE, afterClosing));
        } catch (SQLException e) {
            return new JournalOpening.Refused(
                    e.getErrorCode() == IN_USE
                            ? file + " is in use by another program"
                            : file + " is damaged and has been left as it is: " + firstLine(e));
        }
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
    private static void create(Path folder, Path file, String disk) throws IOException, SQLException {
        Path unfinished = folder.resolve("journal-unfinished" + SUFFIX);
        Files.deleteIfExists(unfinished);
        try (Connection connection =
                connect(disk + folder.resolve("journal-unfinished").toAbsolutePath(), "")) {
            SqlScripts.upgrade(connection, 0);
        }
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static Connection connect(String path, String more) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:h2:" + path + SETTINGS + more, "sa", "");
        connection.setAutoCommit(false);
        return connection;
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
