package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.chain.AccountId;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One keeper's right to one account. Two fences: a lock that ends with the session that writes, so that a killed
 * keeper leaves nothing behind; and a number that grows with every taking, checked by each write in its own
 * transaction, so that a keeper which was taken over from cannot write even where something between it and the server
 * keeps its session alive.
 */
final class PostgresClaim {
    private static final String KEY = "hashtextextended('evenkeel ' || ? || ' ' || ?, 0)";

    private final AccountId account;
    private final String holder;
    private long epoch;

    PostgresClaim(AccountId account, String holder) {
        this.account = account;
        this.holder = holder;
    }

    /** @return who has it instead; empty once this session has it */
    Optional<String> lock(Statements on) throws SQLException {
        boolean taken = on.first(
                        row -> row.getBoolean(1),
                        "select pg_try_advisory_lock(" + KEY + ")",
                        String.valueOf(account.chainId().value()),
                        account.address().hex())
                .orElse(false);
        if (taken) {
            return Optional.empty();
        }
        String other = SqlScripts.version(on.connection()) < 3 ? "another keeper" : current(on);
        on.connection().rollback();
        return Optional.of("account " + account.address() + " on chain " + account.chainId() + " is kept by " + other
                + "; this keeper stands by and takes over when that one is gone");
    }

    private String current(Statements on) throws SQLException {
        return on.first(
                        row -> row.getString("holder") + " since "
                                + row.getTimestamp("claimed_at").toInstant(),
                        "select holder, claimed_at from keeper_claim where chain_id = ? and account = ?",
                        account.chainId().value(),
                        account.address().hex())
                .orElse("another keeper");
    }

    void take(Statements on) throws SQLException {
        epoch = on.first(
                        row -> row.getLong(1),
                        "insert into keeper_claim (chain_id, account, epoch, holder, claimed_at)"
                                + " values (?, ?, 1, ?, now()) on conflict (chain_id, account) do update set"
                                + " epoch = keeper_claim.epoch + 1, holder = excluded.holder, claimed_at = now()"
                                + " returning epoch",
                        account.chainId().value(),
                        account.address().hex(),
                        holder)
                .orElseThrow();
    }

    /** Within the writing transaction: whoever wants to take over waits for its end, or has been before it. */
    void stillOurs(Statements on) throws SQLException {
        int ours = on.execute(
                "update keeper_claim set epoch = epoch where chain_id = ? and account = ? and epoch = ?",
                account.chainId().value(),
                account.address().hex(),
                epoch);
        if (ours == 0) {
            throw new SQLException("account " + account.address() + " has been taken over by " + current(on));
        }
    }
}
