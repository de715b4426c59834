package io.evenkeel.keeper.adapter.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk for H2 that is full, or breaks, from a chosen operation on, until it is mended. As on a real full disk the
 * write that finds no more room is cut short: half of it is there. One disk for all files, since H2 makes its files by
 * itself.
 */
public final class FailingDisk extends FilePathWrapper {
    static final String SCHEME = "failing";

    /** What fails. */
    enum Trouble {
        FULL("No space left on device"),
        CANNOT_FORCE("Input/output error"),
        READ_ONLY("Read-only file system");

        private final String words;

        Trouble(String words) {
            this.words = words;
        }
    }

    private static final int NEVER = Integer.MAX_VALUE;
    private static Trouble trouble = Trouble.FULL;
    private static int goodOperations = NEVER;
    private static int operations;
    private static boolean hasFailed;

    static void plugIn() {
        FilePath.register(new FailingDisk());
        mend();
    }

    /** From here on, after so many writes (or forces) that go well. */
    static void failsAfter(int good, Trouble what) {
        trouble = what;
        operations = 0;
        hasFailed = false;
        goodOperations = good;
    }

    static void mend() {
        goodOperations = NEVER;
    }

    /** Whether anything has met the trouble. */
    static boolean hasFailed() {
        return hasFailed;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new FailingFile(getBase().open(mode));
    }

    private static boolean fails(boolean force) {
        boolean concerned = (trouble == Trouble.CANNOT_FORCE) == force;
        if (concerned && operations++ >= goodOperations) {
            hasFailed = true;
            return true;
        }
        return false;
    }

    private static final class FailingFile extends FileBaseDefault {
        private final FileChannel file;

        FailingFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            if (fails(false)) {
                if (trouble == Trouble.FULL) {
                    file.write(from.slice(from.position(), from.remaining() / 2), position);
                }
                throw new IOException(trouble.words);
            }
            return file.write(from, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (fails(true)) {
                throw new IOException(trouble.words);
            }
            file.force(metaData);
        }

        @Override
        protected void implTruncate(long newLength) throws IOException {
            file.truncate(newLength);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
