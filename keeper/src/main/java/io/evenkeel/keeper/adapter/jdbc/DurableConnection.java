package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.keeper.journal.JournalFailure;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose writes are on the disk when they return, and which is replaced after it has failed.
 *
 * <p>After any failure nothing that the old connection might say is believed: it may hold what it committed but could
 * not force. It is closed, and the next use opens the tables anew and writes to them before anything is read. Until
 * that works every use throws {@link JournalFailure}; whoever calls again decides how often.
 *
 * <p>Not thread-safe: its journal takes turns.
 */
final class DurableConnection {
    /** Something to be written as a whole or not at all. */
    interface Work {
        void run(Statements on) throws SQLException;
    }

    interface Question<T> {
        T ask(Statements on) throws SQLException;
    }

    private final JournalStore store;
    private @Nullable Connection connection;
    private boolean closed;

    /** @param connection already open, or null when it could not be had yet */
    DurableConnection(JournalStore store, @Nullable Connection connection) {
        this.store = store;
        this.connection = connection;
    }

    void write(Work work) {
        Connection usable = usable();
        boolean done = false;
        try {
            work.run(new Statements(usable));
            store.beforeCommit(usable);
            usable.commit();
            store.force(usable);
            done = true;
        } catch (SQLException e) {
            throw failure("the journal cannot be written: ", e);
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    <T> T read(Question<T> question) {
        Connection usable = usable();
        try {
            return question.ask(new Statements(usable));
        } catch (SQLException e) {
            throw failure("the journal cannot be read: ", e);
        } finally {
            rollback();
        }
    }

    void close() {
        closed = true;
        discard();
        store.release();
    }

    private Connection usable() {
        if (connection != null && !store.wantsRenewal()) {
            return connection;
        }
        discard();
        if (closed) {
            throw new JournalFailure("the journal is closed");
        }
        switch (store.connect()) {
            case JournalStore.Access.Granted granted -> connection = granted.connection();
            case JournalStore.Access.Refused refused -> throw new JournalFailure(refused.reason());
            case JournalStore.Access.Unavailable unavailable -> throw new JournalFailure(unavailable.reason());
        }
        return connection;
    }

    private JournalFailure failure(String what, SQLException e) {
        discard();
        return new JournalFailure(what + Trouble.inWords(e), e);
    }

    private void discard() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            store.letGo(old);
        }
    }

    private void rollback() {
        Connection current = connection;
        if (current == null) {
            return;
        }
        try {
            current.rollback();
        } catch (SQLException e) {
            discard();
        }
    }
}
