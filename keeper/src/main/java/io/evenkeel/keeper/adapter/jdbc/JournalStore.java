package io.evenkeel.keeper.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a journal's tables are kept, what it takes to get at them, and what makes a commit survive a power cut. */
interface JournalStore {
    /** How asking for a connection ended. */
    sealed interface Access {
        /**
         * @param connection without auto-commit, to tables as this program needs them, which have been shown to take a
         *     write; nobody else has it
         */
        record Granted(Connection connection) implements Access {}

        /** There is a journal that must not be worked with. Nothing in it has been changed. */
        record Refused(String reason) implements Access {}

        /** Cannot be had now; it may be had later. */
        record Unavailable(String reason) implements Access {}
    }

    /** May be called again after the connection before has failed and was closed. */
    Access connect();

    /** Whether the connection had better be closed and asked for again, before the next use. */
    default boolean wantsRenewal() {
        return false;
    }

    /** @throws SQLException when what is written over this connection would not be found again at the next start */
    void beforeCommit(Connection connection) throws SQLException;

    /** When it returns, what was committed is on the disk. */
    void force(Connection connection) throws SQLException;

    /** Closes a connection, which may have failed, and writes nothing more: all that was promised is on the disk. */
    void letGo(Connection connection);

    /** Somebody else may have it now. */
    void release();
}
