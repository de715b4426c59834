package io.evenkeel.keeper.sign;

import io.evenkeel.keeper.sign.KeystoreFormat.ReadOutcome;
import io.evenkeel.keeper.sign.PasswordSource.PasswordOutcome;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** From a file and a password to a signer, wiping what was secret on the way. */
public final class KeystoreOpener {
    private static final long LEFT_TO_THE_REST_BYTES = 64L << 20;

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
            case ReadOutcome.Read read
            when read.keystore().derivation().memoryBytes() > memoryToSpare() ->
                new SignerOpening.Refused("keystore " + file + " takes "
                        + megabytes(read.keystore().derivation().memoryBytes())
                        + " MB of memory while it is opened, and this JVM may use "
                        + megabytes(Runtime.getRuntime().maxMemory())
                        + " MB in all; give it more with EVENKEEL_JAVA_OPTS=-Xmx...");
            case ReadOutcome.Read read ->
                switch (passwords.read()) {
                    case PasswordOutcome.NoPassword none -> new SignerOpening.Refused(none.reason());
                    case PasswordOutcome.Password password -> {
                        try {
                            yield unlock(file, read.keystore(), password.characters());
                        } finally {
                            Arrays.fill(password.characters(), '\0');
                            giveBack(read.keystore().derivation().memoryBytes());
                        }
                    }
                };
        };
    }

    /** A JVM out of memory ends without a word. */
    private static long memoryToSpare() {
        return Runtime.getRuntime().maxMemory() - LEFT_TO_THE_REST_BYTES;
    }

    /** What the password was stretched in is the largest the keeper ever allocates, and would stay for days. */
    private static void giveBack(long bytes) {
        if (bytes > LEFT_TO_THE_REST_BYTES) {
            System.gc();
        }
    }

    private static long megabytes(long bytes) {
        return bytes >> 20;
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
