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
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.journal.NonceSpending;
import io.evenkeel.keeper.journal.Transition;
import io.evenkeel.keeper.sign.SignedTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A write-ahead journal on the fake disk: every change is written and forced before the call returns. After a force
 * that failed nobody can know what would survive, so it answers nothing until one has succeeded.
 */
final class DiskJournal implements Journal {
    private final FakeDisk disk;
    private final MemoryJournal image = new MemoryJournal();
    private boolean unforced;

    private DiskJournal(FakeDisk disk) {
        this.disk = disk;
    }

    /** Refused while another process has it open. */
    static JournalOpening open(FakeDisk disk) {
        if (!disk.lock()) {
            return new JournalOpening.Refused("the journal is in use by another keeper");
        }
        DiskJournal journal = new DiskJournal(disk);
        disk.content().forEach(each -> each.applyTo(journal.image));
        // A killed process may have left writes that only the cache has.
        journal.unforced = true;
        return new JournalOpening.Opened(journal);
    }

    @Override
    public void decided(IntentRecord intent) {
        write(new JournalWrite.Decided(intent));
    }

    @Override
    public void permitted(AttemptRecord attempt) {
        write(new JournalWrite.Permitted(attempt));
    }

    @Override
    public void signed(AttemptId attempt, SignedTransaction transaction, Instant at) {
        write(new JournalWrite.Signed(attempt, transaction, at));
    }

    @Override
    public void broadcast(AttemptId attempt, Instant at) {
        write(new JournalWrite.Broadcast(attempt, at));
    }

    @Override
    public void voided(AttemptId attempt, String why, Instant at) {
        write(new JournalWrite.Voided(attempt, why, at));
    }

    @Override
    public void seen(IntentId intent, Inclusion inclusion, Instant at) {
        write(new JournalWrite.Seen(intent, inclusion, at));
    }

    @Override
    public void unseen(IntentId intent, String why, Instant at) {
        write(new JournalWrite.Unseen(intent, why, at));
    }

    @Override
    public void resolved(IntentId intent, IntentState end, String note, Instant at) {
        write(new JournalWrite.Resolved(intent, end, note, at));
    }

    private void write(JournalWrite write) {
        Fault fault = disk.beforeWrite();
        forceWhatIsNot();
        write.applyTo(image);
        disk.append(write, fault);
        unforced = true;
        disk.force(fault);
        unforced = false;
    }

    private void forceWhatIsNot() {
        if (unforced) {
            disk.force(Fault.NONE);
            unforced = false;
        }
    }

    /** As the process sees it, whether forced or not. */
    MemoryJournal unforcedImage() {
        return image;
    }

    private MemoryJournal forcedImage() {
        forceWhatIsNot();
        return image;
    }

    @Override
    public List<IntentEntry> unresolved() {
        return forcedImage().unresolved();
    }

    @Override
    public Optional<IntentEntry> find(IntentId intent) {
        return forcedImage().find(intent);
    }

    @Override
    public List<AttemptEntry> attempts(ChainId chainId, Address sender, Nonce nonce) {
        return forcedImage().attempts(chainId, sender, nonce);
    }

    @Override
    public Optional<Nonce> highestNonce(ChainId chainId, Address sender) {
        return forcedImage().highestNonce(chainId, sender);
    }

    @Override
    public List<NonceSpending> spending(ChainId chainId, Address sender, Instant since) {
        return forcedImage().spending(chainId, sender, since);
    }

    @Override
    public List<IntentEntry> newest(int limit) {
        return forcedImage().newest(limit);
    }

    @Override
    public List<Transition> history(IntentId intent) {
        return forcedImage().history(intent);
    }

    @Override
    public void close() {
        disk.unlock();
    }
}
