package io.evenkeel.keeper.adapter.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;

/** Puts back a journal whose file was deleted while it was open. */
record H2Restoration(H2Files files) {
    /** H2 still has everything that was in it, and tells it as a script. */
    void putBack(Connection gone) throws SQLException {
        String script = "'"
                + files.folder()
                        .resolve("journal-unfinished.sql")
                        .toAbsolutePath()
                        .toString()
                        .replace("'", "''") + "'";
        try {
            Files.createDirectories(files.folder());
            Files.deleteIfExists(files.unfinished());
            gone.rollback();
            H2Files.run(gone, "SCRIPT TO " + script);
            Connection whole = files.connectToUnfinished();
            try {
                H2Files.run(whole, "RUNSCRIPT FROM " + script);
                whole.commit();
                H2Files.sync(whole);
            } finally {
                H2Files.letGo(whole);
            }
            Files.deleteIfExists(files.folder().resolve("journal-unfinished.sql"));
            files.giveUnfinishedItsName();
        } catch (IOException e) {
            throw new SQLException(
                    files.file() + " was deleted while this keeper was using it, and cannot be put back", e);
        }
    }
}
