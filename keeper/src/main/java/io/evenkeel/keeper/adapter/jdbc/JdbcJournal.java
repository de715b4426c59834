package io.evenkeel.keeper.adapter.jdbc;

import static io.evenkeel.keeper.adapter.jdbc.JournalRows.time;
import static io.evenkeel.keeper.adapter.jdbc.JournalRows.wei;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.AttemptTaken;
import io.evenkeel.keeper.journal.Inclusion;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.NonceSpending;
import io.evenkeel.keeper.journal.Transition;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The journal in SQL tables. What each step changes stands here; that it lasts is the connection's business. */
final class JdbcJournal implements Journal {
    /** Of the SQL standard; both databases say it so. */
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String ATTEMPT_KEY = " where chain_id = ? and sender = ? and nonce = ? and ordinal = ?";

    private final DurableConnection connection;
    private final Optional<AccountId> only;

    /** @param only whose intents these are, in tables shared with other accounts; the watermark counts all the same */
    JdbcJournal(DurableConnection connection, Optional<AccountId> only) {
        this.connection = connection;
        this.only = only;
    }

    // ---- writing

    @Override
    public synchronized void decided(IntentRecord intent) {
        connection.write(on -> {
            if (JournalQueries.entry(on, intent.intentId()).isPresent()) {
                throw new IllegalStateException("intent " + intent.intentId() + " is known already");
            }
            on.execute(
                    "insert into intent (intent_id, chain_id, account, sender, destination, call_data,"
                            + " account_sequence, deadline, urgent, why, decided_at, displaces, most_fee, made_at_block,"
                            + " state, note, changed_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
                    intent.intentId().hex(),
                    intent.account().chainId().value(),
                    intent.account().address().hex(),
                    intent.sender().hex(),
                    intent.to().hex(),
                    intent.callData(),
                    intent.sequence(),
                    time(intent.deadline()),
                    intent.urgent(),
                    intent.why(),
                    time(intent.decidedAt()),
                    intent.displaces().map(IntentId::hex).orElse(null),
                    intent.mostFee().map(JournalRows::wei).orElse(null),
                    intent.madeAtBlock().orElse(null),
                    IntentState.DECIDED.name(),
                    time(intent.decidedAt()));
            tell(on, intent.intentId(), IntentState.DECIDED, intent.why(), intent.decidedAt());
        });
    }

    @Override
    public synchronized void permitted(AttemptRecord attempt) {
        connection.write(on -> {
            IntentEntry entry = unresolvedEntry(on, attempt.intentId());
            if (attempt(on, attempt.id()).isPresent()) {
                throw new AttemptTaken(attempt.id());
            }
            insert(on, attempt);
            reach(on, entry, IntentState.PERMITTED, "nonce " + attempt.id().nonce(), attempt.permittedAt());
        });
    }

    /** The primary key is the watermark that everybody shares; who comes second is told so. */
    private static void insert(Statements on, AttemptRecord attempt) throws SQLException {
        AttemptId id = attempt.id();
        UnsignedTransaction transaction = attempt.transaction();
        try {
            on.execute(
                    "insert into attempt (chain_id, sender, nonce, ordinal, intent_id, purpose, destination, payload,"
                            + " gas_limit, max_fee, max_tip, permitted_at, voided)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)",
                    id.chainId().value(),
                    id.sender().hex(),
                    id.nonce().value(),
                    id.ordinal(),
                    attempt.intentId().hex(),
                    attempt.purpose().name(),
                    transaction.to().hex(),
                    transaction.data(),
                    transaction.gasLimit().units(),
                    wei(transaction.maxFee()),
                    wei(transaction.maxTip()),
                    time(attempt.permittedAt()));
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new AttemptTaken(id);
            }
            throw e;
        }
    }

    @Override
    public synchronized void signed(AttemptId attempt, SignedTransaction transaction, Instant at) {
        connection.write(on -> {
            IntentEntry entry = ownerOf(on, attempt);
            updateAttempt(
                    on,
                    attempt,
                    "raw = ?, tx_hash = ?",
                    transaction.raw(),
                    transaction.hash().hex());
            reach(on, entry, IntentState.SIGNED, transaction.hash().hex(), at);
        });
    }

    @Override
    public synchronized void broadcast(AttemptId attempt, Instant at) {
        connection.write(on -> {
            IntentEntry entry = ownerOf(on, attempt);
            if (attempt(on, attempt).orElseThrow().firstSentAt().isPresent()) {
                return;
            }
            updateAttempt(on, attempt, "first_sent_at = ?", time(at));
            reach(on, entry, IntentState.BROADCAST, "", at);
        });
    }

    @Override
    public synchronized void voided(AttemptId attempt, String why, Instant at) {
        connection.write(on -> {
            IntentEntry entry = ownerOf(on, attempt);
            if (attempt(on, attempt).orElseThrow().signed().isPresent()) {
                throw new IllegalStateException("attempt " + attempt + " is signed and may have been sent");
            }
            updateAttempt(on, attempt, "voided = ?", true);
            reach(on, entry, IntentState.DECIDED, why, at);
        });
    }

    @Override
    public synchronized void remark(IntentId intent, String line, Instant at) {
        connection.write(on -> tell(on, intent, knownEntry(on, intent).state(), line, at));
    }

    @Override
    public synchronized void seen(IntentId intent, Inclusion inclusion, Instant at) {
        connection.write(on -> {
            unresolvedEntry(on, intent);
            on.execute(
                    "update intent set tx_hash = ?, block_number = ?, block_hash = ? where intent_id = ?",
                    inclusion.txHash().hex(),
                    inclusion.block().number(),
                    inclusion.block().hash().hex(),
                    intent.hex());
            String line = inclusion.txHash() + " in block " + inclusion.block().number();
            set(on, intent, IntentState.SEEN, "", line, at);
        });
    }

    @Override
    public synchronized void unseen(IntentId intent, String why, Instant at) {
        connection.write(on -> {
            unresolvedEntry(on, intent);
            on.execute(
                    "update intent set tx_hash = null, block_number = null, block_hash = null where intent_id = ?",
                    intent.hex());
            set(on, intent, IntentState.BROADCAST, "", why, at);
        });
    }

    @Override
    public synchronized void resolved(IntentId intent, IntentState end, String note, Instant at) {
        if (!end.isResolved()) {
            throw new IllegalArgumentException(end + " is no end");
        }
        connection.write(on -> {
            unresolvedEntry(on, intent);
            set(on, intent, end, note, note, at);
        });
    }

    /** To this state, unless the intent has come further already. */
    private static void reach(Statements on, IntentEntry entry, IntentState state, String line, Instant at)
            throws SQLException {
        IntentState furthest = entry.state().compareTo(state) >= 0 ? entry.state() : state;
        set(on, entry.intent().intentId(), furthest, "", line, at);
    }

    private static void set(Statements on, IntentId intent, IntentState state, String note, String line, Instant at)
            throws SQLException {
        on.execute(
                "update intent set state = ?, note = ?, changed_at = ? where intent_id = ?",
                state.name(),
                note,
                time(at),
                intent.hex());
        tell(on, intent, state, line, at);
    }

    private static void tell(Statements on, IntentId intent, IntentState state, String line, Instant at)
            throws SQLException {
        IntentEntry after = JournalQueries.entry(on, intent).orElseThrow();
        String content = Digests.of(after);
        on.execute(
                "insert into transition (happened_at, intent_id, state, note, content, digest)"
                        + " values (?, ?, ?, ?, ?, ?)",
                time(at),
                intent.hex(),
                state.name(),
                line,
                content,
                Digests.of(Soundness.last(on, intent), new Transition(at, intent, state, line), content));
    }

    private static void updateAttempt(Statements on, AttemptId id, String changes, Object... values)
            throws SQLException {
        Object[] key = key(id);
        Object[] all = Arrays.copyOf(values, values.length + key.length);
        System.arraycopy(key, 0, all, values.length, key.length);
        on.execute("update attempt set " + changes + ATTEMPT_KEY, all);
    }

    // ---- reading

    @Override
    public synchronized List<IntentEntry> unresolved() {
        String open = JournalQueries.UNRESOLVED;
        String oldestFirst = " order by position";
        return connection.read(on -> only.isEmpty()
                ? JournalQueries.entries(on, open + oldestFirst)
                : JournalQueries.entries(
                        on,
                        open + " and chain_id = ? and account = ?" + oldestFirst,
                        only.get().chainId().value(),
                        only.get().address().hex()));
    }

    @Override
    public synchronized Optional<IntentEntry> find(IntentId intent) {
        return connection.read(on -> JournalQueries.entry(on, intent));
    }

    @Override
    public synchronized List<AttemptEntry> attempts(ChainId chainId, Address sender, Nonce nonce) {
        return connection.read(on -> on.list(
                JournalRows::attempt,
                "select * from attempt where chain_id = ? and sender = ? and nonce = ? order by ordinal",
                chainId.value(),
                sender.hex(),
                nonce.value()));
    }

    @Override
    public synchronized Optional<Nonce> highestNonce(ChainId chainId, Address sender) {
        return connection.read(on -> on.first(
                row -> new Nonce(row.getLong("nonce")),
                "select nonce from attempt where chain_id = ? and sender = ? and not voided"
                        + " order by nonce desc limit 1",
                chainId.value(),
                sender.hex()));
    }

    @Override
    public synchronized List<NonceSpending> spending(ChainId chainId, Address sender, Instant since) {
        return connection.read(on -> on.list(
                JournalRows::spending,
                "select nonce, max(gas_limit * max_fee) as highest_cost, max(permitted_at) as newest"
                        + " from attempt where chain_id = ? and sender = ? and not voided and nonce in"
                        + " (select nonce from attempt where chain_id = ? and sender = ? and not voided"
                        + " and permitted_at > ?) group by nonce order by nonce",
                chainId.value(),
                sender.hex(),
                chainId.value(),
                sender.hex(),
                time(since)));
    }

    @Override
    public synchronized List<IntentEntry> newest(int limit) {
        return connection.read(
                on -> JournalQueries.entries(on, "select * from intent order by position desc limit ?", limit));
    }

    @Override
    public synchronized List<IntentEntry> olderThan(Optional<IntentId> start, int limit) {
        return start.isEmpty()
                ? newest(limit)
                : connection.read(on -> JournalQueries.entries(
                        on,
                        "select * from intent where position < (select position from intent where intent_id = ?)"
                                + " order by position desc limit ?",
                        start.get().hex(),
                        limit));
    }

    @Override
    public synchronized List<IntentEntry> newerThan(Optional<IntentId> start, int limit) {
        return connection.read(on -> start.isEmpty()
                ? JournalQueries.entries(on, "select * from intent order by position limit ?", limit)
                : JournalQueries.entries(
                        on,
                        "select * from intent where position > (select position from intent where intent_id = ?)"
                                + " order by position limit ?",
                        start.get().hex(),
                        limit));
    }

    @Override
    public synchronized List<Transition> history(IntentId intent) {
        return connection.read(on -> on.list(
                JournalRows::transition,
                "select * from transition where intent_id = ? order by position",
                intent.hex()));
    }

    @Override
    public synchronized void close() {
        connection.close();
    }

    private static IntentEntry knownEntry(Statements on, IntentId intent) throws SQLException {
        return JournalQueries.entry(on, intent)
                .orElseThrow(() -> new IllegalStateException("intent " + intent + " is unknown"));
    }

    private static IntentEntry unresolvedEntry(Statements on, IntentId intent) throws SQLException {
        IntentEntry entry = knownEntry(on, intent);
        if (entry.state().isResolved()) {
            throw new IllegalStateException("intent " + intent + " is " + entry.state());
        }
        return entry;
    }

    private static IntentEntry ownerOf(Statements on, AttemptId id) throws SQLException {
        AttemptEntry attempt =
                attempt(on, id).orElseThrow(() -> new IllegalStateException("attempt " + id + " is unknown"));
        return unresolvedEntry(on, attempt.record().intentId());
    }

    private static Optional<AttemptEntry> attempt(Statements on, AttemptId id) throws SQLException {
        return on.first(JournalRows::attempt, "select * from attempt" + ATTEMPT_KEY, key(id));
    }

    private static Object[] key(AttemptId id) {
        return new Object[] {id.chainId().value(), id.sender().hex(), id.nonce().value(), id.ordinal()};
    }
}
