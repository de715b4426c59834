package io.evenkeel.keeper.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** A store whose connections are made by the test: no lock, nothing forced, nothing opened anew. */
final class Unlocked implements JournalStore {
    @Override
    public Access connect() {
        return new Access.Unavailable("the test gave one connection");
    }

    @Override
    public void beforeCommit(Connection connection) {}

    @Override
    public void force(Connection connection) {}

    @Override
    public void letGo(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void release() {}
}
