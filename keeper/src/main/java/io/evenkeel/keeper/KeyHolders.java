package io.evenkeel.keeper;

import io.evenkeel.keeper.config.KeyHolder;
import io.evenkeel.keeper.sign.PasswordSource;
import io.evenkeel.keeper.sign.SignerOpening;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the key, whoever holds it. */
public final class KeyHolders {
    private KeyHolders() {}

    public static SignerOpening open(KeyHolder holder) {
        return switch (holder) {
            case KeyHolder.Keystore keystore ->
                Wiring.keystores().open(keystore.file(), password(keystore.file(), keystore.passwordFile()));
        };
    }

    /** From its file, or else from whoever sits at the terminal. */
    private static PasswordSource password(Path of, Optional<Path> file) {
        return file.map(PasswordSource::file).orElseGet(() -> PasswordSource.console("Password of " + of + ": "));
    }
}
