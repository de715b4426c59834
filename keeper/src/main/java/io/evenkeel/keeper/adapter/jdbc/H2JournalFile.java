package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.journal.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A journal in one H2 file, for one process at a time. */
public final class H2JournalFile {
    private H2JournalFile() {}

    /** @param folder is made when it is missing; the journal in it is {@code journal.mv.db} */
    public static JournalOpening open(Path folder) {
        return open(folder, "file:");
    }

    /** @param disk prefix of H2's for the kind of file system */
    static JournalOpening open(Path folder, String disk) {
        return open(folder, disk, H2Compaction.Limits.USUAL);
    }

    /** @param limits past which the file is written anew */
    static JournalOpening open(Path folder, String disk, H2Compaction.Limits limits) {
        return opening(new H2Store(new H2Files(folder, disk), limits, () -> {}));
    }

    /** Whether there was ever a journal in this folder. */
    public static boolean exists(Path folder) {
        return Files.exists(H2Store.file(folder));
    }

    /**
     * A copy to look at while a keeper holds the journal itself. H2 writes behind what it has and checks sums when it
     * opens, so a copy made in the middle of a write is the state before that write. What is written to it is lost.
     */
    public static JournalOpening openCopy(Path folder) {
        Path file = H2Store.file(folder);
        if (!Files.exists(file)) {
            return new JournalOpening.Refused("there is no journal in " + folder);
        }
        try {
            Path copy = Files.createTempDirectory("evenkeel-journal");
            Files.copy(file, H2Store.file(copy));
            return opening(new H2Store(new H2Files(copy, "file:"), H2Compaction.Limits.NEVER, () -> delete(copy)));
        } catch (IOException e) {
            return new JournalOpening.Refused(file + " cannot be copied: " + e.getMessage());
        }
    }

    /** Looks at every intent, on a copy with the mark of what was forced: also while a keeper holds the journal. */
    public static Verification verify(Path folder) {
        if (!exists(folder)) {
            return new Verification.Refused("there is no journal in " + folder);
        }
        try {
            Path copy = Files.createTempDirectory("evenkeel-journal");
            if (Files.exists(TailMark.file(folder))) {
                Files.copy(TailMark.file(folder), TailMark.file(copy)); // before the file, which may hold more by then
            }
            Files.copy(H2Store.file(folder), H2Store.file(copy));
            return Verifier.verify(
                    new H2Store(new H2Files(copy, "file:"), H2Compaction.Limits.NEVER, () -> delete(copy)));
        } catch (IOException e) {
            return new Verification.Refused(H2Store.file(folder) + " cannot be copied: " + e.getMessage());
        }
    }

    /** A full disk does not keep a keeper from starting: it says so and waits for room. */
    private static JournalOpening opening(H2Store store) {
        return switch (store.connect()) {
            case JournalStore.Access.Granted granted ->
                new JournalOpening.Opened(
                        new JdbcJournal(new DurableConnection(store, granted.connection()), Optional.empty()));
            case JournalStore.Access.Unavailable unavailable ->
                new JournalOpening.Opened(new JdbcJournal(new DurableConnection(store, null), Optional.empty()));
            case JournalStore.Access.Refused refused -> {
                store.release();
                yield new JournalOpening.Refused(refused.reason());
            }
        };
    }

    /** With what an upgrade of the copy has kept. */
    private static void delete(Path copy) {
        try (Stream<Path> left = Files.list(copy)) {
            for (Path each : left.toList()) {
                Files.delete(each);
            }
            Files.delete(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
