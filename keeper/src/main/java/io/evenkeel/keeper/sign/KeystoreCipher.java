package io.evenkeel.keeper.sign;

import io.evenkeel.chain.Address;
import java.util.Optional;

/** Encrypts and decrypts private keys. Passwords are the caller's to wipe. */
public interface KeystoreCipher {
    /** The 32 bytes of the private key, the caller's to wipe; empty when the password is wrong. */
    Optional<byte[]> decrypt(V3Keystore keystore, char[] password);

    V3Keystore encrypt(byte[] privateKey, Address address, char[] password, V3Keystore.Cost cost);
}
