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
import io.evenkeel.keeper.journal.NonceSpending;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.journal.Transition;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Rows to records and back. Times are kept to the microsecond. */
final class JournalRows {
    private JournalRows() {}

    /** @param attempts of this intent, oldest first */
    static IntentEntry intent(ResultSet row, List<AttemptEntry> attempts) throws SQLException {
        IntentRecord record = new IntentRecord(
                intentId(row),
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
                Optional.ofNullable(row.getBigDecimal("most_fee")).map(JournalRows::fee),
                Optional.ofNullable(row.getObject("made_at_block", Long.class)));
        return new IntentEntry(
                record,
                IntentState.valueOf(row.getString("state")),
                attempts,
                inclusion(row),
                row.getString("note"),
                instant(row, "changed_at"));
    }

    static IntentId intentId(ResultSet row) throws SQLException {
        return new IntentId(row.getString("intent_id"));
    }

    private static Optional<Inclusion> inclusion(ResultSet row) throws SQLException {
        String hash = row.getString("tx_hash");
        return hash == null
                ? Optional.empty()
                : Optional.of(new Inclusion(
                        new TxHash(hash),
                        new BlockPoint(row.getLong("block_number"), new BlockHash(row.getString("block_hash")))));
    }

    static AttemptEntry attempt(ResultSet row) throws SQLException {
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
                fee(row.getBigDecimal("max_fee")),
                fee(row.getBigDecimal("max_tip")));
        AttemptRecord record = new AttemptRecord(
                new AttemptId(chainId, sender, nonce, row.getInt("ordinal")),
                intentId(row),
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

    static Transition transition(ResultSet row) throws SQLException {
        return new Transition(
                instant(row, "happened_at"),
                intentId(row),
                IntentState.valueOf(row.getString("state")),
                row.getString("note"));
    }

    static NonceSpending spending(ResultSet row) throws SQLException {
        return new NonceSpending(
                new Nonce(row.getLong("nonce")),
                new Wei(row.getBigDecimal("highest_cost").toBigIntegerExact()),
                instant(row, "newest"));
    }

    /** As the tables keep it: left to themselves they would round, and the digests would not be of what is read. */
    static OffsetDateTime time(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static BigDecimal wei(FeePerGas fee) {
        return new BigDecimal(fee.wei());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static FeePerGas fee(BigDecimal wei) {
        return new FeePerGas(wei.toBigIntegerExact());
    }
}
