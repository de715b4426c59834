package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.chain.AccountId;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.journal.Verification;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A journal in PostgreSQL, shared by keepers of several accounts; each account has one active keeper at a time. */
public final class PostgresJournal {
    private PostgresJournal() {}

    /** How this process is to be named to a second keeper. */
    public static String thisProcess() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "an unnamed machine";
        }
        return "process " + ProcessHandle.current().pid() + " on " + host;
    }

    /**
     * Opened also while the database cannot be reached or another keeper holds the account: the journal then fails
     * with the reason until that has changed, and this keeper stands by.
     *
     * @param holder who is to be named to a second keeper
     */
    public static JournalOpening open(PostgresPlace place, AccountId account, String holder) {
        return opening(new PostgresStore(place, Optional.of(new PostgresClaim(account, holder))), Optional.of(account));
    }

    /** To look at while keepers write. Nothing can be written to it. */
    public static JournalOpening openToRead(PostgresPlace place) {
        return opening(new PostgresStore(place, Optional.empty()), Optional.empty());
    }

    /** Looks at every intent, of all accounts, while keepers write. */
    public static Verification verify(PostgresPlace place) {
        return Verifier.verify(new PostgresStore(place, Optional.empty()));
    }

    private static JournalOpening opening(PostgresStore store, Optional<AccountId> only) {
        return switch (store.connect()) {
            case JournalStore.Access.Granted granted ->
                new JournalOpening.Opened(new JdbcJournal(new DurableConnection(store, granted.connection()), only));
            case JournalStore.Access.Unavailable unavailable ->
                only.isPresent()
                        ? new JournalOpening.Opened(new JdbcJournal(new DurableConnection(store, null), only))
                        : new JournalOpening.Refused(unavailable.reason());
            case JournalStore.Access.Refused refused -> new JournalOpening.Refused(refused.reason());
        };
    }
}
