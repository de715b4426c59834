package io.evenkeel.keeper.adapter.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The journal's file, and the one that is being made to take its place: whatever replaces it is first made whole under
 * another name, so that a process killed in between leaves the one or the other.
 *
 * @param disk prefix of H2's for the kind of file system
 */
record H2Files(Path folder, String disk) {
    private static final String SETTINGS =
            ";WRITE_DELAY=0;REUSE_SPACE=FALSE;FILE_LOCK=FS;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";
    private static final String SUFFIX = ".mv.db";
    private static final String NAME = "journal";
    private static final String UNFINISHED = "journal-unfinished";

    Path file() {
        return folder.resolve(NAME + SUFFIX);
    }

    Path unfinished() {
        return folder.resolve(UNFINISHED + SUFFIX);
    }

    /** Where a journal that was upgraded from this version is kept. */
    Path ofVersion(int version) {
        return folder.resolve("journal-version-" + version + SUFFIX);
    }

    /** Whatever an earlier process left under the unfinished name is written over. */
    void copyToUnfinished() throws IOException {
        Files.copy(file(), unfinished(), StandardCopyOption.REPLACE_EXISTING);
    }

    Connection connect() throws SQLException {
        return connect(NAME, ";IFEXISTS=TRUE");
    }

    /** Nothing can be written over it, and opening it writes nothing either. */
    Connection connectToRead() throws SQLException {
        return connect(NAME, ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r");
    }

    /** It is made when there is none. */
    Connection connectToUnfinished() throws SQLException {
        return connect(UNFINISHED, "");
    }

    private Connection connect(String name, String more) throws SQLException {
        String path = disk + folder.resolve(name).toAbsolutePath();
        Connection connection = DriverManager.getConnection("jdbc:h2:" + path + SETTINGS + more, "sa", "");
        connection.setAutoCommit(false);
        return connection;
    }

    /** Only a whole file gets the true name, and it has it for good. */
    void giveUnfinishedItsName() throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished(), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished(), file(), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** When it returns, what was committed is on the disk. */
    static void sync(Connection connection) throws SQLException {
        run(connection, "CHECKPOINT SYNC");
    }

    /**
     * Without H2's own tidying up at the end, which moves what is in the file. Watched on a disk that failed in the
     * middle of it: H2 says nothing, the file's header points to an old place, later writes do not put that right,
     * and the next opening finds the journal as it was long before. A file that is left alone opens as after a kill.
     */
    static void letGo(Connection connection) {
        Trouble.quietly(() -> run(connection, "SHUTDOWN IMMEDIATELY"));
        Trouble.quietly(connection::close);
    }
}
