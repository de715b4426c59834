package io.evenkeel.keeper.sign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Private keys in PKCS#12 files. Passwords are the caller's to wipe. */
public interface Pkcs12Format {
    Outcome decrypt(byte[] file, char[] password);

    /**
     * The key encrypted, and beside it a certificate that it signed itself: most tools will not look at a key without
     * one. The certificate is not encrypted, so that the address can be told without the password.
     *
     * @param notBefore of the certificate, which never ends and which nothing here looks at
     */
    byte[] encrypt(byte[] privateKey, String alias, char[] password, V3Keystore.Cost cost, Instant notBefore);

    /** Public keys on our curve, 64 bytes each, of certificates that are not encrypted; empty when there are none. */
    List<byte[]> publicKeysInTheOpen(byte[] file);

    sealed interface Outcome {
        record Decrypted(List<Entry> entries) implements Outcome {}

        record WrongPassword() implements Outcome {}

        /** @param reason continues a sentence that begins with the file: "is not a PKCS#12 file" */
        record Unreadable(String reason) implements Outcome {}
    }

    /**
     * One private key.
     *
     * @param alias its friendly name; empty when it has none
     * @param kind as in {@code secp256k1} or {@code RSA}
     * @param privateKey 32 bytes, the caller's to wipe; empty when it is of another kind
     */
    record Entry(String alias, String kind, Optional<byte[]> privateKey) {}
}
