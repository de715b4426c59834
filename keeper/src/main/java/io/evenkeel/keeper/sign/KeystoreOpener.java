package io.evenkeel.keeper.sign;

import io.evenkeel.keeper.sign.KeystoreFormat.ReadOutcome;
import io.evenkeel.keeper.sign.PasswordSource.PasswordOutcome;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** From a file and a password to a signer, wiping what was secret on the way. */
public final class KeystoreOpener {
    private final KeystoreFormat format;
    private final KeystoreCipher cipher;
    private final Function<byte[], TransactionSigner> signers;

    /** @param signers makes a signer of a private key and keeps its own copy of it */
    public KeystoreOpener(KeystoreFormat format, KeystoreCipher cipher, Function<byte[], TransactionSigner> signers) {
        this.format = format;
        this.cipher = cipher;
        this.signers = signers;
    }

    public SignerOpening open(Path file, PasswordSource passwords) {
        return switch (format.read(file)) {
            case ReadOutcome.Unreadable unreadable -> new SignerOpening.Refused(unreadable.reason());
            case ReadOutcome.Read read ->
                switch (passwords.read()) {
                    case PasswordOutcome.NoPassword none -> new SignerOpening.Refused(none.reason());
                    case PasswordOutcome.Password password -> {
                        try {
                            yield unlock(file, read.keystore(), password.characters());
                        } finally {
                            Arrays.fill(password.characters(), '\0');
                        }
                    }
                };
        };
    }

    private SignerOpening unlock(Path file, V3Keystore keystore, char[] password) {
        Optional<byte[]> decrypted = cipher.decrypt(keystore, password);
        if (decrypted.isEmpty()) {
            return new SignerOpening.Refused("wrong password for keystore " + file);
        }
        byte[] key = decrypted.get();
        try {
            TransactionSigner signer = signers.apply(key);
            if (!signer.address().equals(keystore.address())) {
                signer.close();
                return new SignerOpening.Refused("keystore " + file + " says it is for " + keystore.address()
                        + ", but holds the key of " + signer.address());
            }
            return new SignerOpening.Opened(signer);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
