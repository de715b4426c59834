package io.evenkeel.keeper.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who holds the key. Never a password, only the files they are in.
 */
public sealed interface KeyHolder {
    /** An encrypted file in this machine, version 3. Without a password file the password is asked for. */
    record Keystore(Path file, Optional<Path> passwordFile) implements KeyHolder {}
}
