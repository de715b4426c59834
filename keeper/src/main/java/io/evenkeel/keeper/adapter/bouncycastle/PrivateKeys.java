package io.evenkeel.keeper.adapter.bouncycastle;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** Makes private keys. */
public final class PrivateKeys {
    public static final int KEY_BYTES = 32;

    private static final BigInteger CURVE_ORDER =
            CustomNamedCurves.getByName("secp256k1").getN();

    private PrivateKeys() {}

    /** A new key from the system's source of randomness; the caller's to wipe. */
    public static byte[] random() {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[KEY_BYTES];
        do {
            random.nextBytes(key);
        } while (!isKey(key));
        return key;
    }

    /** Thirty-two bytes between 1 and the order of the curve, exclusive. */
    public static boolean isKey(byte[] bytes) {
        BigInteger number = new BigInteger(1, bytes);
        return bytes.length == KEY_BYTES && number.signum() > 0 && number.compareTo(CURVE_ORDER) < 0;
    }
}
