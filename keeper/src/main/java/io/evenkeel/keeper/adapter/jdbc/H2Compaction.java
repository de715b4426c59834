package io.evenkeel.keeper.adapter.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.MVStoreTool;

/** H2 only appends, so a file that has grown far beyond what is in it is written anew, on a copy. */
final class H2Compaction {
    /**
     * When it is worth it.
     *
     * @param smallBytes a file up to this is left alone
     * @param mostGrowth how many times as large as when it was last written anew, at least 1
     */
    record Limits(long smallBytes, int mostGrowth) {
        static final Limits USUAL = new Limits(32L << 20, 3);
        static final Limits NEVER = new Limits(Long.MAX_VALUE, 1);
    }

    private final H2Files files;
    private final Limits limits;

    H2Compaction(H2Files files, Limits limits) {
        this.files = files;
        this.limits = limits;
    }

    boolean isDue() throws IOException {
        long size = Files.size(files.file());
        return size > limits.smallBytes() && size / limits.mostGrowth() > compactedSize();
    }

    /** Nobody may have the journal open, and it must have been found sound. */
    void run() throws IOException, SQLException {
        files.copyToUnfinished();
        try {
            MVStoreTool.compact(files.unfinished().toString(), false);
        } catch (MVStoreException e) {
            throw new SQLException("it cannot be written anew: " + Trouble.firstLine(e), e);
        }
        files.giveUnfinishedItsName();
        Files.writeString(sizeFile(), String.valueOf(Files.size(files.file())));
    }

    /** 0 when it was never written anew, or when a kill left half of the note: then it is written anew once more. */
    private long compactedSize() throws IOException {
        if (Files.notExists(sizeFile())) {
            return 0;
        }
        String note = Files.readString(sizeFile()).strip();
        return note.matches("[0-9]{1,18}") ? Long.parseLong(note) : 0;
    }

    private Path sizeFile() {
        return files.folder().resolve("journal.size");
    }
}
