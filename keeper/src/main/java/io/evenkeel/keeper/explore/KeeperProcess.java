package io.evenkeel.keeper.explore;

import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.JournalFailure;
import io.evenkeel.keeper.journal.JournalOpening;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The keeper as a process: it is started, dies of whatever kills it, and is started again on what the disk has left. */
final class KeeperProcess {
    private final SendingKeeper.Maker maker;
    private final FaultyNode node;
    private final FakeDisk disk;
    private final FaultScript script;
    private final Watch watch;
    private final Tally tally;
    private final Story story;
    private @Nullable SendingKeeper keeper;
    private @Nullable DiskJournal journal;

    KeeperProcess(
            SendingKeeper.Maker maker,
            FaultyNode node,
            FakeDisk disk,
            FaultScript script,
            Watch watch,
            Tally tally,
            Story story) {
        this.maker = maker;
        this.node = node;
        this.disk = disk;
        this.script = script;
        this.watch = watch;
        this.tally = tally;
        this.story = story;
    }

    /** Whatever it does, it may die of it; while it is dead it does nothing. */
    void attend(Consumer<SendingKeeper> work) {
        if (script.isDead()) {
            story.detail("the keeper is dead");
            return;
        }
        try {
            work.accept(running());
        } catch (Killed killed) {
            story.detail("KILLED");
            stop();
        } catch (JournalFailure e) {
            tally.count(Happening.JOURNAL_FAILED);
            if (story.isTold()) {
                story.detail("journal: " + e.getMessage());
            }
        } catch (RuntimeException e) {
            watch.broke(Invariant.NO_EXCEPTION, e.toString());
        }
    }

    void restart() {
        script.struck(Fault.RESTARTED);
        stop();
        attend(started -> {});
    }

    /** Somebody starts another one while this one runs. */
    void startSecond() {
        script.struck(Fault.SECOND_KEEPER);
        switch (DiskJournal.open(disk)) {
            case JournalOpening.Refused refused -> tally.count(Happening.SECOND_REFUSED);
            case JournalOpening.Opened opened -> {
                if (keeper == null) {
                    opened.journal().close();
                } else {
                    watch.broke(Invariant.ONE_KEEPER, "a second one was let in");
                }
            }
        }
    }

    /** All its journal holds, newest first; empty while it is dead. */
    List<IntentEntry> entries() {
        return journal == null ? List.of() : journal.newest(Integer.MAX_VALUE);
    }

    private SendingKeeper running() {
        if (keeper == null) {
            keeper = started();
        }
        return keeper;
    }

    private SendingKeeper started() {
        return switch (DiskJournal.open(disk)) {
            case JournalOpening.Refused refused -> throw new IllegalStateException(refused.reason());
            case JournalOpening.Opened opened -> {
                journal = (DiskJournal) opened.journal();
                watch.recovered(journal.unforcedImage().unresolved());
                yield maker.start(node, node, journal);
            }
        };
    }

    private void stop() {
        if (journal != null) {
            journal.close();
        }
        journal = null;
        keeper = null;
    }
}
