package io.evenkeel.keeper.adapter.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Held by one keeper at a time. The operating system lets go of it when the process dies, however it dies. */
final class ProcessLock {
    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty when somebody holds it, in this process or another. */
    static Optional<ProcessLock> take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new ProcessLock(channel));
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // how Java says that this very process holds it
        }
    }

    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a lock that cannot be released", e);
        }
    }
}
