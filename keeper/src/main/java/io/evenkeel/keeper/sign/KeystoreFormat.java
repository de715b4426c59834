package io.evenkeel.keeper.sign;

import java.io.IOException;
import java.nio.file.Path;

/** Reads and writes keystore files. Knows nothing of passwords. */
public interface KeystoreFormat {
    ReadOutcome read(Path file);

    /**
     * Only the owner may read it afterwards.
     *
     * @throws java.nio.file.FileAlreadyExistsException rather than write over a key
     */
    void write(Path file, V3Keystore keystore) throws IOException;

    sealed interface ReadOutcome {
        record Read(V3Keystore keystore) implements ReadOutcome {}

        record Unreadable(String reason) implements ReadOutcome {}
    }
}
