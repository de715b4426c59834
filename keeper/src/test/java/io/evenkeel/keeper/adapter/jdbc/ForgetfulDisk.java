package io.evenkeel.keeper.adapter.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk for H2 that forgets whatever was not forced: killing a process never tests a flush, since the operating
 * system still has the writes. Every force keeps a copy of the file; a power cut puts the last copy back.
 */
public final class ForgetfulDisk extends FilePathWrapper {
    static final String SCHEME = "forgetful";

    static void plugIn() {
        FilePath.register(new ForgetfulDisk());
    }

    /** What the journal's file would hold if the power failed now, put into another folder. */
    static void cutPower(Path folder, Path into) {
        try {
            Files.createDirectories(into);
            Files.copy(
                    forced(folder.resolve("journal.mv.db")),
                    into.resolve("journal.mv.db"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path forced(Path file) {
        return file.resolveSibling(file.getFileName() + ".forced");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new ForgetfulFile(getBase().open(mode), Path.of(getBase().toString()));
    }

    private static final class ForgetfulFile extends FileBaseDefault {
        private final FileChannel file;
        private final Path path;

        ForgetfulFile(FileChannel file, Path path) {
            this.file = file;
            this.path = path;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
            Files.copy(path, forced(path), StandardCopyOption.REPLACE_EXISTING);
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
        public int write(ByteBuffer from, long position) throws IOException {
            return file.write(from, position);
        }

        @Override
        protected void implTruncate(long newLength) throws IOException {
            file.truncate(newLength);
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
