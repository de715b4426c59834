package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.Inclusion;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.NonceSpending;
import io.evenkeel.keeper.journal.Transition;
import io.evenkeel.keeper.sign.SignedTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A view of a journal that says all it knows; whoever extends it leaves something out. */
class BlindJournal implements Journal {
    private final Journal journal;

    BlindJournal(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void decided(IntentRecord intent) {
        journal.decided(intent);
    }

    @Override
    public void permitted(AttemptRecord attempt) {
        journal.permitted(attempt);
    }

    @Override
    public void signed(AttemptId attempt, SignedTransaction transaction, Instant at) {
        journal.signed(attempt, transaction, at);
    }

    @Override
    public void broadcast(AttemptId attempt, Instant at) {
        journal.broadcast(attempt, at);
    }

    @Override
    public void voided(AttemptId attempt, String why, Instant at) {
        journal.voided(attempt, why, at);
    }

    @Override
    public void seen(IntentId intent, Inclusion inclusion, Instant at) {
        journal.seen(intent, inclusion, at);
    }

    @Override
    public void unseen(IntentId intent, String why, Instant at) {
        journal.unseen(intent, why, at);
    }

    @Override
    public void resolved(IntentId intent, IntentState end, String note, Instant at) {
        journal.resolved(intent, end, note, at);
    }

    @Override
    public List<IntentEntry> unresolved() {
        return journal.unresolved();
    }

    @Override
    public Optional<IntentEntry> find(IntentId intent) {
        return journal.find(intent);
    }

    @Override
    public List<AttemptEntry> attempts(ChainId chainId, Address sender, Nonce nonce) {
        return journal.attempts(chainId, sender, nonce);
    }

    @Override
    public Optional<Nonce> highestNonce(ChainId chainId, Address sender) {
        return journal.highestNonce(chainId, sender);
    }

    @Override
    public List<NonceSpending> spending(ChainId chainId, Address sender, Instant since) {
        return journal.spending(chainId, sender, since);
    }

    @Override
    public List<IntentEntry> newest(int limit) {
        return journal.newest(limit);
    }

    @Override
    public List<Transition> history(IntentId intent) {
        return journal.history(intent);
    }

    @Override
    public void close() {
        journal.close();
    }
}
