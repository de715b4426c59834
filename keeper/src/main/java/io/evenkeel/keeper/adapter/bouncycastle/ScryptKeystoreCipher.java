package io.evenkeel.keeper.adapter.bouncycastle;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.sign.KeystoreCipher;
import io.evenkeel.keeper.sign.V3Keystore;
import io.evenkeel.keeper.sign.V3Keystore.KeyDerivation;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Web3 Secret Storage, version 3: scrypt or PBKDF2, AES-128-CTR, keccak MAC. Written here because web3j takes the
 * password as a String, which nothing can wipe.
 */
public final class ScryptKeystoreCipher implements KeystoreCipher {
    private static final int DERIVED_BYTES = 32;
    private static final int HALF = 16;
    private static final int SALT_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    @Override
    public Optional<byte[]> decrypt(V3Keystore keystore, char[] password) {
        byte[] derived = derive(keystore.derivation(), password);
        try {
            byte[] mac = mac(derived, keystore.ciphertext());
            return MessageDigest.isEqual(mac, keystore.mac())
                    ? Optional.of(aes(derived, keystore.iv(), keystore.ciphertext()))
                    : Optional.empty();
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    @Override
    public V3Keystore encrypt(byte[] privateKey, Address address, char[] password, V3Keystore.Cost cost) {
        KeyDerivation derivation = cost.withSalt(randomBytes(SALT_BYTES));
        byte[] iv = randomBytes(HALF);
        byte[] derived = derive(derivation, password);
        try {
            byte[] ciphertext = aes(derived, iv, privateKey);
            return new V3Keystore(address, derivation, iv, ciphertext, mac(derived, ciphertext));
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    private static byte[] derive(KeyDerivation derivation, char[] password) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        try {
            return switch (derivation) {
                case KeyDerivation.Scrypt scrypt ->
                    SCrypt.generate(bytes, scrypt.salt(), scrypt.n(), scrypt.r(), scrypt.p(), DERIVED_BYTES);
                case KeyDerivation.Pbkdf2 pbkdf2 -> {
                    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
                    generator.init(bytes, pbkdf2.salt(), pbkdf2.rounds());
                    yield ((KeyParameter) generator.generateDerivedParameters(DERIVED_BYTES * Byte.SIZE)).getKey();
                }
            };
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** keccak of the derived key's second half and the ciphertext. */
    private static byte[] mac(byte[] derived, byte[] ciphertext) {
        KeccakDigest keccak = new KeccakDigest(256);
        keccak.update(derived, HALF, HALF);
        keccak.update(ciphertext, 0, ciphertext.length);
        byte[] mac = new byte[keccak.getDigestSize()];
        keccak.doFinal(mac, 0);
        return mac;
    }

    /** The same both ways, since the mode is a counter. */
    private static byte[] aes(byte[] derived, byte[] iv, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(derived, 0, HALF, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES in counter mode", e);
        }
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
