package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.BlockPoint;
import io.evenkeel.keeper.journal.Inclusion;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalFailure;
import io.evenkeel.keeper.journal.NonceSpending;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.journal.Transition;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The journal in SQL tables, on one connection that nobody else uses. */
final class JdbcJournal implements Journal {
    private static final String ATTEMPT_KEY = " where chain_id = ? and sender = ? and nonce = ? and ordinal = ?";

    private final Connection connection;
    private final String force;
    private final Runnable afterClosing;

    /**
     * @param connection without auto-commit; closed with the journal
     * @param force run after each commit; once it returns, what was committed is on the disk
     */
    JdbcJournal(Connection connection, String force, Runnable afterClosing) {
        this.connection = connection;
        this.force = force;
        this.afterClosing = afterClosing;
    }

    // ---- writing

    @Override
    public synchronized void decided(IntentRecord intent) {
        write(() -> {
            if (read(intent.intentId()).isPresent()) {
                throw new IllegalStateException("intent " + intent.intentId() + " is known already");
            }
            execute(
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
                    intent.mostFee().map(fee -> new BigDecimal(fee.wei())).orElse(null),
                    intent.madeAtBlock().orElse(null),
                    IntentState.DECIDED.name(),
                    time(intent.decidedAt()));
            tell(intent.intentId(), IntentState.DECIDED, intent.why(), intent.decidedAt());
        });
    }

    @Override
    public synchronized void permitted(AttemptRecord attempt) {
        write(() -> {
            IntentEntry entry = unresolvedEntry(attempt.intentId());
            if (readAttempt(attempt.id()).isPresent()) {
                throw new IllegalStateException("attempt " + attempt.id() + " is known already");
            }
            AttemptId id = attempt.id();
            UnsignedTransaction transaction = attempt.transaction();
            execute(
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
                    new BigDecimal(transaction.maxFee().wei()),
                    new BigDecimal(transaction.maxTip().wei()),
                    time(attempt.permittedAt()));
            reach(entry, IntentState.PERMITTED, "nonce " + id.nonce(), attempt.permittedAt());
        });
    }

    @Override
    public synchronized void signed(AttemptId attempt, SignedTransaction transaction, Instant at) {
        write(() -> {
            IntentEntry entry = ownerOf(attempt);
            executeFor(
                    "update attempt set raw = ?, tx_hash = ?",
                    attempt,
                    transaction.raw(),
                    transaction.hash().hex());
            reach(entry, IntentState.SIGNED, transaction.hash().hex(), at);
        });
    }

    @Override
    public synchronized void broadcast(AttemptId attempt, Instant at) {
        write(() -> {
            IntentEntry entry = ownerOf(attempt);
            if (readAttempt(attempt).orElseThrow().firstSentAt().isPresent()) {
                return;
            }
            executeFor("update attempt set first_sent_at = ?", attempt, time(at));
            reach(entry, IntentState.BROADCAST, "", at);
        });
    }

    @Override
    public synchronized void voided(AttemptId attempt, String why, Instant at) {
        write(() -> {
            IntentEntry entry = ownerOf(attempt);
            if (readAttempt(attempt).orElseThrow().signed().isPresent()) {
                throw new IllegalStateException("attempt " + attempt + " is signed and may have been sent");
            }
            executeFor("update attempt set voided = true", attempt);
            reach(entry, IntentState.DECIDED, why, at);
        });
    }

    @Override
    public synchronized void seen(IntentId intent, Inclusion inclusion, Instant at) {
        write(() -> {
            unresolvedEntry(intent);
            execute(
                    "update intent set tx_hash = ?, block_number = ?, block_hash = ? where intent_id = ?",
                    inclusion.txHash().hex(),
                    inclusion.block().number(),
                    inclusion.block().hash().hex(),
                    intent.hex());
            set(
                    intent,
                    IntentState.SEEN,
                    "",
                    inclusion.txHash() + " in block " + inclusion.block().number(),
                    at);
        });
    }

    @Override
    public synchronized void unseen(IntentId intent, String why, Instant at) {
        write(() -> {
            unresolvedEntry(intent);
            execute(
                    "update intent set tx_hash = null, block_number = null, block_hash = null where intent_id = ?",
                    intent.hex());
            set(intent, IntentState.BROADCAST, "", why, at);
        });
    }

    @Override
    public synchronized void resolved(IntentId intent, IntentState end, String note, Instant at) {
        if (!end.isResolved()) {
            throw new IllegalArgumentException(end + " is no end");
        }
        write(() -> {
            unresolvedEntry(intent);
            set(intent, end, note, note, at);
        });
    }

    /** To this state, unless the intent has come further already. */
    private void reach(IntentEntry entry, IntentState state, String line, Instant at) throws SQLException {
        IntentState furthest = entry.state().compareTo(state) >= 0 ? entry.state() : state;
        set(entry.intent().intentId(), furthest, "", line, at);
    }

    private void set(IntentId intent, IntentState state, String note, String line, Instant at) throws SQLException {
        execute(
                "update intent set state = ?, note = ?, changed_at = ? where intent_id = ?",
                state.name(),
                note,
                time(at),
                intent.hex());
        tell(intent, state, line, at);
    }

    private void tell(IntentId intent, IntentState state, String line, Instant at) throws SQLException {
        execute(
                "insert into transition (happened_at, intent_id, state, note) values (?, ?, ?, ?)",
                time(at),
                intent.hex(),
                state.name(),
                line);
    }

    // ---- reading

    @Override
    public synchronized List<IntentEntry> unresolved() {
        return reading(() ->
                intents("select * from intent where state in ('DECIDED', 'PERMITTED', 'SIGNED', 'BROADCAST', 'SEEN')"
                        + " order by position"));
    }

    @Override
    public synchronized Optional<IntentEntry> find(IntentId intent) {
        return reading(() -> read(intent));
    }

    @Override
    public synchronized List<AttemptEntry> attempts(ChainId chainId, Address sender, Nonce nonce) {
        return reading(() -> attemptRows(
                "select * from attempt where chain_id = ? and sender = ? and nonce = ? order by ordinal",
                chainId.value(),
                sender.hex(),
                nonce.value()));
    }

    @Override
    public synchronized Optional<Nonce> highestNonce(ChainId chainId, Address sender) {
        return reading(() -> {
            try (PreparedStatement statement = prepared(
                            "select max(nonce) from attempt where chain_id = ? and sender = ? and not voided",
                            chainId.value(),
                            sender.hex());
                    ResultSet row = statement.executeQuery()) {
                row.next();
                long highest = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(new Nonce(highest));
            }
        });
    }

    @Override
    public synchronized List<NonceSpending> spending(ChainId chainId, Address sender, Instant since) {
        return reading(() -> {
            List<NonceSpending> found = new ArrayList<>();
            try (PreparedStatement statement = prepared(
                            "select nonce, max(gas_limit * max_fee) as highest_cost, max(permitted_at) as newest"
                                    + " from attempt where chain_id = ? and sender = ? and not voided"
                                    + " group by nonce having max(permitted_at) > ? order by nonce",
                            chainId.value(),
                            sender.hex(),
                            time(since));
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new NonceSpending(
                            new Nonce(row.getLong("nonce")),
                            new Wei(row.getBigDecimal("highest_cost").toBigIntegerExact()),
                            instant(row, "newest")));
                }
            }
            return found;
        });
    }

    @Override
    public synchronized List<IntentEntry> newest(int limit) {
        return reading(() -> intents("select * from intent order by position desc limit ?", limit));
    }

    @Override
    public synchronized List<Transition> history(IntentId intent) {
        return reading(() -> {
            List<Transition> story = new ArrayList<>();
            try (PreparedStatement statement =
                            prepared("select * from transition where intent_id = ? order by position", intent.hex());
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    story.add(new Transition(
                            instant(row, "happened_at"),
                            intent,
                            IntentState.valueOf(row.getString("state")),
                            row.getString("note")));
                }
            }
            return story;
        });
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new JournalFailure("the journal could not be closed", e);
        } finally {
            afterClosing.run();
        }
    }

    private Optional<IntentEntry> read(IntentId intent) throws SQLException {
        return intents("select * from intent where intent_id = ?", intent.hex()).stream()
                .findFirst();
    }

    private IntentEntry unresolvedEntry(IntentId intent) throws SQLException {
        IntentEntry entry =
                read(intent).orElseThrow(() -> new IllegalStateException("intent " + intent + " is unknown"));
        if (entry.state().isResolved()) {
            throw new IllegalStateException("intent " + intent + " is " + entry.state());
        }
        return entry;
    }

    private IntentEntry ownerOf(AttemptId id) throws SQLException {
        AttemptEntry attempt =
                readAttempt(id).orElseThrow(() -> new IllegalStateException("attempt " + id + " is unknown"));
        return unresolvedEntry(attempt.record().intentId());
    }

    private Optional<AttemptEntry> readAttempt(AttemptId id) throws SQLException {
        return attemptRows(
                        "select * from attempt" + ATTEMPT_KEY,
                        id.chainId().value(),
                        id.sender().hex(),
                        id.nonce().value(),
                        id.ordinal())
                .stream()
                .findFirst();
    }

    private List<IntentEntry> intents(String sql, Object... values) throws SQLException {
        List<IntentEntry> found = new ArrayList<>();
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(intent(row));
            }
        }
        return found;
    }

    private IntentEntry intent(ResultSet row) throws SQLException {
        IntentId id = new IntentId(row.getString("intent_id"));
        IntentRecord record = new IntentRecord(
                id,
                new AccountId(new ChainId(row.getLong("chain_id")), new Address(row.getString("account"))),
                new Address(row.getString("sender")),
                new Address(row.getString("destination")),
                row.getBytes("call_data"),
                row.getLong("account_sequence"),
                instant(row, "deadline"),
                row.getBoolean("urgent"),
                row.getString("why"),
                instant(row, "decided_at"),
                Optional.ofNullable(row.getString("displaces")).map(IntentId::new),
                Optional.ofNullable(row.getBigDecimal("most_fee")).map(fee -> new FeePerGas(fee.toBigIntegerExact())),
                Optional.ofNullable(row.getObject("made_at_block", Long.class)));
        return new IntentEntry(
                record,
                IntentState.valueOf(row.getString("state")),
                attemptRows("select * from attempt where intent_id = ? order by nonce, ordinal", id.hex()),
                inclusion(row),
                row.getString("note"),
                instant(row, "changed_at"));
    }

    private static Optional<Inclusion> inclusion(ResultSet row) throws SQLException {
        String hash = row.getString("tx_hash");
        return hash == null
                ? Optional.empty()
                : Optional.of(new Inclusion(
                        new TxHash(hash),
                        new BlockPoint(row.getLong("block_number"), new BlockHash(row.getString("block_hash")))));
    }

    private List<AttemptEntry> attemptRows(String sql, Object... values) throws SQLException {
        List<AttemptEntry> found = new ArrayList<>();
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(attempt(row));
            }
        }
        return found;
    }

    private static AttemptEntry attempt(ResultSet row) throws SQLException {
        ChainId chainId = new ChainId(row.getLong("chain_id"));
        Address sender = new Address(row.getString("sender"));
        Nonce nonce = new Nonce(row.getLong("nonce"));
        UnsignedTransaction transaction = new UnsignedTransaction(
                chainId,
                sender,
                nonce,
                new Address(row.getString("destination")),
                row.getBytes("payload"),
                new Gas(row.getLong("gas_limit")),
                fee(row, "max_fee"),
                fee(row, "max_tip"));
        AttemptRecord record = new AttemptRecord(
                new AttemptId(chainId, sender, nonce, row.getInt("ordinal")),
                new IntentId(row.getString("intent_id")),
                Purpose.valueOf(row.getString("purpose")),
                transaction,
                instant(row, "permitted_at"));
        byte[] raw = row.getBytes("raw");
        Optional<SignedTransaction> signed = raw == null
                ? Optional.empty()
                : Optional.of(new SignedTransaction(raw, new TxHash(row.getString("tx_hash"))));
        OffsetDateTime sent = row.getObject("first_sent_at", OffsetDateTime.class);
        return new AttemptEntry(
                record, signed, Optional.ofNullable(sent).map(OffsetDateTime::toInstant), row.getBoolean("voided"));
    }

    // ---- SQL

    private interface Work {
        void run() throws SQLException;
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private void write(Work work) {
        boolean done = false;
        try {
            work.run();
            connection.commit();
            try (Statement statement = connection.createStatement()) {
                statement.execute(force);
            }
            done = true;
        } catch (SQLException e) {
            throw new JournalFailure("the journal cannot be written: " + e.getMessage(), e);
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    private <T> T reading(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new JournalFailure("the journal cannot be read: " + e.getMessage(), e);
        } finally {
            rollback();
        }
    }

    /** What failed has been reported already; a connection that cannot even roll back says so at the next use. */
    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The first failure is the one that counts.
        }
    }

    private void executeFor(String update, AttemptId id, Object... values) throws SQLException {
        List<Object> all = new ArrayList<>(List.of(values));
        all.add(id.chainId().value());
        all.add(id.sender().hex());
        all.add(id.nonce().value());
        all.add(id.ordinal());
        execute(update + ATTEMPT_KEY, all.toArray());
    }

    private void execute(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static FeePerGas fee(ResultSet row, String column) throws SQLException {
        return new FeePerGas(row.getBigDecimal(column).toBigIntegerExact());
    }
}
