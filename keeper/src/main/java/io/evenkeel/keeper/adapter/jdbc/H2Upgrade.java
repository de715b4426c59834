package io.evenkeel.keeper.adapter.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;

/** Makes the file that this program works with, out of nothing or of an older version. */
record H2Upgrade(H2Files files) {
    /** Under another name first: a process killed in between must not leave half a journal under the true one. */
    void create() throws IOException, SQLException {
        Files.deleteIfExists(files.unfinished());
        Connection connection = files.connectToUnfinished();
        try {
            SqlScripts.upgrade(connection, 0);
            H2Files.sync(connection);
        } finally {
            H2Files.letGo(connection);
        }
        files.giveUnfinishedItsName();
    }

    /**
     * On a copy that takes the old one's place when it is whole: a crash in between leaves the one or the other. The
     * old one is kept beside it, one of each version.
     */
    void upgrade(int version) throws IOException, SQLException {
        Files.copy(files.file(), files.ofVersion(version), StandardCopyOption.REPLACE_EXISTING);
        files.copyToUnfinished();
        Connection copy = files.connectToUnfinished();
        try {
            SqlScripts.upgrade(copy, version);
            H2Files.sync(copy);
        } finally {
            H2Files.letGo(copy);
        }
        files.giveUnfinishedItsName();
    }
}
